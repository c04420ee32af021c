import type {FileAccess} from '../../core/files.ts';
import type {JsonObject} from '../../core/run.ts';
import type {PickleValue} from '../../encodings/pickle/index.ts';
import type {ReadOutcome, RecordSlice, RecordSliceAnswer, Source, SourceSink} from '../format.ts';
import {loadRecords} from './load.ts';
import {slice} from './slices.ts';
import {chainsOf, pushPoints, sharedInheritance, shown} from './summary.ts';
import type {RecordTable} from './table.ts';
import {isRecorder, type TreeNode, walkTree} from './tree.ts';

const mostShown = 200;

/** A recorder that was saved by itself: one run, whatever number of recorders are in the tree. */
export class SavedTreeSource implements Source {
	private signature = '';

	constructor(
		private readonly files: FileAccess,
		private readonly path: string,
	) {}

	watched(): string[] {
		return [this.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const stat = this.files.stat(this.path);
		const signature = stat === null ? '' : `${stat.size}:${stat.modifiedAtMs}:${stat.inode}`;
		if (signature === this.signature || stat === null) return {more: false, bytesRead: 0, bytesLeft: 0};
		this.signature = signature;
		const {value, table, damage, bytes, known, rows} = this.load();
		const run = sink.run('');
		run.reset();
		run.facts({
			id: nameOf(this.path),
			name: nameOf(this.path),
			config: rows.length > 0 ? sharedInheritance(chainsOf(table, rows)) : ownData(known),
			outcome: {status: 'unknown', why: 'a saved recorder does not say how its run ended'},
			recorded: isRecorder(value) ? value.shortName : null,
			extra: {Records: {count: rows.length, recorders: known.length}, Recorders: treeOf(known)},
		});
		pushPoints(run, table, rows);
		if (damage !== null) run.problem({file: this.path, message: `${damage}; what came before that is shown`});
		else if (known.length === 0) run.problem({file: this.path, message: 'The pickle holds no recorder that is known'});
		return {more: false, bytesRead: bytes, bytesLeft: 0};
	}

	slice(question: RecordSlice): RecordSliceAnswer[] {
		const {table, rows} = this.load();
		return slice(table, rows, question);
	}

	private load() {
		const loaded = loadRecords(this.files, this.path);
		const {value, table} = loaded;
		const known = isRecorder(value) ? walkTree(value, table) : oldCollection(value, table);
		return {...loaded, known, rows: known.flatMap(node => node.rows)};
	}
}

/** Collections of 0.0.x were one pickle: (data, data of the last experiment, recorders, records). */
function oldCollection(value: PickleValue | undefined, table: RecordTable): TreeNode[] {
	const records = Array.isArray(value) ? value.findLast(part => Array.isArray(part)) : undefined;
	const rows = table.rowsIn(records);
	return rows.length === 0 ? [] : [{path: '0', local: new Map(), rows}];
}

function ownData([root]: TreeNode[]): JsonObject {
	const data = root === undefined ? null : shown(root.local);
	return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {};
}

/** Each recorder by its place, with its own data and the number of its records. */
function treeOf(nodes: TreeNode[]): JsonObject {
	return Object.fromEntries(
		nodes.slice(0, mostShown).map(({path, local, rows}) => [path, {data: shown(local), records: rows.length}]),
	);
}

/** The file's name without its ending. */
function nameOf(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return name.replace(/\.[^.]+$/, '') || name;
}
