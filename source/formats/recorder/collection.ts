import {type FileAccess, stateText} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {Problem} from '../../core/run.ts';
import type {PickleValue} from '../../encodings/pickle/index.ts';
import type {ReadOutcome, RecordSlice, RecordSliceAnswer, Source, SourceSink} from '../format.ts';
import {collectionFiles} from './detect.ts';
import {type Experiment, experimentsOf, failedWithoutRecords} from './experiments.ts';
import {loadRecords, notAsked} from './load.ts';
import {holdsInfo, isInfoPair, kindOf, rowsOf} from './rows.ts';
import {slice} from './slices.ts';
import {type Collection, collectionOf, Listed, tellExperiment} from './tell.ts';

/** A collection: its records are written whole whenever an experiment ends, so it is read whole. */
export class CollectionSource implements Source {
	private signature = '';
	private readonly listed = new Listed();

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
			.map(stateText)
			.join();
		if (signature === this.signature) return {more: false, bytesRead: 0, bytesLeft: 0};
		this.signature = signature;
		sink.renew();
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
		const info = this.readInfo(sink);
		const {rows, others} = rowsOf(loaded.value, loaded.table);
		const wrong = wrongRecords(loaded.value, rows.length, others);
		if (wrong !== null) sink.problem({file: records, message: wrong});
		if (wrong !== null && rows.length === 0) return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
		const experiments = experimentsOf(loaded.table, rows);
		const lost = missingInfo(this.files, `${this.directory}/${collectionFiles.info}`, experiments);
		if (lost !== null) sink.problem(lost);
		const failed = failedWithoutRecords(info.last, loaded.table, experiments);
		if (failed !== null) experiments.push(failed);
		for (const experiment of experiments) tellExperiment(sink.run(experiment.id), loaded.table, experiment, experiments, info);
		this.listed.update(
			sink,
			experiments.map(({id}) => id),
		);
		return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
	}

	slice(question: RecordSlice): RecordSliceAnswer[] | string {
		const {value, table, damage} = loadRecords(this.files, `${this.directory}/${collectionFiles.records}`);
		return damage === null ? slice(table, rowsOf(value, table).rows, question) : notAsked(damage);
	}

	private readInfo(sink: SourceSink): Collection {
		const name = nameOf(this.directory).replace(/\.collection$/, '');
		const file = `${this.directory}/${collectionFiles.info}`;
		const from = {file: `${this.directory}/${collectionFiles.records}`, infoName: collectionFiles.info};
		if (this.files.stat(file) === null) return collectionOf(name, undefined, from);
		const {value, damage} = loadRecords(this.files, file);
		const wrong = damage ?? wrongInfo(value);
		if (wrong !== null) sink.problem({file, message: wrong});
		return collectionOf(name, isInfoPair(value) ? value : [], from);
	}
}

const putBack = 'give each of the two files its own name again';

/** What is wrong with what a sound file of records holds, null where nothing is. */
function wrongRecords(value: PickleValue | undefined, records: number, others: number): string | null {
	const name = collectionFiles.records;
	if (holdsInfo(value)) return `${name} holds the data of a collection, as ${collectionFiles.info} should: ${putBack}`;
	// The recorder takes None for no records.
	if (value === null || (Array.isArray(value) && others === 0)) return null;
	if (records === 0)
		return `${name} holds no records but ${kindOf(value)}: its experiments are not listed; put the file back as the recorder wrote it`;
	return `${others} of ${records + others} entries of ${name} are no records and are left out; the recorder itself stops at them`;
}

/** What is lost with the file of a collection's data, which is written before any record of an experiment is; null where nothing is. */
function missingInfo(files: FileAccess, file: string, experiments: readonly Experiment[]): Problem | null {
	if (files.stat(file) !== null || !experiments.some(({automatic}) => automatic.has('experiment_number'))) return null;
	const lost = "the collection's own data and a last experiment without records are not shown";
	return {file, message: `${collectionFiles.info} is missing: ${lost}, and the recorder would begin again at number 1`};
}

/** What is wrong with the data of a collection. */
function wrongInfo(value: PickleValue | undefined): string | null {
	const name = collectionFiles.info;
	if (isInfoPair(value)) return null;
	const isRecords = Array.isArray(value) && value.length > 0 && value.every(item => Number.isInteger(item));
	return isRecords
		? `${name} holds records, as ${collectionFiles.records} should: ${putBack}`
		: `${name} holds no data of a collection but ${kindOf(value)}: that data is not shown; put the file back as the recorder wrote it`;
}
