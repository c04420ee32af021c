import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import type {Claim, ReadOutcome, RunSink, SeriesSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import {Tables} from '../tables.ts';
import {RecordReader} from './records.ts';

/** What it was told is in the file once there is some of it, or after two minutes. */
const habits: WriterHabits = {
	bufferMs: 120_000,
	bufferBytes: 8192,
	marksEnd: false,
	holdsOpen: true,
	python: {needs: ['numpy'], program: null},
};

/** A directory with files of VisualDL's, read in the order in which they were begun. */
export class VisualDlSource implements Source {
	private readonly tables: Tables;
	private paths: readonly string[];
	private settings: JsonObject = {};
	private startedAtMs = Number.NaN;
	private newestMs = Number.NaN;
	private told: RunSink | null = null;

	constructor(claim: Claim, files: FileAccess) {
		this.paths = claim.files;
		this.tables = new Tables(files, (path, run) => this.open(path, run));
	}

	watched(): string[] {
		return [...this.paths];
	}

	extend(claim: Claim): void {
		this.paths = claim.files;
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const {reset, ...outcome} = this.tables.read(run, this.paths, budgetBytes);
		if (reset || outcome.bytesRead > 0 || this.told !== run) this.tell(run);
		this.told = run;
		return outcome;
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables.unreadEnds();
	}

	private open(path: string, run: RunSink): RecordReader {
		const series = new Map<string, SeriesSink>();
		return new RecordReader({
			point: (tag, step, wallMs, value) => {
				let sink = series.get(tag);
				if (sink === undefined) {
					sink = run.series(tag);
					series.set(tag, sink);
				}
				sink.push(step, wallMs, value);
				if (!(wallMs >= this.startedAtMs)) this.startedAtMs = wallMs;
				if (!(wallMs <= this.newestMs)) this.newestMs = wallMs;
			},
			settings: settings => {
				this.settings = {...this.settings, ...settings};
			},
			damage: offset => run.problem({file: path, message: `Damaged at byte ${offset}: what follows cannot be read`}),
		});
	}

	private tell(run: RunSink): void {
		run.facts({
			startedAtMs: Number.isNaN(this.startedAtMs) ? null : this.startedAtMs,
			lastSignMs: Number.isNaN(this.newestMs) ? null : this.newestMs,
			config: this.settings,
			writer: habits,
			signFiles: [...this.paths],
		});
	}
}
