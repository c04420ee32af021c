import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {takeIn} from '../take-out.ts';
import {tellsNothing} from './curves.ts';
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

/** Event files have numbers of 32 bits, of which the table has all digits. */
const isSame = (a: number, b: number): boolean => Object.is(Math.fround(a), Math.fround(b));

/** Values at the steps that two curves have in common; null where two of these differ. */
function commonValues(one: Series, other: Series): number[] | null {
	const found: number[] = [];
	let at = 0;
	for (let i = 0; i < one.length; i++) {
		const step = one.steps.at(i);
		while (at < other.length && other.steps.at(at) < step) at++;
		if (at >= other.length || other.steps.at(at) !== step) continue;
		if (!isSame(one.values.at(i), other.values.at(at))) return null;
		found.push(one.values.at(i));
	}
	return found;
}

/** True where all that both have of any metric is the same, and one that is no plan has two values at least. */
export function haveSameResults(one: Layer, other: Layer): boolean {
	let isProven = false;
	for (const [name, series] of one.metrics) {
		const match = other.metrics.get(name);
		if (match === undefined) continue;
		const values = commonValues(series, match);
		if (values === null) return false;
		if (!tellsNothing.test(name.toLowerCase()) && new Set(values).size > 1) isProven = true;
	}
	return isProven;
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
