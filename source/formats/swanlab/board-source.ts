import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {parseDumpedYaml} from '../dumped.ts';
import type {Claim, FormatProblem, ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import type {Kept} from '../kept.ts';
import {Tables} from '../tables.ts';
import {ToldFacts} from '../told-facts.ts';
import {errorOfTrace} from '../trace-error.ts';
import {complaintsOf, parseJsonObject, WholeFile} from '../whole-file.ts';
import type {Board, BoardRow} from './board.ts';
import {factsOfRun, plainConfig} from './facts.ts';
import {readKept} from './kept.ts';
import {asTrace} from './local-error.ts';
import {listLocalFiles, openLocalFile} from './local-files.ts';
import {LogDecoder} from './log-decoder.ts';
import {Points} from './points.ts';

/** Lines are written at once; the board gets the end of every run that was not killed. */
const habits: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: true, holdsOpen: false};
const mostErrorBytes = 1 << 20;
/** Before 0.4 a folder had the name of its metric. */
const anyFolder = /^[^.]/;

/** A run of local mode up to SwanLab 0.5: points in a file for each metric, all that is said of it in the board of its `swanlog`. */
export class BoardSource implements Source {
	private readonly directory: string;
	private readonly metadata: WholeFile<JsonObject>;
	private readonly config: WholeFile<JsonObject>;
	private tables: Tables | null = null;
	private told: RunSink | null = null;
	private readonly said = new ToldFacts();
	private points: Points | null = null;
	private names: ReadonlyMap<string, string> = new Map();
	private nameless = new Set<string>();

	constructor(
		claim: Claim,
		private readonly files: FileAccess,
		private readonly board: Board,
	) {
		this.directory = claim.path;
		this.metadata = new WholeFile(`${claim.path}/files/swanlab-metadata.json`, files, parseJsonObject);
		this.config = new WholeFile(`${claim.path}/files/config.yaml`, files, parseDumpedYaml);
	}

	kept(): Kept {
		return readKept(this.files, this.directory);
	}

	watched(): string[] {
		const {directory} = this;
		const points = listLocalFiles(directory, this.files, anyFolder).map(({path}) => path);
		return [...this.board.watched(), this.config.path, this.metadata.path, `${directory}/logs`, this.errorPath, ...points];
	}

	private get errorPath(): string {
		return `${this.directory}/console/error.log`;
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.told !== run) this.begin(run);
		const row = this.board.find(sink, nameOf(this.directory));
		this.names = row?.names ?? this.names;
		if ([...this.nameless].some(folder => this.names.has(folder))) {
			run.reset();
			this.begin(run);
		}
		this.metadata.refresh();
		this.config.refresh();
		const paths = listLocalFiles(this.directory, this.files, anyFolder).map(({path}) => path);
		const outcome = this.tables!.read(run, paths, budgetBytes);
		if (outcome.reset) this.said.forget();
		this.tell(run, row, paths);
		run.faults(complaintsOf([this.metadata, this.config], row !== null && row.status !== 0));
		return outcome;
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables?.unreadEnds() ?? [];
	}

	verify(): FormatProblem[] {
		return [this.metadata, this.config].flatMap(file => file.examine() ?? []);
	}

	private begin(run: RunSink): void {
		this.told = run;
		this.said.forget();
		this.nameless = new Set();
		const points = new Points(run);
		this.points = points;
		this.tables = new Tables(this.files, path => {
			const folder = path.split('/').at(-2)!;
			const name = this.names.get(folder);
			if (name === undefined) this.nameless.add(folder);
			return openLocalFile(path, run, (step, wallMs, value) =>
				points.take('files', name ?? `logs/${folder}`, step, wallMs, value),
			);
		});
	}

	private tell(run: RunSink, row: BoardRow | null, signFiles: string[]): void {
		const decoder = new LogDecoder(run, this.points!);
		const {name = '', description = '', project = '', startedAtMs = null} = row ?? {};
		decoder.start = {project, name, description, tags: [], group: '', jobType: '', id: '', resumed: false, startedAtMs};
		const error = this.readError();
		const facts: Partial<RunFacts> = {
			...factsOfRun(decoder, this.points!, this.metadata.value ?? {}, this.directory),
			config: plainConfig(this.config.value ?? {}),
			endedAtMs: row?.endedAtMs ?? null,
			outcome: outcomeOf(row, error),
			error,
			writer: habits,
			signFiles,
			logFiles: this.outputFiles(),
		};
		this.said.tell(run, facts);
	}

	/** What SwanLab's hook for uncaught exceptions wrote. */
	private readError(): string | null {
		const bytes = this.files.readWhole(this.errorPath, mostErrorBytes);
		return bytes === null ? null : asTrace(decodeFile(bytes).trim()) || null;
	}

	private outputFiles(): string[] {
		const entries = this.files.list(`${this.directory}/console`) ?? [];
		return entries.flatMap(({name, kind}) =>
			kind === 'file' && /^\d{4}-\d\d-\d\d\.log$/.test(name) ? [`${this.directory}/console/${name}`] : [],
		);
	}
}

/** The board calls a run finished that its own hook has seen die. */
function outcomeOf(row: BoardRow | null, error: string | null): Judgement | null {
	if (error !== null) {
		const reason = errorOfTrace(error);
		if (reason === 'KeyboardInterrupt') return {status: 'stopped', why: 'console/error.log: interrupted from the keyboard'};
		return {status: 'failed', why: reason === null ? 'console/error.log has an error' : `console/error.log: ${reason}`};
	}
	if (row?.status === 1) return {status: 'finished', why: 'recorded as finished on the board'};
	return row?.status === -1 ? {status: 'stopped', why: 'recorded as stopped on the board'} : null;
}
