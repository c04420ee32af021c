import type {RunRow} from '../core/row.ts';
import {type Chip, type Matcher, matchWords} from './matcher.ts';
import {sortRows} from './sort-rows.ts';
import {isLiveColumn} from './sort-values.ts';
import {flatLines, type ListLine, treeLines} from './tree-lines.ts';
import type {View} from './view.ts';

/** How soon the list must be put in order again: not at all, when the eye can bear it, or with the next frame. */
export type OrderNeed = 'none' | 'later' | 'now';

/** The list as it is shown: filtered, sorted, and in a tree where wanted. */
export interface Order {
	lines: readonly ListLine[];
	/** Line number of each key. */
	index: ReadonlyMap<number | string, number>;
	/** Runs that the filter lets through. */
	matching: number;
	matcher: Matcher;
	need: OrderNeed;
	madeAtMs: number;
	version: number;
}

export const emptyOrder: Order = {
	lines: [],
	index: new Map(),
	matching: 0,
	matcher: matchWords(''),
	need: 'now',
	madeAtMs: 0,
	version: 0,
};

const restMs = 2000;
const handsOffMs = 1000;

/** Remembers that something changed; a stronger need wins. */
export function defer(order: Order, need: OrderNeed): Order {
	if (need === 'none' || order.need === 'now' || order.need === need) return order;
	return {...order, need};
}

/** True when the list may be put in order now: values that only move wait 2 s from the last time and 1 s from the last key. */
export function isDue(order: Order, view: View, nowMs: number, keyAtMs: number): boolean {
	if (order.need === 'now') return true;
	if (order.need === 'none') return false;
	const moves = view.filter !== '' || view.sort.some(key => isLiveColumn(key.column));
	return moves && nowMs - order.madeAtMs >= restMs && nowMs - keyAtMs >= handsOffMs;
}

/** Filters and sorts all rows. */
export function makeOrder(rows: ReadonlyMap<number, RunRow>, view: View, nowMs: number, version: number): Order {
	const matcher = view.filter === '' ? emptyOrder.matcher : matchWords(view.filter);
	const shown: RunRow[] = [];
	for (const row of rows.values()) if (matcher.matches(row, nowMs)) shown.push(row);
	const sorted = sortRows(shown, view.sort);
	const lines = view.tree ? treeLines(sorted, view.closed) : flatLines(sorted);
	const index = new Map(lines.map((line, at) => [line.key, at]));
	return {lines, index, matching: shown.length, matcher, need: 'none', madeAtMs: nowMs, version: version + 1};
}

/** The condition that lets the fewest runs through by itself, for the message that nothing matches. */
export function strictestChip(
	rows: ReadonlyMap<number, RunRow>,
	chips: readonly Chip[],
	nowMs: number,
): {chip: Chip; excluded: number} | null {
	let worst: {chip: Chip; excluded: number} | null = null;
	for (const chip of chips) {
		let excluded = 0;
		for (const row of rows.values()) if (!chip.matches(row, nowMs)) excluded++;
		if (worst === null || excluded > worst.excluded) worst = {chip, excluded};
	}
	return worst;
}
