import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import {sizeOf} from '../../core/files/size-of.ts';
import type {JsonObject, Problem} from '../../core/run.ts';
import type {FormatProblem, ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import type {Kept} from '../kept.ts';
import {isObject} from '../values.ts';
import {parseExactJsonObject, parseJsonObject, WholeFile, withOddities} from '../whole-file.ts';
import {factsOfRecord} from './facts.ts';
import {splitInfo} from './info-curves.ts';
import {readKept} from './kept.ts';
import {MetricFeed, oddMetrics} from './metrics.ts';
import {unpickle} from './plain-values.ts';

/** One run of Sacred's: four JSON files that are rewritten in place, and the output. */
export class SacredSource implements Source {
	private readonly record: WholeFile<JsonObject>;
	private readonly config: WholeFile<JsonObject>;
	private readonly metrics: WholeFile<JsonObject>;
	private readonly info: WholeFile<JsonObject>;
	private readonly feed = new MetricFeed();
	private readonly infoFeed = new MetricFeed();
	private split: {of: JsonObject | null} & ReturnType<typeof splitInfo> = {of: null, ...splitInfo({})};
	private told: RunSink | null = null;
	private said = '';

	constructor(
		private readonly directory: string,
		private readonly files: FileAccess,
	) {
		const open = (name: string, parse = parseExactJsonObject) => new WholeFile(`${directory}/${name}`, files, parse);
		this.record = open('run.json', parseJsonObject);
		this.config = open('config.json');
		this.metrics = new WholeFile(`${directory}/metrics.json`, files, bytes => withOddities(parseJsonObject(bytes), oddMetrics));
		this.info = open('info.json');
	}

	kept(): Kept {
		return readKept(this.record.value, this.directory);
	}

	watched(): string[] {
		return [...this.all.map(({path}) => path), this.outputPath];
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.told !== run;
		this.told = run;
		if (isFirst) {
			this.said = '';
			this.forget();
			this.metrics.forget();
		}
		const changed = this.all.map(file => file.refresh() === 'new').some(Boolean);
		let bytesRead = this.all.reduce((sum, file) => sum + file.bytesRead, 0);
		const isHealed = this.said !== '' && this.missing.length === 0 && this.all.every(({fault}) => fault === null);
		if (isHealed || !this.takeMetrics(run)) bytesRead += this.begin(run);
		if (isFirst || changed) this.tell(run);
		this.complain(run);
		return {more: false, bytesRead, bytesLeft: 0};
	}

	/** Files that are torn as they lie there, but for those of which that was said already. */
	verify(): FormatProblem[] {
		const torn = this.all.flatMap(file => file.examine() ?? []);
		const gone = this.missing.map(({path}): FormatProblem => ({file: path, message: 'Is missing', about: 'record'}));
		return [...torn, ...gone].filter(({file}) => !this.said.includes(JSON.stringify(file)));
	}

	/** All points again, into an empty run: the file is no continuation, or problems that were told are none any more. Gives the bytes read. */
	private begin(run: RunSink): number {
		run.reset();
		this.said = '';
		this.forget();
		const isReleased = this.metrics.value === null;
		if (isReleased) {
			this.metrics.forget();
			this.metrics.refresh();
		}
		this.takeMetrics(run);
		return isReleased ? this.metrics.bytesRead : 0;
	}

	private forget(): void {
		this.feed.forget();
		this.infoFeed.forget();
	}

	/** Takes what is new of the metrics and lets go of them; false where they are no continuation of what was taken. */
	private takeMetrics(run: RunSink): boolean {
		const {value} = this.metrics;
		if (value !== null && !this.feed.take(value, run)) return false;
		if (value !== null) this.metrics.release();
		const own = Object.entries(this.splitInfo.curves).filter(([name]) => !this.feed.has(name));
		return this.infoFeed.take(Object.fromEntries(own), run);
	}

	/** Curves in `info`, and what else is there; found out when that was read. */
	private get splitInfo(): ReturnType<typeof splitInfo> {
		const {value} = this.info;
		if (this.split.of !== value) this.split = {of: value, ...splitInfo(value ?? {})};
		return this.split;
	}

	private get all(): WholeFile<JsonObject>[] {
		return [this.record, this.config, this.metrics, this.info];
	}

	/** Files that Sacred makes for every run, the record first. */
	private get missing(): WholeFile<JsonObject>[] {
		return [this.record, this.config].filter(({path}) => !this.files.exists(path));
	}

	/** Sacred's observer writes these files in the process of the run, each at least once. */
	private get ownBytes(): number {
		return sizeOf(this.watched(), this.files);
	}

	private get outputPath(): string {
		return `${this.directory}/cout.txt`;
	}

	private tell(run: RunSink): void {
		const {value: record} = this.record;
		const fault = this.missing.includes(this.record) ? 'is missing' : this.record.fault;
		const facts = factsOfRecord(record ?? {}, fault, this.ownBytes);
		const config = unpickle(this.config.value ?? {});
		const info = unpickle(this.splitInfo.rest);
		const signs = [facts.lastSignMs ?? Number.NaN, this.feed.newestMs].filter(Number.isFinite);
		const hasOutput = this.files.stat(this.outputPath) !== null;
		run.facts({
			...facts,
			id: nameOf(this.directory),
			lastSignMs: signs.length === 0 ? null : Math.max(...signs),
			config: isObject(config) ? config : {},
			signFiles: [this.record.path, this.metrics.path],
			logFiles: hasOutput ? [this.outputPath] : [],
			extra: {...facts.extra, ...(isObject(info) && Object.keys(info).length > 0 ? {info} : {})},
		});
	}

	/** A file may be met half written at each heartbeat: that is said only once it stays so. */
	private complain(run: RunSink): void {
		const hasEnded = this.record.fault === null && this.record.value !== null && this.record.value.status !== 'RUNNING';
		const complaints = this.all.flatMap((file): Problem[] => {
			const message = file.complaint(hasEnded);
			return message === null ? [] : [{file: file.path, message}];
		});
		// The record is made first, so that one that is not there is gone; the config may be about to come.
		for (const {path} of this.missing)
			if (hasEnded || path === this.record.path) complaints.push({file: path, message: `${nameOf(path)} is missing`});
		const text = JSON.stringify(complaints);
		if (complaints.length === 0 || text === this.said) return;
		this.said = text;
		for (const problem of complaints) run.problem(problem);
	}
}
