import {bytesType, WireReader} from '../../encodings/protobuf.ts';
import type {RunSink} from '../format.ts';
import {readTimestamp} from '../wandb/messages.ts';
import type {Points} from './points.ts';
import {type Finish, readColumn, readFinish, readLine, readScalar, readStart, type Start} from './records.ts';

/** Fields of a Record: `num`, `timestamp`, then one of these. */
const fields = {timestamp: 2, start: 10, finish: 11, column: 12, scalar: 13, log: 16} as const;

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
	private readonly wire = new WireReader();

	constructor(
		private readonly run: RunSink,
		private readonly points: Points,
	) {}

	/** Decodes the record in [start, end); false where it is malformed. */
	decode(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
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

	private decodeField(field: number, end: number): void {
		const {wire} = this;
		if (field === fields.scalar) {
			const {key, step, wallMs, value} = readScalar(wire, end);
			if (!wire.broken && key !== '') this.points.take('log', key, step, wallMs, value);
		} else if (field === fields.timestamp) {
			const atMs = readTimestamp(wire, end);
			if (!(atMs <= this.newestMs)) this.newestMs = atMs;
		} else if (field === fields.log) {
			const {text, atMs} = readLine(wire, end);
			if (this.keepsOutput && !wire.broken) this.run.output(`${text}\n`, atMs);
		} else if (field === fields.column) {
			const {key, isSystem, isScalar} = readColumn(wire, end);
			if (key === '' || wire.broken) return;
			this.columns.push(key);
			if (isSystem) this.points.declareSystem(key);
			if (!isScalar) this.run.defineMetric(key, {hidden: true});
		} else if (field === fields.start) this.start = readStart(wire, end);
		else if (field === fields.finish) this.finish = readFinish(wire, end);
	}
}
