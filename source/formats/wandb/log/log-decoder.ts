import type {JsonObject} from '../../../core/run.ts';
import {bytesType, WireReader} from '../../../encodings/records/protobuf.ts';
import type {RunSink} from '../../format.ts';
import {type Environment, readEnvironment} from '../beside/environment.ts';
import type {RowMedia} from '../media/media.ts';
import {applyConfig} from './config.ts';
import {Console} from './console.ts';
import {CopiedEvents} from './copied-events.ts';
import {History} from './history.ts';
import {type Exit, readExit, readOutput, readTexts} from './messages.ts';
import {MetricDefinitions} from './metric-definitions.ts';
import {type RunRecord, readRun} from './run-record.ts';
import {Statistics} from './statistics.ts';
import {Summary} from './summary.ts';

/** Fields of a Record (wandb_internal.proto): `num`, then one of these. */
const fields = {
	history: 2,
	summary: 3,
	output: 4,
	config: 5,
	files: 6,
	stats: 7,
	events: 9,
	alert: 10,
	telemetry: 11,
	metric: 12,
	outputRaw: 13,
	run: 17,
	exit: 18,
	preempting: 23,
	environment: 26,
} as const;

/** A traceback is shorter than half of them. */
const mostPieces = 400;

/** Decodes records of a log, and keeps what they say of the run until it is asked for. */
export class LogDecoder {
	readonly history: History;
	readonly summary = new Summary();
	readonly statistics: Statistics;
	readonly console: Console;
	readonly copied = new CopiedEvents();
	/** The newest run record. */
	runRecord: RunRecord | null = null;
	/** The config of the start with all later changes. */
	config: JsonObject = {};
	environment: Environment | null = null;
	exit: Exit | null = null;
	pythonVersion = '';
	wandbVersion = '';
	/** False where the output is in a file of its own. */
	keepsOutput = true;
	/** The newest pieces of output that are in no file. */
	readonly lastOutput: string[] = [];
	/** Newest time of a line of output, milliseconds. */
	outputMs = Number.NaN;
	private configChanged = false;
	private readonly definitions: MetricDefinitions;
	private readonly wire = new WireReader();

	constructor(
		private readonly run: RunSink,
		media: RowMedia | null = null,
	) {
		this.definitions = new MetricDefinitions(run);
		this.statistics = new Statistics(run);
		this.console = new Console((text, atMs) => {
			if (this.lastOutput.length >= mostPieces) this.lastOutput.splice(0, mostPieces / 2);
			this.lastOutput.push(text);
			run.output(text, atMs);
		});
		const found = (name: string, isMedia: boolean) => {
			this.definitions.found(name);
			if (isMedia) run.defineMetric(name, {hidden: true});
		};
		this.history = new History(run, found, media, this.summary);
	}

	/** Newest time in the records, milliseconds; null where there is none. */
	get newestMs(): number | null {
		const times = [this.history.wallMs, this.statistics.wallMs, this.outputMs].filter(Number.isFinite);
		return times.length === 0 ? null : Math.max(...times);
	}

	/** False while only facts are wanted. */
	set pushes(value: boolean) {
		this.history.pushes = value;
		this.statistics.pushes = value;
	}

	/** Decodes the record in [start, end); false where it is malformed. */
	decode(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
		const {wire} = this;
		wire.reset(bytes, view, start);
		while (wire.next(end)) {
			if (wire.type !== bytesType) wire.skip(end);
			else {
				const {field} = wire;
				const inner = wire.length(end);
				if (field === fields.history) this.history.read(wire, inner);
				else if (field === fields.summary) this.summary.read(wire, inner);
				else this.decodeRare(field, inner);
				if (wire.broken) return false;
				wire.pos = inner;
			}
		}
		return !wire.broken;
	}

	private decodeRare(field: number, end: number): void {
		const {wire} = this;
		switch (field) {
			case fields.run:
				this.takeRun(readRun(wire, end));
				break;
			case fields.config:
				applyConfig(wire, end, this.config);
				this.configChanged = true;
				break;
			case fields.files:
				this.copied.takeFiles(wire, end);
				break;
			case fields.events:
				this.copied.takeDirectory(wire, end);
				break;
			case fields.stats:
				this.statistics.read(wire, end);
				break;
			case fields.output:
			case fields.outputRaw:
				this.readOutput(end);
				break;
			case fields.metric:
				this.definitions.read(wire, end);
				break;
			case fields.exit:
				this.exit = readExit(wire, end);
				break;
			case fields.environment:
				this.environment = readEnvironment(wire, end, this.environment);
				break;
			case fields.telemetry:
				this.readTelemetry(end);
				break;
			case fields.alert:
				this.readAlert(end);
				break;
			case fields.preempting:
				this.tell('note', 'Marked as preempting');
		}
	}

	/** Run records repeat the config of the start, so it only counts where nothing changed it; the tracker's own part is kept up to date. */
	private takeRun(record: RunRecord): void {
		this.runRecord = record;
		const {config} = record;
		this.config = this.configChanged ? {...config, ...this.config, _wandb: config._wandb ?? null} : config;
	}

	private readOutput(end: number): void {
		const output = readOutput(this.wire, end);
		if (output.atMs !== null && !(output.atMs <= this.outputMs)) this.outputMs = output.atMs;
		if (this.keepsOutput) this.console.add(output);
	}

	private readTelemetry(end: number): void {
		const texts = readTexts(this.wire, end, new Set([4, 5]));
		this.pythonVersion = texts.get(4)?.at(-1) ?? this.pythonVersion;
		this.wandbVersion = texts.get(5)?.at(-1) ?? this.wandbVersion;
	}

	private readAlert(end: number): void {
		const texts = readTexts(this.wire, end, new Set([1, 2, 3]));
		const [title, text, level] = [1, 2, 3].map(field => texts.get(field)?.at(-1) ?? '');
		this.tell('alert', [level, title, text].filter(Boolean).join(': '));
	}

	/** These records have no time of their own: they get that of what was written last. */
	private tell(kind: 'alert' | 'note', text: string): void {
		this.run.event({atMs: this.newestMs, step: this.history.step < 0 ? null : this.history.step, kind, text});
	}
}
