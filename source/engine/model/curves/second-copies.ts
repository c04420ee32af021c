import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../layer.ts';

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

/**
 * What a tracker that copied the event files of several directories calls each series of one of them: wandb puts what tells the directory from the others in
 * front of the tag (wandb/sdk/internal/tb_watcher.py, `_calc_namespace`). The name itself where it was copied under that, or not at all.
 * @param pick the series of a layer that are looked at
 */
export function namesInCopy(
	{below}: Layer,
	layers: readonly Layer[],
	pick: (layer: Layer) => ReadonlyMap<string, unknown>,
): (name: string) => string {
	const asItIs = (name: string) => name;
	if (!below.startsWith('../')) return asItIs;
	const copier = layers.find(({factsNow: {copied}}) => new Set(copied.flatMap(({directories}) => directories)).size > 1);
	if (copier === undefined) return asItIs;
	const known = pick(copier);
	const parts = below.split('/').filter(part => part !== '..');
	const places = parts.map((_, from) => parts.slice(from).join('/')).reverse();
	return name => (known.has(name) ? name : (places.map(place => `${place}/${name}`).find(told => known.has(told)) ?? name));
}
