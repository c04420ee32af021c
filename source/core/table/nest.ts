import type {RunRow} from '../row.ts';
import {findKin, type Kin, type Kinship} from './kinship.ts';

/** Runs below the runs that they belong to: batches, trials, nested runs, earlier attempts, ranks. */

export interface NestedRun {
	row: RunRow;
	/** How it belongs to the run above it; null at the top. */
	kind: Kinship | null;
	/** False for a run that is only there because a run above or below it was asked for. */
	wanted: boolean;
	children: NestedRun[];
}

function invert(kin: ReadonlyMap<RunRow, Kin>): Map<RunRow, RunRow[]> {
	const below = new Map<RunRow, RunRow[]>();
	for (const [row, {above}] of kin) {
		const rows = below.get(above);
		if (rows) rows.push(row);
		else below.set(above, [row]);
	}
	return below;
}

/**
 * The wanted rows as a tree, in their order. The runs above a wanted one are kept above it and all runs below a wanted one below it,
 * marked as not wanted themselves, so that a match on either side never tears a family apart.
 * @param wanted rows of the filter, sorted
 * @param all every row that is known
 */
export function nestRows(wanted: readonly RunRow[], all: readonly RunRow[]): NestedRun[] {
	const kin = findKin(all);
	if (kin.size === 0) return wanted.map(row => ({row, kind: null, wanted: true, children: []}));
	const below = invert(kin);
	const asked = new Set(wanted);
	const nodes = new Map<RunRow, NestedRun>();
	const roots: NestedRun[] = [];
	const place = (row: RunRow): NestedRun => {
		const placed = nodes.get(row);
		if (placed) return placed;
		const link = kin.get(row);
		const node: NestedRun = {row, kind: link?.kind ?? null, wanted: asked.has(row), children: []};
		nodes.set(row, node);
		(link ? place(link.above).children : roots).push(node);
		return node;
	};
	wanted.forEach(place);
	const placeBelow = (row: RunRow): void => {
		for (const child of below.get(row) ?? []) {
			place(child);
			if (!asked.has(child)) placeBelow(child);
		}
	};
	wanted.forEach(placeBelow);
	return roots;
}

/** Wanted runs below a run, however deep, in their order. */
export function wantedBelow({children}: NestedRun): RunRow[] {
	return children.flatMap(child => [...(child.wanted ? [child.row] : []), ...wantedBelow(child)]);
}
