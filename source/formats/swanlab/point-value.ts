import type {Json} from '../../core/run.ts';

/** The words for what JSON has no numbers for; up to 0.5 "INF" stands for both infinities. */
const words: ReadonlyMap<string, number> = new Map([
	['NAN', Number.NaN],
	['INF', Number.POSITIVE_INFINITY],
	['-INF', Number.NEGATIVE_INFINITY],
]);

/** The value of a point in SwanLab's JSON; null where there is no number, such as in the record of a text or a picture. */
export function pointValue(data: Json | undefined): number | null {
	if (typeof data === 'number') return data;
	return typeof data === 'string' ? (words.get(data.toUpperCase()) ?? null) : null;
}
