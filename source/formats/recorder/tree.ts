import {namedEntries, PickleNode, type PickleValue} from '../../encodings/pickle/index.ts';
import {entriesOf} from './chains.ts';
import {columnsOf, ownAt} from './frame.ts';
import {rowsOf} from './rows.ts';
import type {RecordTable} from './table.ts';

/** A recorder of a saved tree, or of several, with the rows of its own records. */
export interface TreeNode {
	/** "0.1.2": its place below the saved recorder, whose own is "0"; where several were saved, their place in the list, or their key, begins it. */
	path: string;
	/** Its own data. */
	local: Map<PickleValue, PickleValue>;
	rows: number[];
}

const mostNodes = 100_000;
const deepest = 1000;
/** A pickle of a few bytes can name one long column any number of times. */
const mostRows = 5_000_000;

/** The kinds of object that save_to writes, by class: where in their state the parts are. */
const layouts: Record<string, {children: number; records: number} | undefined> = {
	// (parent, local_data, collection_id, sub_record_keepers, pending_record, local_records)
	RecordKeeper: {children: 3, records: 5},
	// (parent, local_data, sub_recorders, pending_record, frame, length)
	Recorder: {children: 2, records: 4},
};

function isRecorder(value: PickleValue | undefined): value is PickleNode {
	return value instanceof PickleNode && Object.hasOwn(layouts, value.shortName) && Array.isArray(value.state);
}

/** The recorders of a pickle by their places: the saved one, or those of a list or a dict of them; none for anything else. */
export function recordersIn(value: PickleValue | undefined): [string, PickleNode][] {
	if (isRecorder(value)) return [['0', value]];
	const items: [string, PickleValue][] = Array.isArray(value)
		? value.map((item, at): [string, PickleValue] => [String(at), item])
		: value instanceof Map
			? [...namedEntries(value)]
			: [];
	const found = items.filter((entry): entry is [string, PickleNode] => isRecorder(entry[1]));
	return found.length === items.length ? found : [];
}

/**
 * Walks over saved trees from each saved recorder down: its own records, then those of its children. Parents are above it in the same pickle
 * and point back down, so that each recorder is met once.
 */
export function walkTrees(roots: readonly [string, PickleNode][], table: RecordTable): TreeNode[] {
	const nodes: TreeNode[] = [];
	const seen = new Set<PickleNode>();
	const visit = (node: PickleNode, path: string, depth: number) => {
		if (seen.has(node) || seen.size > mostNodes || depth > deepest) return;
		seen.add(node);
		const state = stateOf(node);
		const layout = layouts[node.shortName];
		if (layout === undefined) return;
		const part = state[layout.records];
		nodes.push({
			path,
			local: entriesOf(state[1]),
			rows: node.shortName === 'Recorder' ? addFrame(table, node, part) : rowsOf(part, table).rows,
		});
		const children = state[layout.children];
		if (!Array.isArray(children)) return;
		for (const [index, child] of children.entries()) if (isRecorder(child)) visit(child, `${path}.${index}`, depth + 1);
	};
	for (const [path, root] of roots) visit(root, path, 0);
	return nodes;
}

/** Data of a recorder and of everything above it, nearest first. */
function lineageOf(node: PickleNode): PickleValue[] {
	const lineage: PickleValue[] = [];
	const seen = new Set<PickleNode>();
	for (let at: PickleValue | undefined = node; isRecorder(at) && !seen.has(at); at = stateOf(at)[0]) {
		seen.add(at);
		const local = stateOf(at)[1];
		if (local !== undefined) lineage.push(local);
	}
	return lineage;
}

/** Rows of a columnar recorder. */
function addFrame(table: RecordTable, node: PickleNode, frame: PickleValue | undefined): number[] {
	const columns = columnsOf(frame);
	const stated = stateOf(node)[5];
	const longest = Math.max(0, ...columns.map(([, values]) => values.length));
	const length = typeof stated === 'number' && columns.length > 0 ? Math.min(stated, longest) : longest;
	const parents = lineageOf(node);
	const allowed = Math.max(0, Math.min(length, mostRows - table.rowCount));
	return Array.from({length: allowed}, (_, index) => table.add(ownAt(columns, index), parents));
}

const stateOf = (node: PickleNode): PickleValue[] => (Array.isArray(node.state) ? node.state : []);
