import type {Series} from '../../core/series/series.ts';

/** Ray Tune writes each row of `result.json` to event files too, where its names begin so (ray/tune/logger/tensorboardx.py). */
const prefixes = ['ray/tune/'];

/**
 * Leaves out of a run's series, by name, those that a tracker wrote to a second file under a longer name: the first file has more digits. Where that one
 * lost points, what the second one has takes its place.
 * @param isBetter whether the first of two series tells the same metric better
 */
export function leaveOutCopies(merged: Map<string, Series>, isBetter: (copy: Series, own: Series) => boolean): void {
	for (const [name, copy] of merged) {
		const prefix = prefixes.find(each => name.startsWith(each));
		const own = prefix === undefined ? undefined : merged.get(name.slice(prefix.length));
		if (prefix === undefined || own === undefined) continue;
		merged.delete(name);
		if (isBetter(copy, own)) merged.set(name.slice(prefix.length), copy);
	}
}
