import path from 'node:path';
import {isWithin} from '../../../../core/files/paths.ts';
import {put} from '../../../../core/table/gather.ts';
import type {Layer} from '../../../model/layer.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import {keysOf, keysOfPrinted} from '../evidence/digest-keys.ts';
import {digestsOf} from '../evidence/digests.ts';
import {keysOfEnd, keysOfFailure} from '../evidence/last-words.ts';

export interface PlacedLog {
	run: TrackedRun;
	layer: Layer;
	/** The directory that it lies in. */
	place: string;
}

/** Logs by where they lie, and by what they have of their metrics, or when they tell of a failure: of thousands few may have been printed by one program. */
export class PlacedLogs {
	private readonly byPlace = new Map<string, PlacedLog[]>();
	private readonly below = new Set<string>();
	private byKey: ReadonlyMap<string, PlacedLog[]> | null = null;

	/** @param runs each of one text log */
	constructor(runs: readonly TrackedRun[]) {
		for (const run of runs) {
			const place = placeOf(run);
			put(this.byPlace, place, {run, layer: run.layers[0]!, place});
			for (const directory of upFrom(place)) this.below.add(directory);
		}
	}

	/**
	 * Those that lie at, below or above the place where the program of a tracker's run was started, and may have been printed of one of its layers.
	 * @param place where it was started
	 */
	near(run: TrackedRun, tracked: readonly Layer[], place: string): [log: PlacedLog, tracked: Layer][] {
		const [home, ...above] = upFrom(place);
		if (!this.below.has(home!) && !above.some(directory => this.byPlace.has(directory))) return [];
		const isNear = (log: PlacedLog) => log.run.root === run.root && (isWithin(log.place, home!) || above.includes(log.place));
		// Most trees of logs have nothing that is held against them.
		this.byKey ??= indexByKey([...this.byPlace.values()].flat());
		const {byKey} = this;
		return tracked.flatMap(layer => {
			const keys = keysOf(digestsOf(layer));
			const found = new Set([...keys, ...keysOfEnd(layer)].flatMap(key => byKey.get(key) ?? []));
			return [...found].filter(isNear).map((log): [PlacedLog, Layer] => [log, layer]);
		});
	}
}

function indexByKey(logs: readonly PlacedLog[]): Map<string, PlacedLog[]> {
	const byKey = new Map<string, PlacedLog[]>();
	for (const log of logs)
		for (const key of [...keysOfPrinted(digestsOf(log.layer)), ...keysOfFailure(log.layer)]) put(byKey, key, log);
	return byKey;
}

/** The directory that a log lies in, of which it may be the only run, or one of several that are called by their files. */
export const placeOf = ({path: at, layers}: TrackedRun): string =>
	layers[0]?.factsNow.signFiles.includes(at) === true ? path.dirname(at) : at;

/** A directory and all that it lies in. */
function upFrom(directory: string): string[] {
	const above = path.dirname(directory);
	return above === directory ? [directory] : [directory, ...upFrom(above)];
}
