/** Behind the name of a run that is one of several starts in the same files. */
const start = /^(.+) \((start \d+)\)$/s;

/** What one of several starts in the same files is called, by the name of what lies there. */
export const nameOfStart = (place: string, number: number): string => `${place} (start ${number})`;

/** The two parts of such a name; null for any other. */
export function partsOfStart(name: string): {place: string; which: string} | null {
	const [, place, which] = start.exec(name) ?? [];
	return place === undefined || which === undefined ? null : {place, which};
}
