/**
 * The newest points of a series in order, a bounded number: `values[from]` to `values[to - 1]`. The store is twice as long as what it
 * keeps, so that a point costs one write and hardly ever a copy.
 */
export interface Recent {
	readonly most: number;
	readonly values: Float64Array;
	readonly steps: Float64Array;
	from: number;
	to: number;
}

export function createRecent(most: number): Recent {
	return {most, values: new Float64Array(2 * most), steps: new Float64Array(2 * most), from: 0, to: 0};
}

export function addRecent(recent: Recent, step: number, value: number): void {
	const {most, values, steps} = recent;
	if (recent.to === values.length) {
		values.copyWithin(0, recent.to - most + 1);
		steps.copyWithin(0, recent.to - most + 1);
		recent.to = most - 1;
		recent.from = 0;
	}
	values[recent.to] = value;
	steps[recent.to] = step;
	recent.to++;
	if (recent.to - recent.from > most) recent.from++;
}
