import type {FileAccess, Tail} from '../../core/files/files.ts';
import {numbersByPath} from '../../core/flatten.ts';
import type {JsonObject} from '../../core/run.ts';
import type {ReadOutcome, RecordSlice, RecordSliceAnswer, RunSink, SeriesSink, Source, SourceSink} from '../format.ts';
import {numberOf} from '../values.ts';
import {isAutomatic} from './chains.ts';
import {LiveLines, liveTable} from './live-lines.ts';
import {slice} from './slices.ts';

const mostProblems = 20;

/** A live file: its parents' data is the run's config, the numbers of its records are its series. */
export class LiveSource implements Source {
	private readonly tail: Tail;
	private lines = new LiveLines();
	private records = 0;
	private problems = 0;
	private told = false;
	/** The automatic keys of the experiment that it was opened in. */
	private automatic: JsonObject = {};
	private readonly counts = new Map<string, {sink: SeriesSink; points: number}>();

	constructor(
		private readonly files: FileAccess,
		private readonly path: string,
	) {
		this.tail = files.tail(path);
	}

	watched(): string[] {
		return [this.path];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const from = this.tail.offset;
		let outcome = this.tail.read(chunk => this.take(chunk, run), budgetBytes);
		if (outcome === 'replaced') {
			// It is written anew when the run starts again.
			this.forget();
			run.reset();
			outcome = this.tail.read(chunk => this.take(chunk, run), budgetBytes);
		}
		if (!this.told || this.tail.offset !== from) this.tell(run);
		return {
			more: outcome === 'more',
			bytesRead: Math.max(0, this.tail.offset - from),
			bytesLeft: Math.max(0, this.tail.size - this.tail.offset),
		};
	}

	private forget(): void {
		this.lines = new LiveLines();
		this.records = 0;
		this.problems = 0;
		this.told = false;
		this.automatic = {};
		this.counts.clear();
	}

	slice(question: RecordSlice): RecordSliceAnswer[] {
		const table = liveTable(this.files, this.path);
		return slice(table, Array(table.rowCount).keys(), question);
	}

	private tell(run: RunSink): void {
		this.told = true;
		run.facts({
			name: nameOf(this.path),
			writer: {bufferMs: 0, bufferBytes: 0, marksEnd: false, holdsOpen: true, neverReopens: true},
			signFiles: [this.path],
			extra: {Records: {count: this.records, ...this.automatic}},
		});
	}

	private take(chunk: Uint8Array, run: RunSink): number {
		return this.lines.take(chunk, {
			parents: data => this.takeParents(data, run),
			record: record => this.takeRecord(record, run),
			wrong: message => this.blame(run, message),
		});
	}

	/**
	 * A file that was opened within an experiment has the automatic keys of that among its parents' data: when it started, and how it stood then,
	 * which is no setting (and had_error is True until it ends well).
	 */
	private takeParents(data: JsonObject, run: RunSink): void {
		const entries = Object.entries(data);
		this.automatic = Object.fromEntries(entries.filter(([key]) => isAutomatic(key)));
		const started = numberOf(this.automatic.experiment_start_time);
		run.facts({
			config: Object.fromEntries(entries.filter(([key]) => !isAutomatic(key))),
			startedAtMs: started === null ? null : started * 1000,
		});
	}

	private takeRecord(record: JsonObject, run: RunSink): void {
		this.records++;
		for (const [key, value] of numbersByPath(record)) {
			let series = this.counts.get(key);
			if (series === undefined) {
				series = {sink: run.series(key, 'sort'), points: 0};
				this.counts.set(key, series);
			}
			series.sink.push(series.points++, Number.NaN, value);
		}
	}

	private blame(run: RunSink, message: string): void {
		if (this.problems++ < mostProblems) run.problem({file: this.path, message});
	}
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
