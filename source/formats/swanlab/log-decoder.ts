import {bytesType, WireReader} from '../../encodings/records/protobuf.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {RunSink} from '../format.ts';
import {errorOfTrace} from '../trace-error.ts';
import {readTimestamp} from '../wandb/log/messages.ts';
import {readJsonRecord} from './json-record.ts';
import type {Points} from './points.ts';
import {
	type Column,
	type Finish,
	type Line,
	readColumn,
	readFinish,
	readLine,
	readScalar,
	readStart,
	type Start,
} from './records.ts';

/** Fields of a Record: `num`, `timestamp`, then one of these. */
const fields = {timestamp: 2, start: 10, finish: 11, column: 12, scalar: 13, log: 16} as const;

const brace = 0x7b;
/** What SwanLab up to 0.6 says of itself as Ctrl-C ends a run. */
const interrupted = 'swanlab: KeyboardInterrupt by user';
const noStart: Start = {
	project: '',
	name: '',
	description: '',
	tags: [],
	group: '',
	jobType: '',
	id: '',
	resumed: false,
	startedAtMs: null,
};

/** Decodes records of a log, and keeps what they say of the run until it is asked for. */
export class LogDecoder {
	start: Start | null = null;
	finish: Finish | null = null;
	/** Keys of the metrics in the order in which they were announced, which gives the names of their folders in local mode. */
	readonly columns: string[] = [];
	/** Newest time of a record, milliseconds; NaN for none. */
	newestMs = Number.NaN;
	/** False where the output is in a file of its own. */
	keepsOutput = true;
	/** What was written to the error stream last, in log format 1. */
	private lastError = '';
	/** Whether it said, in log format 1, that it was interrupted: its end record tells this from a failure no more. */
	private isInterrupted = false;
	private readonly wire = new WireReader();

	constructor(
		private readonly run: RunSink,
		private readonly points: Points,
	) {}

	/** Decodes the record in [start, end); false where it is malformed. */
	decode(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
		if (bytes[start] === brace) return this.decodeJson(decodeText(bytes, start, end));
		const {wire} = this;
		wire.reset(bytes, view, start);
		while (wire.next(end)) {
			if (wire.type !== bytesType) {
				wire.skip(end);
				continue;
			}
			const {field} = wire;
			const inner = wire.length(end);
			this.decodeField(field, inner);
			if (wire.broken) return false;
			wire.pos = inner;
		}
		return !wire.broken;
	}

	/** A record of log format 1. A protobuf record cannot begin with a brace. */
	private decodeJson(text: string): boolean {
		const record = readJsonRecord(text);
		if (record === null) return false;
		if (record.kind === 'start') this.start = {...(this.start ?? noStart), ...record.start};
		else if (record.kind === 'finish') this.finish = this.explain(record.finish);
		else if (record.kind === 'column') this.takeColumn(record.column);
		else if (record.kind === 'line') {
			this.takeLine(record.line);
			if (record.isError) this.lastError = record.line.text;
			else if (record.line.text.trim() === interrupted) this.isInterrupted = true;
		} else if (record.kind === 'scalar' && record.scalar.key !== '') {
			const {key, step, wallMs, value} = record.scalar;
			this.points.take('log', key, step, wallMs, value);
		}
		return true;
	}

	/** Format 1 has the error that ended a run among the lines of its output alone. */
	private explain(finish: Finish): Finish {
		const isFailed = finish.state === 2 && finish.error === '';
		if (!isFailed) return finish;
		return this.isInterrupted ? {...finish, state: 3} : {...finish, error: errorOfTrace(this.lastError) ?? ''};
	}

	private takeColumn({key, isSystem, isScalar}: Column): void {
		if (key === '') return;
		this.columns.push(key);
		if (isSystem) this.points.declareSystem(key);
		if (!isScalar) this.run.defineMetric(key, {hidden: true});
	}

	private takeLine({text, atMs}: Line): void {
		if (this.keepsOutput) this.run.output(`${text}\n`, atMs);
	}

	private decodeField(field: number, end: number): void {
		const {wire} = this;
		if (field === fields.scalar) {
			const {key, step, wallMs, value} = readScalar(wire, end);
			if (!wire.broken && key !== '') this.points.take('log', key, step, wallMs, value);
		} else if (field === fields.timestamp) {
			const atMs = readTimestamp(wire, end);
			if (!(atMs <= this.newestMs)) this.newestMs = atMs;
		} else if (field === fields.log) {
			const line = readLine(wire, end);
			if (!wire.broken) this.takeLine(line);
		} else if (field === fields.column) {
			const column = readColumn(wire, end);
			if (!wire.broken) this.takeColumn(column);
		} else if (field === fields.start) this.start = readStart(wire, end);
		else if (field === fields.finish) this.finish = readFinish(wire, end);
	}
}
