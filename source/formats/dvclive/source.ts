import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject, Reached, RunFacts} from '../../core/run.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {parseDumpedBy} from '../dumped.ts';
import type {FormatProblem, ReadOutcome, RunSink, Source, SourceSink, UnreadEnd} from '../format.ts';
import {BadLines} from '../plain/bad-lines.ts';
import type {FileReader} from '../plain/files-source.ts';
import {isProject} from '../project.ts';
import {Tables} from '../tables.ts';
import {ToldFacts} from '../told-facts.ts';
import {isObject, numberOf} from '../values.ts';
import {complaintsOf, parseJsonObject, parseYamlObject, WholeFile} from '../whole-file.ts';
import {type Layout, layoutOf, oldMetricOf} from './layout.ts';
import {findPlots, type Plots} from './plots.ts';
import {PointCounter} from './progress.ts';
import {openTable} from './table.ts';

/** Files whose times are looked at as signs of life: all of them grow together. */
const mostSigns = 8;

/** One DVCLive directory. It records no status and no process; times only where the tables have them. */
export class DvcliveSource implements Source {
	private readonly layout: Layout;
	private readonly latest: WholeFile<JsonObject>;
	private readonly parameters: WholeFile<JsonObject>;
	private readonly tables: Tables;
	private readonly counter = new PointCounter();
	private plots: Plots = {tables: new Map(), folders: []};
	/** Tables of a version before 1.0 and their metrics, which their heads tell. */
	private readonly own = new Map<string, string>();
	private readonly told = new ToldFacts();

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {
		this.layout = layoutOf(directory, files);
		this.latest = new WholeFile(this.layout.latest, files, parseJsonObject);
		// Where it was told to write right into a project, the parameters may be a person's own. DVCLive dumps by YAML 1.2 (dvclive/serialize.py).
		const isOwn = isProject(files.list(directory) ?? []);
		const parse = isOwn ? parseYamlObject : (bytes: Uint8Array) => parseDumpedBy(bytes, 'core');
		this.parameters = new WholeFile(this.layout.parameters, files, parse);
		this.tables = new Tables(files, (path, run) => this.open(path, run));
	}

	watched(): string[] {
		return [this.directory, this.latest.path, this.parameters.path, ...this.plots.folders, ...this.plots.tables.keys()];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		this.plots = this.findPlots();
		const paths = [...this.plots.tables.keys()];
		const outcome = this.tables.read(run, paths, budgetBytes);
		this.counter.keep(new Set(paths));
		this.latest.refresh();
		this.parameters.refresh();
		this.told.tell(run, this.factsNow(paths));
		this.complain(run);
		const bytesRead = outcome.bytesRead + this.latest.bytesRead + this.parameters.bytesRead;
		return {more: outcome.more, bytesRead, bytesLeft: outcome.bytesLeft};
	}

	unreadEnds(): UnreadEnd[] {
		return this.tables.unreadEnds();
	}

	verify(): FormatProblem[] {
		return [this.latest, this.parameters].flatMap(file => file.examine() ?? []);
	}

	/** Where the tables of a version before 1.0 lie right in its directory, others may lie there too. */
	private findPlots(): Plots {
		const {tables: root, isOld} = this.layout;
		const plots = findPlots(root, this.files);
		if (!isOld) return plots;
		for (const path of plots.tables.keys()) {
			const metric = this.own.get(path) ?? oldMetricOf(root, path, this.files);
			if (metric === null) plots.tables.delete(path);
			else {
				this.own.set(path, metric);
				plots.tables.set(path, metric);
			}
		}
		return plots;
	}

	private factsNow(paths: string[]): Partial<RunFacts> {
		const config = this.parameters.value ?? {};
		const trainer = this.counter.findTrainer(config, this.plots.tables);
		const byEpoch = trainer === null ? this.counter.findTotal(config) : null;
		const {times} = this.counter;
		return {
			config,
			summary: plainValues(this.latest.value ?? {}),
			total: trainer?.total ?? byEpoch,
			stepUnit: byEpoch === null ? null : 'epoch',
			reached: trainer?.reached ?? (paths.length === 0 ? this.reachedByLatest() : null),
			startedAtMs: times?.first ?? null,
			lastSignMs: times?.last ?? null,
			signFiles: [this.latest.path, ...paths.slice(0, mostSigns)],
			writer: noHabits,
		};
	}

	/** Where the tables are gone, the latest values still tell the step. */
	private reachedByLatest(): Reached | null {
		const steps = numberOf(this.latest.value?.step);
		return steps === null || steps <= 0 ? null : {steps, epochs: null};
	}

	private open(path: string, run: RunSink): FileReader {
		const sink = run.series(this.plots.tables.get(path) ?? path);
		this.counter.begin(path);
		const bad = new BadLines(path, run);
		return openTable({
			push: (step, wallMs, value) => {
				this.counter.add(path, step, wallMs);
				sink.push(step, wallMs, value);
			},
			badLine: (line, what) => bad.add(line, what),
			hole: message => run.problem({file: path, message}),
		});
	}

	private complain(run: RunSink): void {
		run.faults([...complaintsOf([this.latest, this.parameters], false), ...this.tables.faults()]);
	}
}

/** DVCLive writes numbers that JSON lacks as texts. */
function plainValues(values: JsonObject): JsonObject {
	const plain = (value: Json): Json => {
		if (isObject(value)) return plainValues(value);
		return typeof value === 'string' && /^[-+]?(?:nan|inf)/i.test(value) ? (parseNumber(value) ?? value) : value;
	};
	return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plain(value)]));
}
