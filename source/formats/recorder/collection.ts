import type {FileAccess} from '../../core/files.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {PickleValue} from '../../encodings/pickle/index.ts';
import type {ReadOutcome, RecordSlice, RecordSliceAnswer, Source, SourceSink} from '../format.ts';
import {entriesOf} from './chains.ts';
import {collectionFiles} from './detect.ts';
import {loadRecords} from './load.ts';
import {slice} from './slices.ts';
import {chainsOf, pushPoints, sharedInheritance, shown} from './summary.ts';
import type {RecordTable} from './table.ts';

/** One run of a collection: an experiment, or one failed try of it. */
interface Experiment {
	id: string;
	rows: number[];
	/** The six automatic keys, of its first record. */
	automatic: Map<string, PickleValue>;
}

/** A collection: its records are written whole whenever an experiment ends, so it is read whole. */
export class CollectionSource implements Source {
	private signature = '';
	private listed = new Set<string>();

	constructor(
		private readonly files: FileAccess,
		private readonly directory: string,
	) {}

	watched(): string[] {
		return [collectionFiles.records, collectionFiles.info].map(name => `${this.directory}/${name}`);
	}

	read(sink: SourceSink): ReadOutcome {
		const signature = this.watched()
			.map(path => this.files.stat(path))
			.map(stat => (stat === null ? '-' : `${stat.size}:${stat.modifiedAtMs}:${stat.inode}`))
			.join();
		if (signature === this.signature) return {more: false, bytesRead: 0, bytesLeft: 0};
		this.signature = signature;
		const records = `${this.directory}/${collectionFiles.records}`;
		if (this.files.stat(records) === null) {
			// Both are written one after the other when an experiment ends.
			if (this.files.stat(`${this.directory}/${collectionFiles.info}`) !== null) {
				const message = `${collectionFiles.records} is missing: it is being written for the first time, or its experiments are lost`;
				sink.problem({file: records, message});
			}
			return {more: false, bytesRead: 0, bytesLeft: 0};
		}
		const loaded = loadRecords(this.files, records);
		if (loaded.damage !== null) {
			// Half of a collection would pass for all of it: what was read before stays, and nothing is made of the rest.
			sink.problem({
				file: records,
				message: `${loaded.damage}; ${loaded.table.rowCount} whole records came before that. It is being written, or its experiments are lost to the recorder itself`,
			});
			return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
		}
		const rows = loaded.table.rowsIn(loaded.value);
		const experiments = experimentsOf(loaded.table, rows);
		const about = this.describe(sink);
		for (const experiment of experiments) this.tell(sink, loaded.table, experiment, experiments, about);
		const ids = new Set(experiments.map(({id}) => id));
		for (const id of this.listed) if (!ids.has(id)) sink.run(id).remove();
		this.listed = ids;
		return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
	}

	slice(question: RecordSlice): RecordSliceAnswer[] {
		const {value, table, damage} = loadRecords(this.files, `${this.directory}/${collectionFiles.records}`);
		return damage === null ? slice(table, table.rowsIn(value), question) : [];
	}

	private tell(
		sink: SourceSink,
		table: RecordTable,
		{id, rows, automatic}: Experiment,
		all: Experiment[],
		about: JsonObject,
	): void {
		const run = sink.run(id);
		const name = this.directory.slice(this.directory.lastIndexOf('/') + 1).replace(/\.collection$/, '');
		const hadError = automatic.get('had_error') === true;
		const started = automatic.get('experiment_start_time');
		const ended = automatic.get('experiment_end_time');
		const facts: Partial<RunFacts> = {
			id,
			name: `${name} ${id}`,
			group: name,
			attempt: attemptOf(automatic, all),
			startedAtMs: typeof started === 'number' ? started * 1000 : null,
			endedAtMs: typeof ended === 'number' ? ended * 1000 : null,
			lastSignMs: typeof ended === 'number' ? ended * 1000 : null,
			config: sharedInheritance(chainsOf(table, rows)),
			outcome: automatic.has('had_error')
				? {status: hadError ? 'failed' : 'finished', why: `had_error is ${hadError ? 'True' : 'False'} in its records`}
				: {status: 'unknown', why: 'its records do not say which experiment they belong to'},
			error: hadError ? 'An error ended this experiment; the recorder does not keep its text' : null,
			extra: {
				Records: {count: rows.length, ...Object.fromEntries([...automatic].map(([key, value]) => [key, shown(value)]))},
				Collection: about,
			},
		};
		run.reset();
		run.facts(facts);
		pushPoints(run, table, rows);
	}

	/** What collection_info.pickle says: of the collection, and of the last experiment, which may have no record. */
	private describe(sink: SourceSink): JsonObject {
		const file = `${this.directory}/${collectionFiles.info}`;
		if (this.files.stat(file) === null) return {};
		const {value, damage} = loadRecords(this.files, file);
		if (damage !== null) sink.problem({file, message: damage});
		const [collection, last] = Array.isArray(value) ? value : [];
		const entries = entriesOf(last);
		const number = entries.get('experiment_number');
		const next = typeof number === 'number' ? number + (entries.get('had_error') === true ? 0 : 1) : null;
		return {
			data: shown(entriesOf(collection)),
			'last experiment': shown(entries),
			...(next === null ? {} : {'next experiment number': next}),
		};
	}
}

/** Records by experiment, in the order in which they came. People may override the automatic keys: what the flat view shows counts. */
function experimentsOf(table: RecordTable, rows: readonly number[]): Experiment[] {
	const found = new Map<Map<string, PickleValue>, Experiment>();
	const byId = new Map<string, Experiment>();
	for (const row of rows) {
		const automatic = table.automatic(row);
		let experiment = found.get(automatic);
		if (experiment === undefined) {
			const id = idOf(automatic);
			experiment = byId.get(id) ?? {id, rows: [], automatic};
			byId.set(id, experiment);
			found.set(automatic, experiment);
		}
		experiment.rows.push(row);
	}
	return [...byId.values()];
}

/** "2", or "2 (error 1)" for a try that failed. */
function idOf(automatic: Map<string, PickleValue>): string {
	const number = automatic.get('experiment_number');
	const error = automatic.get('error_number');
	if (number === undefined) return 'records';
	return typeof error === 'number' && error > 0 ? `${shown(number)} (error ${error})` : String(shown(number));
}

/** Which try of its experiment it was, null where there was one only. */
function attemptOf(automatic: Map<string, PickleValue>, all: Experiment[]): number | null {
	const number = automatic.get('experiment_number');
	const tries = all.filter(other => other.automatic.get('experiment_number') === number);
	const at = tries.findIndex(other => other.automatic === automatic);
	return tries.length < 2 || at < 0 ? null : at + 1;
}
