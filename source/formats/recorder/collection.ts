import type {FileAccess} from '../../core/files.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {PickleValue} from '../../encodings/pickle/index.ts';
import type {ReadOutcome, RecordSlice, RecordSliceAnswer, Source, SourceSink} from '../format.ts';
import {objectOf} from '../values.ts';
import {entriesOf} from './chains.ts';
import {collectionFiles} from './detect.ts';
import {attemptOf, type Experiment, experimentsOf, failedWithoutRecords} from './experiments.ts';
import {loadRecords} from './load.ts';
import {slice} from './slices.ts';
import {chainsOf, pushPoints, sharedInheritance, shown} from './summary.ts';
import type {RecordTable} from './table.ts';

/** What collection_info.pickle says: of the collection, and of its last experiment. */
interface Info {
	data: Map<PickleValue, PickleValue>;
	last: Map<PickleValue, PickleValue>;
	about: JsonObject;
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
		const info = this.readInfo(sink);
		const failed = failedWithoutRecords(info.last, loaded.table, experiments);
		if (failed !== null) experiments.push(failed);
		for (const experiment of experiments) this.tell(sink, loaded.table, experiment, experiments, info);
		const ids = new Set(experiments.map(({id}) => id));
		for (const id of this.listed) if (!ids.has(id)) sink.run(id).remove();
		this.listed = ids;
		return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
	}

	slice(question: RecordSlice): RecordSliceAnswer[] {
		const {value, table, damage} = loadRecords(this.files, `${this.directory}/${collectionFiles.records}`);
		return damage === null ? slice(table, table.rowsIn(value), question) : [];
	}

	private tell(sink: SourceSink, table: RecordTable, {id, rows, automatic}: Experiment, all: Experiment[], info: Info): void {
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
			config: rows.length > 0 ? sharedInheritance(chainsOf(table, rows)) : objectOf(shown(info.data)),
			outcome: automatic.has('had_error')
				? {
						status: hadError ? 'failed' : 'finished',
						why: `had_error is ${hadError ? 'True' : 'False'} in ${rows.length > 0 ? 'its records' : collectionFiles.info}`,
					}
				: {status: 'unknown', why: 'its records do not say which experiment they belong to'},
			error: hadError ? 'An error ended this experiment; the recorder does not keep its text' : null,
			extra: {
				Records: {count: rows.length, ...Object.fromEntries([...automatic].map(([key, value]) => [key, shown(value)]))},
				Collection: info.about,
			},
		};
		run.reset();
		run.facts(facts);
		pushPoints(run, table, rows);
	}

	private readInfo(sink: SourceSink): Info {
		const file = `${this.directory}/${collectionFiles.info}`;
		if (this.files.stat(file) === null) return {data: new Map(), last: new Map(), about: {}};
		const {value, damage} = loadRecords(this.files, file);
		if (damage !== null) sink.problem({file, message: damage});
		const [data, last] = (Array.isArray(value) ? value : []).map(entriesOf);
		const entries = last ?? new Map();
		const number = entries.get('experiment_number');
		const next = typeof number === 'number' ? number + (entries.get('had_error') === true ? 0 : 1) : null;
		const about = {
			data: shown(data ?? new Map()),
			'last experiment': shown(entries),
			...(next === null ? {} : {'next experiment number': next}),
		};
		return {data: data ?? new Map(), last: entries, about};
	}
}
