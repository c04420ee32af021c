import type {RunRow} from '../../source/core/row.ts';
import {makeRow, type ShortMetric} from '../core/query/rows.ts';
import {openScreen, type TestOptions, type TestScreen} from './screen.tsx';

/** A sweep in which only the learning rate decides: the lower, the better; and a run that came to nothing. */
export function makeSweep(): RunRow[] {
	const rows = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].flatMap(lr =>
		[0, 1].map(seed => {
			const loss: ShortMetric = {min: lr + seed / 100, minStep: 40, last: 1 - lr, lastStep: 50, points: 50};
			return makeRow({name: `lr${lr}-s${seed}`, config: {lr, seed, width: 32 * (1 + ((lr * 10) % 2))}, metrics: {loss, acc: lr}});
		}),
	);
	const nan: ShortMetric = {points: 3, nonfinite: 3, nan: 3, min: Number.NaN, last: Number.NaN};
	return [...rows, makeRow({name: 'broken', config: {lr: 9, seed: 0, width: 32}, metrics: {loss: nan, acc: 0.9}})];
}

/** The ranking of that sweep, or of other rows, on a screen of some size. */
export function openRank(cols = 120, rows = 40, options: TestOptions = {}): TestScreen {
	const screen = openScreen(cols, rows, {rows: makeSweep(), ...options});
	screen.press('g r');
	return screen;
}
