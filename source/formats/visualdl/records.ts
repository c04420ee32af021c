import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {bytesType, fixed32Type, varintType, WireReader} from '../../encodings/records/protobuf.ts';

const headBytes = 8;
/** Pictures and graphs that are larger are passed over without a buffer of that size. */
const unreadBytes = 4 * 1024 * 1024;

export interface RecordVisitor {
	/** `wallMs` in milliseconds since the epoch. */
	point(tag: string, step: number, wallMs: number, value: number): void;
	settings(settings: JsonObject): void;
	damage(offset: number): void;
}

/** Reads a file of VisualDL's (visualdl/proto/record.proto): messages, each behind its length in eight bytes, without a checksum. */
export class RecordReader {
	private readonly wire = new WireReader();
	/** Bytes of a large record that are still to come. */
	private toSkip = 0;
	private offset = 0;
	private isDamaged = false;

	constructor(private readonly visitor: RecordVisitor) {}

	/** Takes whole records off a chunk and says how many bytes they were. */
	consume(chunk: Uint8Array): number {
		const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
		let at = 0;
		while (at < chunk.length) {
			if (this.isDamaged || this.toSkip > 0) {
				const passed = this.isDamaged ? chunk.length - at : Math.min(this.toSkip, chunk.length - at);
				this.toSkip = Math.max(0, this.toSkip - passed);
				at += passed;
				continue;
			}
			if (at + headBytes > chunk.length) break;
			const length = view.getUint32(at, true);
			const end = at + headBytes + length;
			if (view.getUint32(at + 4, true) !== 0) this.fail(at);
			else if (length > unreadBytes) this.toSkip = headBytes + length;
			else if (end > chunk.length) break;
			else {
				if (!this.read(chunk, view, at + headBytes, end)) this.fail(at);
				at = end;
			}
		}
		this.offset += at;
		return at;
	}

	/** Nothing tells where another record begins. */
	private fail(at: number): void {
		this.isDamaged = true;
		this.visitor.damage(this.offset + at);
	}

	private read(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
		const {wire} = this;
		wire.reset(bytes, view, start);
		while (wire.next(end)) {
			if (wire.field === 1 && wire.type === bytesType) this.readValue(wire.length(end));
			else wire.skip(end);
		}
		return !wire.broken;
	}

	private readValue(end: number): void {
		const {wire, visitor} = this;
		let step = 0;
		let tag = '';
		let wallMs = Number.NaN;
		let value: number | null = null;
		while (wire.next(end)) {
			const {field, type} = wire;
			if (field === 1 && type === varintType) step = wire.int64(end);
			else if (field === 2 && type === bytesType) tag = wire.text(end);
			else if (field === 3 && type === varintType) wallMs = wire.int64(end);
			else if (field === 4 && type === fixed32Type) value = wire.float(end);
			else if (field === 13 && type === bytesType) visitor.settings(this.readSettings(wire.length(end)));
			else wire.skip(end);
		}
		if (value !== null && !wire.broken) visitor.point(tag, step, wallMs, value);
	}

	/** What `add_hparams` was told: values with their names; the metrics beside them have their own points. */
	private readSettings(end: number): JsonObject {
		const {wire} = this;
		const settings: JsonObject = {};
		while (wire.next(end)) {
			if (wire.field !== 1 || wire.type !== bytesType) {
				wire.skip(end);
				continue;
			}
			const inner = wire.length(end);
			let name = '';
			let value: Json = null;
			while (wire.next(inner)) {
				if (wire.field === 1) value = wire.int64(inner);
				else if (wire.field === 2) value = wire.double(inner);
				else if (wire.field === 3) value = wire.text(inner);
				else if (wire.field === 4) name = wire.text(inner);
				else wire.skip(inner);
			}
			if (name !== '') setKey(settings, name, value);
		}
		return settings;
	}
}
