import type {MediaSeries} from '../../../core/media/media.ts';
import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../layer.ts';
import {addPrinted} from './add-printed.ts';
import {nameBeside} from './place-names.ts';
import {leaveOutCopies, namesInCopy} from './second-copies.ts';
import {isExact, keptName, type Owner, type PickSeries, tellsBetter} from './series-owner.ts';

/** Of how much, of the points of a stronger format, a weaker one has to be ahead of it as long as a run goes on: each is at times. */
const liveSlack = 0.25;

/**
 * Series of a run from its layers, strongest first. The same name in several formats is the same data: it is taken from the strongest of them that
 * tells it well. The same name from another directory of the same format (train/ and validation/ of TensorBoard), or in a
 * table of a validation or a test by its name or its directory's, is another curve and gets its directory in front. What a log prints comes
 * last (`addPrinted`).
 * @param isOver true for a run that goes on no more
 */
export function mergeSeries(layers: readonly Layer[], pick: PickSeries, isOver = false): Map<string, Series> {
	const slack = isOver ? 0 : liveSlack;
	const owners = new Map<string, Owner>();
	const merged = new Map<string, Series>();
	/** Whose the series are that got a place in front. */
	const beside = new Map<string, Layer>();
	const recorded = layers.filter(layer => !layer.isPrinted);
	for (const layer of [
		...recorded.filter(({isOtherTable}) => !isOtherTable),
		...recorded.filter(({isOtherTable}) => isOtherTable),
	]) {
		const nameOf = namesInCopy(layer, layers, pick);
		for (const [told, series] of pick(layer)) {
			const name = nameOf(told);
			const owner = owners.get(name);
			if (owner !== undefined && (owner.layer.format === layer.format || layer.isOtherTable)) {
				if (layer.below === '' && !layer.isOtherTable) continue;
				// The same place in another format has the same data.
				const own = nameBeside(layer, name, taken => (beside.get(taken) ?? owners.get(taken)?.layer)?.format === layer.format);
				merged.set(own, series);
				beside.set(own, layer);
			} else if (owner === undefined || tellsBetter(series, owner.series, slack) || (isOver && isExact(series, owner))) {
				// What a host took from the output is what that prints, however much more of it another tracker has.
				if (owner?.layer.isHost === true) merged.set(keptName(owner, name), owner.series);
				merged.set(name, series);
				owners.set(name, {layer, series});
			}
		}
	}
	if (layers.length > 1) leaveOutCopies(merged, (copy, own) => tellsBetter(copy, own, slack));
	if (recorded.length < layers.length) addPrinted(merged, owners, layers, pick, slack);
	return merged;
}

/** Pictures, distributions and texts; names of a layer further in get its directory in front where they are taken. */
export function mergeMedia(layers: readonly Layer[]): ReadonlyMap<string, MediaSeries> {
	const merged = new Map<string, MediaSeries>();
	for (const layer of layers)
		for (const [name, series] of layer.mediaOf)
			merged.set(merged.has(name) ? nameBeside(layer, name, taken => merged.has(taken)) : name, series);
	return merged;
}
