import {findBreaks, isBreak} from '../../core/estimate/seen/breaks.ts';
import {findPauses} from '../../core/estimate/seen/pauses.ts';
import {addRow, createRows} from '../../core/estimate/seen/rows.ts';
import {oncePerState} from '../../core/series/once-per-state.ts';
import type {Series} from '../../core/series/series.ts';
import {followCourse} from './course.ts';

/** How a run went on: its steps, and the seconds since its first point that it was not off for until each of them. */
export interface Work {
	steps: number[];
	seconds: number[];
	/** When its first and last points were, milliseconds since the epoch; NaN where none has a time. */
	firstMs: number;
	lastMs: number;
}

/** Points that are looked at; more would tell nothing new. */
const mostPoints = 1000;

/** The course of a timed run without its stops, as siblings are measured by it. */
export const workOf = oncePerState(measure);

function measure(series: Series): Work {
	series.settle();
	const {walls, length} = series;
	const rows = createRows();
	let first: number | null = null;
	let [firstMs, lastMs] = [Number.NaN, Number.NaN];
	let last = {step: 0, wallMs: Number.NaN};
	let worked = 0;
	followCourse(series, 0, Math.ceil(length / mostPoints), false, (index, isLater) => {
		const [step, wallMs] = [series.steps.at(index), walls?.at(index) ?? Number.NaN];
		if (!Number.isFinite(wallMs)) return;
		lastMs = wallMs;
		// Several points of one step: it took until the first one of the next.
		if (first !== null && step <= last.step) return;
		const gap = Math.max(0, wallMs - last.wallMs) / 1000;
		if (first === null) {
			first = step;
			firstMs = wallMs;
		} else {
			const seconds = isLater && isBreak(gap, worked) ? 0 : gap;
			addRow(rows, seconds, step - last.step, step);
			worked += seconds;
		}
		last = {step, wallMs};
	});
	const breaks = rows.count === 0 ? null : findBreaks(rows, findPauses(rows));
	const work: Work = {steps: first === null ? [] : [first], seconds: first === null ? [] : [0], firstMs, lastMs};
	let seconds = 0;
	for (let row = 0; row < rows.count; row++) {
		const off = breaks?.rows.indexOf(row) ?? -1;
		seconds += rows.seconds[row]! - (off < 0 ? 0 : breaks!.excess[off]!);
		work.steps.push(rows.ends[row]!);
		work.seconds.push(seconds);
	}
	return work;
}
