import type {RunRow} from '../../row.ts';
import {gather} from '../gather.ts';
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

const standAlone = (row: RunRow): NestedRun => ({row, kind: null, wanted: true, children: []});

const invert = (all: readonly RunRow[], kin: ReadonlyMap<number, Kin>): Map<number, RunRow[]> =>
	gather(all, row => kin.get(row.key)?.above.key ?? null);

/**
 * The wanted rows as a tree, in their order. The runs above a wanted one are kept above it and all runs below a wanted one below it,
 * marked as not wanted themselves, so that a match on either side never tears a family apart.
 * @param wanted rows of the filter, sorted
 * @param all every row that is known
 */
export function nestRows(wanted: readonly RunRow[], all: readonly RunRow[]): NestedRun[] {
	const kin = findKin(all);
	if (kin.size === 0) return wanted.map(standAlone);
	const {roots, nodes, place} = beginTree(wanted, row => kin.get(row.key));
	const below = invert(all, kin);
	const placeBelow = (row: RunRow): void => {
		for (const child of below.get(row.key) ?? []) {
			const isPlaced = nodes.get(child.key)?.wanted === true;
			place(child);
			if (!isPlaced) placeBelow(child);
		}
	};
	wanted.forEach(placeBelow);
	return roots;
}

/** The same among the rows alone: whose parent is not one of them stands by itself, as in a group. */
export function nestAmong(rows: readonly RunRow[], all: readonly RunRow[]): NestedRun[] {
	const kin = findKin(all);
	if (kin.size === 0) return rows.map(standAlone);
	const keys = new Set(rows.map(({key}) => key));
	return beginTree(rows, row => {
		const link = kin.get(row.key);
		return link && keys.has(link.above.key) ? link : undefined;
	}).roots;
}

/** Puts the wanted rows below those that they belong to, as `kinOf` says. */
function beginTree(wanted: readonly RunRow[], kinOf: (row: RunRow) => Kin | undefined) {
	const asked = new Map(wanted.map(row => [row.key, row]));
	const nodes = new Map<number, NestedRun>();
	const roots: NestedRun[] = [];
	const place = (row: RunRow): NestedRun => {
		const placed = nodes.get(row.key);
		if (placed) return placed;
		const link = kinOf(row);
		const own = asked.get(row.key);
		const node: NestedRun = {row: own ?? row, kind: link?.kind ?? null, wanted: own !== undefined, children: []};
		nodes.set(row.key, node);
		(link ? place(link.above).children : roots).push(node);
		return node;
	};
	wanted.forEach(place);
	return {roots, nodes, place};
}

/** Wanted runs below a run, however deep, in their order. */
export function wantedBelow({children}: NestedRun): RunRow[] {
	return children.flatMap(child => [...(child.wanted ? [child.row] : []), ...wantedBelow(child)]);
}
