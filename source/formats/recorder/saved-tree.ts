import {type FileAccess, stateText} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import type {PickleNode, PickleValue} from '../../encodings/pickle/index.ts';
import type {ReadOutcome, RecordSlice, RecordSliceAnswer, RunSink, Source, SourceSink} from '../format.ts';
import {type Experiment, experimentsOf, failedWithoutRecords} from './experiments.ts';
import {type LoadedRecords, loadRecords, notAsked} from './load.ts';
import {rowsOf} from './rows.ts';
import {slice} from './slices.ts';
import {chainsOf, pushPoints, sharedInheritance, shown} from './summary.ts';
import type {RecordTable} from './table.ts';
import {collectionOf, Listed, tellExperiment} from './tell.ts';
import {recordersIn, type TreeNode, walkTrees} from './tree.ts';

const mostShown = 200;

/** A recorder that was saved by itself: one run, whatever number of recorders are in the tree; or records without one, with their experiments. */
export class SavedTreeSource implements Source {
	private signature = '';
	private readonly listed = new Listed();

	constructor(
		private readonly files: FileAccess,
		private readonly path: string,
	) {}

	watched(): string[] {
		return [this.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const stat = this.files.stat(this.path);
		const signature = stateText(stat);
		if (signature === this.signature || stat === null) return {more: false, bytesRead: 0, bytesLeft: 0};
		this.signature = signature;
		const loaded = this.load();
		sink.renew();
		if (this.isCutCollection(loaded)) {
			const {damage, table} = loaded;
			const message = `${damage}; ${table.rowCount} whole records of several experiments came before that, which are not shown: half of a collection would pass for all of it`;
			sink.problem({file: this.path, message});
			return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
		}
		const experiments = loaded.damage === null ? this.experimentsIn(loaded) : [];
		if (experiments.length === 0) this.tellTree(sink.run(''), loaded);
		const collection = collectionOf(nameOf(this.path), pairIn(loaded.value), this.from());
		for (const one of experiments) tellExperiment(sink.run(one.id), loaded.table, one, experiments, collection);
		this.listed.update(sink, experiments.length === 0 ? [''] : experiments.map(({id}) => id));
		return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
	}

	/** True for what is left of a collection of 0.0.x, which was one pickle: records of several experiments that no recorder holds. */
	private isCutCollection({damage, recorders, table, rows}: Loaded): boolean {
		if (damage === null || recorders.length > 0) return false;
		return experimentsOf(table, rows).filter(({automatic}) => automatic.has('experiment_number')).length > 1;
	}

	/** Experiments of records that no recorder holds; none where these do not say which one they belong to. */
	private experimentsIn({value, table, rows, recorders}: Loaded): Experiment[] {
		if (recorders.length > 0) return [];
		const experiments = experimentsOf(table, rows);
		const failed = failedWithoutRecords(collectionOf('', pairIn(value), this.from()).last, table, experiments);
		if (failed !== null) experiments.push(failed);
		return experiments.every(({automatic}) => automatic.has('experiment_number')) ? experiments : [];
	}

	private tellTree(run: RunSink, {table, damage, recorders, known, rows}: Loaded): void {
		run.reset();
		run.facts({
			id: nameOf(this.path),
			name: nameOf(this.path),
			config: rows.length > 0 ? sharedInheritance(chainsOf(table, rows)) : ownData(recorders.length === 1 ? known : []),
			outcome: {status: 'unknown', why: 'a saved recorder does not say how its run ended'},
			recorded: recorders[0]?.[1].shortName ?? null,
			extra: {Records: {count: rows.length, recorders: known.length}, Recorders: treeOf(known)},
		});
		pushPoints(run, table, rows);
		if (damage !== null) run.problem({file: this.path, message: `${damage}; what came before that is shown`});
		else if (known.length === 0) run.problem({file: this.path, message: 'The pickle holds no recorder that is known'});
	}

	slice(question: RecordSlice): RecordSliceAnswer[] | string {
		const {table, rows, damage} = this.load();
		return damage === null ? slice(table, rows, question) : notAsked(damage);
	}

	private from() {
		return {file: this.path, infoName: nameOf(this.path)};
	}

	private load(): Loaded {
		const loaded = loadRecords(this.files, this.path);
		const {value, table} = loaded;
		const recorders = recordersIn(value);
		const known = recorders.length > 0 ? walkTrees(recorders, table) : looseRecords(value, table);
		return {...loaded, recorders, known, rows: known.flatMap(node => node.rows)};
	}
}

interface Loaded extends LoadedRecords {
	/** Those that were saved, by their places; none in a file of records. */
	recorders: [string, PickleNode][];
	known: TreeNode[];
	rows: number[];
}

/** Collections of 0.0.x were one pickle: (data, data of the last experiment, recorders, records). */
function isOldCollection(value: PickleValue | undefined): value is PickleValue[] {
	return Array.isArray(value) && value.length === 4 && typeof value[0] !== 'number' && Array.isArray(value[3]);
}

/** The two data of an old collection. */
function pairIn(value: PickleValue | undefined): PickleValue | undefined {
	return isOldCollection(value) ? value : undefined;
}

/** The records of an old collection, or those of a newer one in a file of their own, under another name than its own. */
function looseRecords(value: PickleValue | undefined, table: RecordTable): TreeNode[] {
	const {rows} = rowsOf(isOldCollection(value) ? value[3] : value, table);
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
