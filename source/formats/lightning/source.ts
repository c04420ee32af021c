import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {openCsv} from '../csv/csv-file.ts';
import type {ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import type {FileContext, FileReader} from '../plain/files-source.ts';
import {Tables} from '../tables.ts';
import {ToldFacts} from '../told-facts.ts';
import {complaintsOf, type WholeFile} from '../whole-file.ts';
import {type Checkpoint, listCheckpoints, newestOf, TrainedReader} from './checkpoints.ts';
import {EpochCounter} from './epochs.ts';
import {groupOf, hasEnd, progressOf, reachedOf} from './facts.ts';
import {NewerSettings} from './settings.ts';
import {openSettings} from './settings-file.ts';

/** Rows are written every hundred logged steps unless told otherwise, however long those take. */
const flushMs = 600_000;

/** One version directory. The table is rewritten in place when a new metric turns up; there are no times, no status, no total. */
export class LightningSource implements Source {
	private readonly tables: Tables;
	private readonly parameters: WholeFile<JsonObject>;
	private readonly tablePath: string;
	private counter = new EpochCounter();
	private readonly known = new Set<string>();
	private readonly trained: TrainedReader;
	private readonly newer: NewerSettings;
	/** Checkpoints that may prove how far the run is. */
	private proofs: string[] = [];
	private readonly told = new ToldFacts();

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
		private readonly hasTable: boolean,
	) {
		this.tablePath = `${directory}/metrics.csv`;
		this.parameters = openSettings(directory, files);
		this.trained = new TrainedReader(files);
		this.newer = new NewerSettings(directory, files);
		this.tables = new Tables(files, (path, run) => this.openTable(path, run));
	}

	watched(): string[] {
		const {directory, newer} = this;
		// Where another logger writes, a new file of its in the directory is a new start.
		const begun = this.hasTable ? [this.tablePath] : [directory, ...(newer.awaited === null ? [] : [newer.awaited])];
		return [...begun, this.parameters.path, `${directory}/checkpoints`, ...this.proofs];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const outcome = this.tables.read(run, this.hasTable ? [this.tablePath] : [], budgetBytes);
		if (outcome.reset) this.known.clear();
		this.parameters.refresh();
		const checkpoints = listCheckpoints(this.directory, this.files);
		this.tell(run, checkpoints);
		this.tellCheckpoints(run, checkpoints);
		run.faults([...complaintsOf([this.parameters], true), ...this.tables.faults()]);
		return {more: outcome.more, bytesRead: outcome.bytesRead + this.parameters.bytesRead, bytesLeft: outcome.bytesLeft};
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables.unreadEnds();
	}

	private tell(run: RunSink, checkpoints: readonly Checkpoint[]): void {
		const own = this.parameters.value ?? {};
		const config = this.hasTable ? own : this.newer.renew(own);
		this.proofs = hasEnd(config) ? newestOf(checkpoints).map(({name}) => `${this.directory}/checkpoints/${name}`) : [];
		const trained = this.trained.read(this.proofs);
		const progress = progressOf(config, this.counter, trained);
		const reached = reachedOf(checkpoints, trained);
		const isShut = this.tables.shut.has(this.tablePath);
		// How far it is nobody can say, nor whether it has begun.
		const outcome: Judgement | null = isShut ? {status: 'unknown', why: 'metrics.csv cannot be read'} : null;
		const patch = {config, group: groupOf(this.directory), progress, firstStep: 0, reached, outcome};
		const ofTable = {signFiles: [this.tablePath], writer: {...noHabits, bufferMs: flushMs}};
		this.told.tell(run, this.hasTable ? {...ofTable, ...patch} : patch);
	}

	private tellCheckpoints(run: RunSink, checkpoints: readonly Checkpoint[]): void {
		for (const {name, step} of checkpoints) {
			if (this.known.has(name)) continue;
			this.known.add(name);
			run.event({atMs: null, step, kind: 'checkpoint', text: name});
		}
	}

	private openTable(path: string, run: RunSink): FileReader {
		this.counter = new EpochCounter();
		const {counter} = this;
		const context: FileContext = {
			path,
			run,
			notes: new Set(),
			settings: {},
			series: name => {
				// Several rows share a step, and a version is never started again in place: every row counts.
				const sink = run.series(name, 'sort');
				// The logger may put a prefix before every name but that of the step.
				if (!/(?:^|[^A-Za-z_])epoch$/.test(name)) return sink;
				return {
					push(step, wallMs, value, exact) {
						counter.add(step, value);
						sink.push(step, wallMs, value, exact);
					},
				};
			},
		};
		return openCsv(context, true);
	}
}
