import type {FileAccess} from '../../core/files/files.ts';
import type {ReadOutcome, RecordSlice, RecordSliceAnswer, Source, SourceSink} from '../format.ts';
import {collectionFiles} from './detect.ts';
import {experimentsOf, failedWithoutRecords} from './experiments.ts';
import {loadRecords} from './load.ts';
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
			.map(stat => (stat === null ? '-' : `${stat.size}:${stat.modifiedAtMs}:${stat.inode}`))
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
		const rows = loaded.table.rowsIn(loaded.value);
		const experiments = experimentsOf(loaded.table, rows);
		const info = this.readInfo(sink);
		const failed = failedWithoutRecords(info.last, loaded.table, experiments);
		if (failed !== null) experiments.push(failed);
		for (const experiment of experiments) tellExperiment(sink.run(experiment.id), loaded.table, experiment, experiments, info);
		this.listed.update(
			sink,
			experiments.map(({id}) => id),
		);
		return {more: false, bytesRead: loaded.bytes, bytesLeft: 0};
	}

	slice(question: RecordSlice): RecordSliceAnswer[] {
		const {value, table, damage} = loadRecords(this.files, `${this.directory}/${collectionFiles.records}`);
		return damage === null ? slice(table, table.rowsIn(value), question) : [];
	}

	private readInfo(sink: SourceSink): Collection {
		const name = this.directory.slice(this.directory.lastIndexOf('/') + 1).replace(/\.collection$/, '');
		const file = `${this.directory}/${collectionFiles.info}`;
		if (this.files.stat(file) === null) return collectionOf(name, undefined, collectionFiles.info);
		const {value, damage} = loadRecords(this.files, file);
		if (damage !== null) sink.problem({file, message: damage});
		return collectionOf(name, value ?? [], collectionFiles.info);
	}
}
