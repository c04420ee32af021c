import type {FileAccess} from '../../../core/files/files.ts';
import type {JsonObject} from '../../../core/run.ts';
import {parseDumpedYaml} from '../../dumped.ts';
import type {FormatProblem, ReadOutcome, RunSink, SeriesSink, Source, SourceSink, UnreadEnd} from '../../format.ts';
import type {Kept} from '../../kept.ts';
import type {FileReader} from '../../plain/files-source.ts';
import {Tables} from '../../tables.ts';
import {ToldFacts} from '../../told-facts.ts';
import {complaintsOf, type Parsed, parseJsonObject, parseYamlObject, WholeFile} from '../../whole-file.ts';
import {readKept} from '../beside/kept.ts';
import {factsOfOldRun} from './facts.ts';
import {OldHistory} from './history.ts';
import {type OldLayout, oldLayoutOf} from './layout.ts';
import {readRowLines, rowTime} from './row-lines.ts';

/** Later versions have such names without it. */
const systemPrefix = /^system\./;

/** Where nothing was set its first line stands alone, without a line feed; all else was dumped behind that (wandb/wandb_config.py, __str__). */
const parseConfig = (bytes: Uint8Array): Parsed<JsonObject> =>
	bytes.includes(0x0a) ? parseDumpedYaml(bytes) : parseYamlObject(bytes);

/** A run of wandb before 0.10. */
export class OldWandbSource implements Source {
	private readonly layout: OldLayout;
	private readonly metadata: WholeFile<JsonObject>;
	private readonly config: WholeFile<JsonObject>;
	private readonly summary: WholeFile<JsonObject>;
	private readonly rows: Tables;
	private history: OldHistory | null = null;
	/** Newest time of a measurement, milliseconds. */
	private measuredMs = Number.NaN;
	private readonly told = new ToldFacts();

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {
		const layout = oldLayoutOf(directory);
		this.layout = layout;
		this.metadata = new WholeFile(layout.metadata, files, parseJsonObject);
		this.config = new WholeFile(layout.config, files, parseConfig);
		this.summary = new WholeFile(layout.summary, files, parseJsonObject);
		this.rows = new Tables(files, (path, run) => (path === layout.history ? this.openHistory(run) : this.openEvents(run)));
	}

	kept(): Kept {
		return readKept(this.files, this.directory);
	}

	watched(): string[] {
		return Object.values(this.layout);
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const {history, events, output} = this.layout;
		const outcome = this.rows.read(run, [history, events], budgetBytes);
		const whole = [this.metadata, this.config, this.summary];
		for (const file of whole) file.refresh();
		const times = [this.history?.wallMs ?? Number.NaN, this.measuredMs].filter(Number.isFinite);
		const facts = factsOfOldRun(
			this.directory,
			this.layout,
			{
				metadata: this.metadata.value,
				config: this.config.value,
				summary: this.summary.value,
				wallMs: times.length === 0 ? Number.NaN : Math.max(...times),
				media: this.history?.media ?? new Map(),
				hasOutput: (this.files.stat(output)?.size ?? 0) > 0,
			},
			this.files,
		);
		if (outcome.reset) this.told.forget();
		this.told.tell(run, facts);
		this.complain(run, facts.outcome !== null);
		return {
			more: outcome.more,
			bytesRead: whole.reduce((sum, {bytesRead}) => sum + bytesRead, outcome.bytesRead),
			bytesLeft: outcome.bytesLeft,
		};
	}

	unreadEnds(): UnreadEnd[] {
		return this.rows.unreadEnds();
	}

	verify(): FormatProblem[] {
		const {history: file} = this.layout;
		const missing: FormatProblem[] =
			this.files.stat(file) === null
				? [{file, message: 'The rows are missing: what the run logged is not known', about: 'record'}]
				: [];
		return [...missing, ...[this.metadata, this.config, this.summary].flatMap(each => each.examine() ?? [])];
	}

	private openHistory(run: RunSink): FileReader {
		const history = new OldHistory(run, this.layout.history, this.directory);
		this.history = history;
		return readRowLines(this.layout.history, run, (row, place) => history.take(row, place));
	}

	private openEvents(run: RunSink): FileReader {
		const sinks = new Map<string, SeriesSink>();
		let samples = 0;
		this.measuredMs = Number.NaN;
		return readRowLines(this.layout.events, run, row => {
			const wallMs = rowTime(row);
			if (!Number.isNaN(wallMs)) this.measuredMs = wallMs;
			samples++;
			for (const [key, value] of Object.entries(row)) {
				if (typeof value !== 'number' || key.startsWith('_')) continue;
				const name = key.replace(systemPrefix, '');
				const sink = sinks.get(name) ?? run.systemSeries(name);
				sinks.set(name, sink);
				sink.push(samples, wallMs, value);
			}
		});
	}

	private complain(run: RunSink, hasEnded: boolean): void {
		run.faults(complaintsOf([this.metadata, this.config, this.summary], hasEnded));
	}
}
