import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {takeIn} from '../take-out.ts';
import {haveSameResults} from './same-results.ts';
import {followsSoon, overlap, spanOf} from './times.ts';

/** Each of Lightning's loggers takes the next number of the directory that they share (lightning/pytorch/loggers/csv_logs.py, tensorboard.py). */
const versionName = /^(.*\/version_)(\d{1,9})$/;
const table = 'lightning-csv';
const events = 'tfevents';

interface Version {
	run: TrackedRun;
	number: number;
	/** Of the logger that it is a directory of. */
	layer: Layer;
}

/** Its directory and number, where it is what one of the two loggers alone has written. */
function versionOf(run: TrackedRun): ({place: string} & Version) | null {
	const [, place = '', number] = versionName.exec(run.path) ?? [];
	if (number === undefined) return null;
	const layer = run.layers.find(({format}) => format === table || format === events);
	const isBoth = run.layers.some(({format}) => format === table) && run.layers.some(({format}) => format === events);
	if (layer === undefined || isBoth || run.layers.some(({below, removed}) => below !== '' || removed)) return null;
	return {place, run, number: Number(number), layer};
}

function areOneTraining({layer: one}: Version, {layer: other}: Version): boolean {
	if (one.format === other.format) return false;
	const [rows, curves] = one.format === table ? [one, other] : [other, one];
	const [of, spent] = [spanOf([rows]), spanOf([curves])];
	if (of === null || spent === null || !(overlap(of, spent) || followsSoon(of, spent))) return false;
	return haveSameResults(rows, curves);
}

/**
 * Makes one row of a training that Lightning logged to a table and to event files in two directories, one number apart. A table has no times but those of
 * its file: a copy that has lost them stays apart, and so does whatever fits twice.
 */
export function foldVersions(registry: Registry): void {
	const byPlace = new Map<string, Map<number, Version>>();
	for (const run of registry.runs.values()) {
		const version = versionOf(run);
		if (version === null) continue;
		const numbered = byPlace.get(version.place) ?? new Map<number, Version>();
		byPlace.set(version.place, numbered.set(version.number, version));
	}
	for (const numbered of byPlace.values()) {
		const fits = (number: number) => {
			const [first, second] = [numbered.get(number), numbered.get(number + 1)];
			return first !== undefined && second !== undefined && areOneTraining(first, second);
		};
		for (const {number, run} of numbered.values()) {
			if (!fits(number) || fits(number - 1) || fits(number + 1)) continue;
			takeIn(numbered.get(number + 1)!.run, run, registry);
		}
	}
}
