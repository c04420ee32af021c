import type {Feature} from './forest.ts';
import type {Parameter} from './parameter.ts';

/** Finer cuts of a number would tell nothing more. */
const mostBins = 32;

/** A setting as a forest takes it: categories as they are, numbers in their order, cut into equal parts; that it is missing is a bin too. */
export function binParameter({kind, values, labels}: Parameter): Feature {
	if (kind === 'category')
		return {
			bins: Uint16Array.from(values, value => (Number.isNaN(value) ? labels.length : value)),
			count: labels.length + 1,
			ordered: false,
		};
	const distinct = [...new Set(values)].filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
	const edges = distinct.length <= mostBins ? distinct : quantiles(values);
	// Missing is bin 0, below all: one cut parts it from the others.
	return {
		bins: Uint16Array.from(values, value => (Number.isNaN(value) ? 0 : 1 + lastAtMost(edges, value))),
		count: edges.length + 1,
		ordered: true,
	};
}

function quantiles(values: Float64Array): number[] {
	const sorted = values.filter(value => !Number.isNaN(value)).sort();
	const edges = Array.from({length: mostBins}, (_, i) => sorted[Math.floor((i / mostBins) * sorted.length)]!);
	return [...new Set(edges)];
}

function lastAtMost(edges: readonly number[], value: number): number {
	let low = 0;
	let high = edges.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (edges[middle]! <= value) low = middle;
		else high = middle - 1;
	}
	return low;
}
