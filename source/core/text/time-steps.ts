export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;
const year = 365 * day;

/** Round spans in seconds, as a clock and a calendar have them. */
const steps = [
	...[1, 2, 5, 10, 15, 30],
	...[1, 2, 5, 10, 15, 30].map(minutes => minutes * minute),
	...[1, 2, 3, 6, 12].map(hours => hours * hour),
	...[1, 2, 7, 14, 28, 91].map(days => days * day),
];

/** The least round span that is not below `seconds`: for ticks on axes of time, and for rounding what is left of one. Beyond a quarter, whole years. */
export function roundSpan(seconds: number): number {
	return steps.find(step => step >= seconds) ?? Math.ceil(seconds / year) * year;
}
