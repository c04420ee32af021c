import path from 'node:path';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {type Digests, digestsOf} from './digests.ts';
import {homeOf} from './told-runs.ts';

export interface PlacedLog {
	run: TrackedRun;
	layer: Layer;
	digests: Digests;
}

/** Logs by where they lie: of thousands few may have been printed by one program. */
export class PlacedLogs {
	private readonly byPlace = new Map<string, PlacedLog[]>();
	private readonly below = new Map<string, PlacedLog[]>();

	/** @param runs each of one text log */
	constructor(runs: readonly TrackedRun[]) {
		for (const run of runs) {
			const [layer] = run.layers;
			const log = {run, layer: layer!, digests: digestsOf(layer!)};
			const place = layer!.factsNow.signFiles.includes(run.path) ? path.dirname(run.path) : run.path;
			put(this.byPlace, place, log);
			for (const directory of upFrom(place)) put(this.below, directory, log);
		}
	}

	/** Those that lie at, below or above the place where the program of a tracker's run was started. */
	near(run: TrackedRun): PlacedLog[] {
		const [home, ...above] = upFrom(homeOf(run.path));
		const found = [...(this.below.get(home!) ?? []), ...above.flatMap(directory => this.byPlace.get(directory) ?? [])];
		return found.filter(log => log.run.root === run.root);
	}
}

/** A directory and all that it lies in. */
function upFrom(directory: string): string[] {
	const above = path.dirname(directory);
	return above === directory ? [directory] : [directory, ...upFrom(above)];
}

/** Adds to the list of a key. */
export function put<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
	const list = lists.get(key);
	if (list) list.push(item);
	else lists.set(key, [item]);
}
