import type {JsonObject} from '../../core/run.ts';
import {type PickleValue, type PlainJson, pickleToJson} from '../../encodings/pickle/index.ts';
import type {RunSink} from '../format.ts';
import {type Chain, isAutomatic} from './chains.ts';
import type {RecordTable} from './table.ts';

/**
 * What all of some records inherit with one and the same value: the configuration of their run. Plain dicts among them have no parents, and say
 * nothing of it.
 */
export function sharedInheritance(chains: Iterable<Chain>): JsonObject {
	let shared: Map<string, PlainJson> | null = null;
	for (const {inherited, hasParents} of chains) {
		if (!hasParents) continue;
		const here = new Map<string, PlainJson>();
		for (const [key, value] of inherited) {
			if (isAutomatic(key)) continue;
			const json = shown(value);
			if (shared === null || JSON.stringify(shared.get(key)) === JSON.stringify(json)) here.set(key, json);
		}
		shared = here;
	}
	return Object.fromEntries(shared ?? []);
}

/** Gives a run the points of its records. */
export function pushPoints(run: RunSink, table: RecordTable, rows: readonly number[]): void {
	let name: string | null = null;
	let series = null as ReturnType<RunSink['series']> | null;
	table.points(rows, (key, step, value) => {
		if (key !== name || series === null) {
			name = key;
			series = run.series(key, 'sort');
		}
		series.push(step, Number.NaN, value);
	});
}

/** Distinct chains of some rows. */
export function chainsOf(table: RecordTable, rows: Iterable<number>): Set<Chain> {
	const chains = new Set<Chain>();
	for (const row of rows) chains.add(table.chainOf(row));
	return chains;
}

export const shown = (value: PickleValue): PlainJson => pickleToJson(value, {maxValues: 200});
