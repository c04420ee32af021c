import {day, hour, minute, roundSpan} from '../../text/time-steps.ts';

/**
 * The round span that is at least `share` of the value. The last two minutes are told in no finer steps than a sixth or a quarter of one, so
 * that a short run's text does not tick.
 */
export function roundingUnit(seconds: number, share = 0.08): number {
	return roundSpan(Math.max(seconds * share, seconds > minute ? 15 : 10));
}

export const roundTo = (seconds: number, unit: number): number => Math.round(seconds / unit) * unit;

/** "45 s", "2 min 10 s", "12 min", "3 h 30 min", "2.5 days": two places at most, no seconds above 10 min, for values already rounded. */
export function durationText(seconds: number): string {
	if (seconds < minute) return `${Math.round(seconds)} s`;
	if (seconds < hour) {
		const rest = Math.round(seconds % minute);
		const minutes = Math.floor(seconds / minute);
		return rest > 0 && seconds < 10 * minute ? `${minutes} min ${rest} s` : `${Math.round(seconds / minute)} min`;
	}
	if (seconds < 2 * day) {
		const hours = Math.floor(seconds / hour);
		const rest = Math.round((seconds % hour) / minute);
		return rest > 0 && rest < 60 && hours < 10 ? `${hours} h ${rest} min` : `${Math.round(seconds / hour)} h`;
	}
	const days = Math.round((seconds / day) * 2) / 2;
	return `${days} days`;
}

/** "10 – 20 min", "50 min – 2 h": the unit is said once where both ends have the same. */
export function rangeText(low: number, high: number, dash: string): string {
	const from = durationText(low);
	const to = durationText(high);
	const [fromNumber, fromUnit, ...fromRest] = from.split(' ');
	const [toNumber, toUnit, ...toRest] = to.split(' ');
	if (fromUnit === toUnit && fromRest.length === 0 && toRest.length === 0) return `${fromNumber}${dash}${toNumber} ${toUnit}`;
	return `${from}${dash}${to}`;
}
