import {enlarge, firstRoom} from './blocks.ts';

/**
 * The newest points of a series in order, a bounded number: `values[from]` to `values[to - 1]`. The store is twice as long as what it
 * keeps, so that a point costs one write and hardly ever a copy.
 */
export interface Recent {
	readonly most: number;
	values: Float64Array;
	steps: Float64Array;
	from: number;
	to: number;
}

export function createRecent(most: number): Recent {
	return {most, values: new Float64Array(firstRoom), steps: new Float64Array(firstRoom), from: 0, to: 0};
}

export function addRecent(recent: Recent, step: number, value: number): void {
	if (recent.to === recent.values.length) makeRoom(recent);
	recent.values[recent.to] = value;
	recent.steps[recent.to] = step;
	recent.to++;
	if (recent.to - recent.from > recent.most) recent.from++;
}

function makeRoom(recent: Recent): void {
	const {most, values, steps} = recent;
	if (values.length < 2 * most) {
		recent.values = enlarge(values, 2 * most);
		recent.steps = enlarge(steps, 2 * most);
		return;
	}
	values.copyWithin(0, recent.to - most + 1);
	steps.copyWithin(0, recent.to - most + 1);
	recent.to = most - 1;
	recent.from = 0;
}
