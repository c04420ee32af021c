import type {FileAccess} from '../../core/files/files.ts';
import {nameOf, placeAbove} from '../../core/files/paths.ts';
import type {JsonObject, Problem, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {parseDumpedYaml} from '../dumped.ts';
import type {ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import type {FileReader} from '../plain/files-source.ts';
import {Tables} from '../tables.ts';
import {ToldFacts} from '../told-facts.ts';
import {isObject, numberOf} from '../values.ts';
import {complaintsOf, WholeFile} from '../whole-file.ts';
import {Fitness} from './fitness.ts';
import {openResultsText} from './results-text.ts';
import {findStart} from './start.ts';
import {openResults} from './table.ts';

/** An argument that came with 8.3.196, just before epochs were judged otherwise. */
const newerArgument = 'compile';

/** One training's directory: a table that grows by a row an epoch, and the arguments. */
export class UltralyticsSource implements Source {
	private readonly tables: Tables;
	private readonly parameters: WholeFile<JsonObject>;
	/** What YOLOv5 keeps in a file of its own; later versions repeat it among the arguments. */
	private readonly hyper: WholeFile<JsonObject>;
	/** Epochs that results.txt says are planned. */
	private plannedEpochs: number | null = null;
	private fitness = new Fitness(false);
	private readonly told = new ToldFacts();
	private startMs = Number.NaN;

	constructor(
		private readonly directory: string,
		private tablePath: string,
		parametersPath: string,
		private readonly files: FileAccess,
	) {
		this.parameters = new WholeFile(parametersPath, files, parseDumpedYaml);
		this.hyper = new WholeFile(`${directory}/hyp.yaml`, files, parseDumpedYaml);
		this.tables = new Tables(files, (path, run) =>
			path.endsWith('.txt') ? this.openText(path, run) : this.openTable(path, run),
		);
	}

	private openTable(path: string, run: RunSink): FileReader {
		this.startMs = findStart(path, this.parameters.path, this.files);
		this.parameters.refresh();
		this.fitness = new Fitness(newerArgument in this.args());
		return openResults(run, this.startMs, message => run.problem({file: path, message}), this.fitness);
	}

	private openText(path: string, run: RunSink): FileReader {
		this.hyper.refresh();
		const isFirst = this.hyper.value !== null && 'giou' in this.hyper.value;
		const plan = (epochs: number) => {
			this.plannedEpochs = epochs;
		};
		return openResultsText(run, isFirst ? 'giou' : 'box', plan, line =>
			run.problem({file: path, message: `Line ${line} is no row of an epoch and was skipped`}),
		);
	}

	watched(): string[] {
		return [this.tablePath, this.parameters.path, this.plotPath, ...(this.mayBeText ? [this.textPath] : [])];
	}

	private get textPath(): string {
		return `${this.directory}/results.txt`;
	}

	/** Before there is a table, nothing says of YOLOv5's arguments which version's they are. */
	private get mayBeText(): boolean {
		return this.parameters.path.endsWith('/opt.yaml') && this.files.stat(this.tablePath) === null;
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.mayBeText && this.files.stat(this.textPath) !== null) this.tablePath = this.textPath;
		const outcome = this.tables.read(run, [this.tablePath], budgetBytes);
		this.parameters.refresh();
		if (this.parameters.path.endsWith('/opt.yaml')) this.hyper.refresh();
		this.told.tell(run, {
			...factsOf(this.args(), nameOf(this.parameters.path), this.directory),
			...(this.plannedEpochs === null
				? {}
				: {total: {total: this.plannedEpochs, unit: 'epoch', from: nameOf(this.tablePath)} as const}),
			outcome: this.judge(),
			startedAtMs: Number.isNaN(this.startMs) ? null : this.startMs,
			signFiles: [this.tablePath, this.parameters.path],
			writer: noHabits,
		});
		run.faults([...complaintsOf([this.parameters, this.hyper], true), ...this.faultsOfTable()]);
		return {more: outcome.more, bytesRead: outcome.bytesRead + this.parameters.bytesRead, bytesLeft: outcome.bytesLeft};
	}

	/** The table of the first versions has spaces between its columns, and says of each line what is wrong with it. */
	private faultsOfTable(): Problem[] {
		return this.tablePath.endsWith('.txt') ? [] : this.tables.faults();
	}

	private args(): JsonObject {
		const args = this.parameters.value ?? {};
		return this.hyper.value === null || isObject(args.hyp) ? args : {...args, hyp: this.hyper.value};
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables.unreadEnds();
	}

	private get plotPath(): string {
		return `${this.directory}/results.png`;
	}

	/** The picture of all curves is drawn once training is over, also when it stopped early for lack of progress. */
	private judge(): Judgement | null {
		const plot = this.files.stat(this.plotPath);
		if (plot !== null && plot.size > 0)
			return {status: 'finished', why: 'results.png is there, which is drawn when training is over'};
		// People leave pictures out of what they keep.
		const {patience} = this.args();
		if (typeof patience !== 'number' || patience <= 0 || this.fitness.epochsSinceBest !== patience) return null;
		return {status: 'finished', why: `stopped early: no better epoch in ${patience}, ${nameOf(this.parameters.path)} patience`};
	}
}

/** Facts of the arguments. Where training is limited by hours, the number of epochs is no plan. */
function factsOf(args: JsonObject, file: string, directory: string): Partial<RunFacts> {
	const epochs = numberOf(args.epochs);
	const isTimed = numberOf(args.time) !== null;
	const group = typeof args.project === 'string' && args.project !== '' ? nameOf(args.project) : null;
	return {
		name: nameOf(directory),
		group,
		groupScope: group === null ? null : placeAbove(directory, group),
		config: args,
		stepUnit: 'epoch',
		isOpenEnded: isTimed ? true : null,
		total: epochs === null || epochs <= 0 || isTimed ? null : {total: epochs, unit: 'epoch', from: `${file} epochs`},
	};
}
