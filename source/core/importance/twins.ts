import type {Parameter} from './parameter.ts';
import {rank} from './ranks.ts';

/** Says which runs have equal values; the same for settings that always change together. */
function partitionOf(values: Float64Array): string {
	const places = new Map<number, number>();
	return Array.from(values, value => {
		const known = places.get(value);
		if (known !== undefined) return known;
		places.set(value, places.size);
		return places.size - 1;
	}).join();
}

/** The order of the runs by a number; the same for what falls where it rises. */
function orderOf(values: Float64Array): string {
	const ranks = rank(values.map(value => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)));
	return (ranks[0]! * 2 > ranks.length + 1 ? ranks.map(value => ranks.length + 1 - value) : ranks).join();
}

/**
 * Settings that no data can tell from an earlier one, with that one: each value of the one goes with one value of the other. Where
 * nearly every run has a number of its own that proves nothing, and the order of the runs must be the same.
 */
export function findTwins(parameters: readonly Parameter[]): Map<string, string> {
	const first = new Map<string, string>();
	const twins = new Map<string, string>();
	for (const {key, kind, values, distinct, known} of parameters) {
		const id = kind === 'number' && distinct * 2 > known ? `order ${orderOf(values)}` : `partition ${partitionOf(values)}`;
		const twin = first.get(id);
		if (twin === undefined) first.set(id, key);
		else twins.set(key, twin);
	}
	return twins;
}
