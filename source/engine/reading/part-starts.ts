import type {Format} from '../../formats/format.ts';
import type {Layer} from '../model/layer.ts';
import {EarlierStarts} from '../model/starts/earlier-starts.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

interface Held {
	run: TrackedRun;
	layer: Layer;
}

/** A source, as far as its runs are parted. */
interface Parted {
	readonly format: Pick<Format, 'partsStarts'>;
	readonly runs: Map<string, Held>;
}

const keyOf = (number: number): string => `start ${number}`;

/**
 * Has the points of a source's only run parted by starts of its program, where its format asks for that.
 * @param makeRun makes the run of an earlier start, by its key
 */
export function partStarts(source: Parted, makeRun: (key: string, startOf: TrackedRun['startOf']) => Held): void {
	const {runs, format} = source;
	if (format.partsStarts === undefined) return;
	const {layer} = runs.get('')!;
	layer.starts = new EarlierStarts({
		layer,
		areByFile: format.partsStarts === 'by file',
		mayPart: () => {
			const {run} = runs.get('')!;
			return run.layers.length === 1 && run.parentId === null;
		},
		sinkOf: number => {
			const key = keyOf(number);
			const held = runs.get(key) ?? makeRun(key, {run: runs.get('')!.run, number});
			runs.set(key, held);
			held.layer.renew();
			return held.layer;
		},
		keepOnly: count => {
			for (let number = count + 1, held = runs.get(keyOf(number)); held !== undefined; held = runs.get(keyOf(++number)))
				held.layer.remove();
		},
	});
}

/**
 * Parts the starts of a run no more: others tell of it too.
 * @param sources all that are open
 * @param drop called with each run that is gone by it
 */
export function dropStarts(head: TrackedRun, sources: Iterable<Parted>, drop: (run: TrackedRun) => void): void {
	const parted = head.layers.flatMap(({starts}) => (starts?.isParted === true ? [starts] : []));
	if (parted.length === 0) return;
	for (const starts of parted) starts.join();
	for (const {runs} of sources)
		for (const [key, {run}] of runs) {
			if (run.startOf?.run !== head) continue;
			runs.delete(key);
			drop(run);
		}
}

/** Has the source of a run read anew whose starts were not parted because others told of it, too, where nothing else does any more. */
export function partAfterAll({layers}: TrackedRun, sources: Iterable<Parted & {readAnew(): void}>): void {
	const [layer, ...others] = layers;
	if (layer === undefined || layer.starts === null || layer.starts.isParted || others.length > 0) return;
	if (![...layer.metrics.values()].some(({superseded}) => superseded.length > 0)) return;
	for (const source of sources) if (source.runs.get('')?.layer === layer) source.readAnew();
}
