import type {RunRow} from '../row.ts';

/** Runs below the runs that they belong to: batches, trials, nested runs, resumed attempts. */

export interface NestedRun {
	row: RunRow;
	depth: number;
	/** False for a run that is only there because a run above or below it was asked for. */
	wanted: boolean;
	children: NestedRun[];
}

/** A run's parent: of the same format first, since ids are only unique within one. */
function makeParentFinder(rows: readonly RunRow[]): (row: RunRow) => RunRow | null {
	const byId = new Map<string, RunRow>();
	const byFormat = new Map<string, RunRow>();
	for (const row of rows) {
		if (!byId.has(row.id)) byId.set(row.id, row);
		byFormat.set(`${row.format}\0${row.id}`, row);
	}
	return row => {
		if (row.parent === null) return null;
		const parent = byFormat.get(`${row.format}\0${row.parent}`) ?? byId.get(row.parent) ?? null;
		return parent === row ? null : parent;
	};
}

/** Parents that are no loop: where following them would come back to a run, the link that closes the loop is dropped. */
function linkParents(rows: readonly RunRow[]): Map<RunRow, RunRow> {
	const find = makeParentFinder(rows);
	const parents = new Map<RunRow, RunRow>();
	for (const row of rows) {
		const parent = find(row);
		if (!parent) continue;
		let above: RunRow | undefined = parent;
		while (above && above !== row) above = parents.get(above);
		if (!above) parents.set(row, parent);
	}
	return parents;
}

/**
 * The wanted rows as a tree, in their order. The parents of a wanted run are kept above it and the descendants of a wanted run below
 * it, marked as not wanted themselves, so that a match on either side never tears a family apart.
 * @param wanted rows of the filter, sorted
 * @param all every row that is known, in the usual order
 */
export function nestRows(wanted: readonly RunRow[], all: readonly RunRow[]): NestedRun[] {
	const parents = linkParents(all);
	const childrenOf = new Map<RunRow, RunRow[]>();
	for (const [child, parent] of parents) {
		const children = childrenOf.get(parent);
		if (children) children.push(child);
		else childrenOf.set(parent, [child]);
	}
	const asked = new Set(wanted);
	const nodes = new Map<RunRow, NestedRun>();
	const roots: NestedRun[] = [];
	const place = (row: RunRow): NestedRun => {
		const known = nodes.get(row);
		if (known) return known;
		const node: NestedRun = {row, depth: 0, wanted: asked.has(row), children: []};
		nodes.set(row, node);
		const parent = parents.get(row);
		(parent ? place(parent).children : roots).push(node);
		return node;
	};
	wanted.forEach(place);
	const placeBelow = (row: RunRow): void => {
		for (const child of childrenOf.get(row) ?? []) {
			place(child);
			if (!asked.has(child)) placeBelow(child);
		}
	};
	wanted.forEach(placeBelow);
	const deepen = (list: readonly NestedRun[], depth: number): void => {
		for (const node of list) {
			node.depth = depth;
			deepen(node.children, depth + 1);
		}
	};
	deepen(roots, 0);
	return roots;
}

/** The tree from top to bottom; what is below a run in `closed` (by key) is left out. */
export function flattenNested(nodes: readonly NestedRun[], closed: ReadonlySet<number>): NestedRun[] {
	return nodes.flatMap(node => [node, ...(closed.has(node.row.key) ? [] : flattenNested(node.children, closed))]);
}
