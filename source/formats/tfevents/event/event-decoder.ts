import {ByteKey, KeyTable} from '../../../encodings/records/key-table.ts';
import {bytesType, fixed32Type, fixed64Type, varintType, WireReader} from '../../../encodings/records/protobuf.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {RunSink} from '../../format.ts';
import {type HparamsRecord, readHparams} from './hparams.ts';
import {readMetadata} from './metadata.ts';
import {readSession, type SessionRecord} from './session-log.ts';
import {SimpleEvent} from './simple-event.ts';
import {Tag} from './tag.ts';
import {readTensor} from './tensor.ts';

/** What an event file holds besides points. Times in milliseconds. */
export interface EventVisitor {
	/** Every event, before what it holds; `wallMs` may be NaN. */
	event(wallMs: number, step: number): void;
	/** True while `point` is to be called with the name of each point. */
	readonly wantsPoints: boolean;
	point(tag: string): void;
	hparams(record: HparamsRecord): void;
	session(record: SessionRecord): void;
	/** Name of the software that wrote the file. */
	writer(name: string): void;
	text(tag: string, text: string): void;
	/** A value that is no scalar: its plugin or kind, and where its message lies in the chunk being read. */
	other(tag: string, kind: string, start: number, end: number, step: number): void;
}

/** The end of the year 9999, milliseconds: what is later was no time in seconds. */
const lastMoment = 253_402_300_799_999;
const kinds: Record<number, string> = {3: 'histograms', 4: 'images', 5: 'histograms', 6: 'audio'};

/** Decodes Event protos (tensorflow/core/util/event.proto, summary.proto) straight into series: no object for an event or a point. */
export class EventDecoder {
	/** Points that were given on. */
	points = 0;
	/** Points left out because their time is no number, as TensorBoard does. */
	timeless = 0;
	/** False while only facts are wanted. */
	pushes = true;
	/** True where series without steps stay at step 0, as their tracker shows them, in place of being counted. */
	keepsSteps = false;
	/** True where each tensor of one float is a point, whatever plugin it is for and whatever its shape: for Guild (guild/tfevent.py). */
	takesFloats = false;
	/** True where a value without a tag counts too, under an empty name. */
	takesUnnamed = false;
	/** Number of the file that is being read. */
	file = 0;
	private readonly wire = new WireReader();
	private readonly simple = new SimpleEvent();
	private readonly tags = new KeyTable<Tag>();
	private wallMs = Number.NaN;
	private step = 0;
	private dropped = false;

	constructor(
		/** Where the points go; null where nobody wants them. */
		private readonly run: RunSink | null,
		private readonly visitor: EventVisitor,
	) {}

	/** Decodes the event in [start, end); false where it is malformed. What came before the fault counts. */
	decode(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
		if (this.simple.read(bytes, view, start, end)) {
			const {simple} = this;
			this.begin(simple.wall, simple.step);
			this.push(this.findTag(bytes, view, simple.tagAt, simple.tagEnd), simple.value);
			return true;
		}
		const {wire} = this;
		wire.reset(bytes, view, start);
		let wall = 0;
		let step = 0;
		let summaryAt = -1;
		let laterAt = -1;
		while (wire.next(end)) {
			const {field, type} = wire;
			if (field === 1 && type === fixed64Type) wall = wire.double(end);
			else if (field === 2 && type === varintType) step = wire.int64(end);
			else if (field === 5 && type === bytesType && summaryAt < 0) {
				summaryAt = wire.pos;
				wire.pos = wire.length(end);
			} else {
				if (laterAt < 0 && type === bytesType) laterAt = wire.pos;
				wire.skip(end);
			}
		}
		if (wire.broken) return false;
		this.begin(wall, step);
		if (summaryAt >= 0) {
			wire.pos = summaryAt;
			this.readSummary(wire.length(end));
		}
		if (laterAt >= 0) this.readRest(start, end, summaryAt);
		return !wire.broken;
	}

	private begin(wall: number, step: number): void {
		// A time of 0 is a field that was left out; what no calendar has is no time.
		const wallMs = wall * 1000;
		this.wallMs = wall !== 0 && wallMs <= lastMoment && wallMs >= -lastMoment ? wallMs : Number.NaN;
		this.step = step;
		this.dropped = Number.isNaN(wall);
		this.visitor.event(this.wallMs, step);
	}

	/** Fields other than time, step and the first summary. */
	private readRest(start: number, end: number, summaryAt: number): void {
		const {wire} = this;
		wire.pos = start;
		while (wire.next(end)) {
			const {field, type, pos} = wire;
			if (type !== bytesType || pos === summaryAt) wire.skip(end);
			else if (field === 5) this.readSummary(wire.length(end));
			else if (field === 7) this.visitor.session(readSession(wire, wire.length(end), this.step, this.wallMs));
			else if (field === 10) this.readSource(wire.length(end));
			else wire.skip(end);
		}
	}

	private readSource(end: number): void {
		const {wire} = this;
		while (wire.next(end)) {
			if (wire.field === 1 && wire.type === bytesType) this.visitor.writer(wire.text(end));
			else wire.skip(end);
		}
	}

	private readSummary(end: number): void {
		const {wire} = this;
		while (wire.next(end)) {
			if (wire.field === 1 && wire.type === bytesType) this.readValue(wire.length(end));
			else wire.skip(end);
		}
	}

	private readValue(end: number): void {
		const {wire} = this;
		const start = wire.pos;
		let tagAt = -1;
		let tagEnd = -1;
		let nodeAt = -1;
		let nodeEnd = -1;
		let tensorAt = -1;
		let metadataAt = -1;
		let isSimple = false;
		let simple = 0;
		let kind = 0;
		while (wire.next(end)) {
			const {field, type} = wire;
			if (type === fixed32Type && field === 2) {
				simple = wire.float(end);
				isSimple = true;
			} else if (type === bytesType) {
				const at = wire.pos;
				const inner = wire.length(end);
				if (field === 1) {
					tagAt = wire.pos;
					tagEnd = inner;
				} else if (field === 7) {
					nodeAt = wire.pos;
					nodeEnd = inner;
				} else if (field === 8) tensorAt = at;
				else if (field === 9) metadataAt = at;
				else kind = field;
				wire.pos = inner;
			} else wire.skip(end);
		}
		if (wire.broken) return;
		// Files from before 2016 name the node in place of a tag.
		const tag =
			tagEnd > tagAt
				? this.findTag(wire.bytes, wire.view, tagAt, tagEnd)
				: nodeEnd > nodeAt
					? this.findTag(wire.bytes, wire.view, nodeAt, nodeEnd)
					: this.findUnnamed();
		if (tag === null) return;
		if (metadataAt >= 0) this.readMetadata(tag, metadataAt, end);
		if (isSimple) this.push(tag, simple);
		else if (tensorAt >= 0) this.readTensorValue(tag, tensorAt, start, end);
		else {
			const name = kinds[kind];
			if (name !== undefined) this.visitor.other(tag.name, name, start, end, this.step);
		}
		wire.pos = end;
	}

	private readMetadata(tag: Tag, at: number, end: number): void {
		const {wire} = this;
		wire.pos = at;
		const metadata = readMetadata(wire, wire.length(end));
		if (tag.plugin === null) {
			tag.plugin = metadata.plugin;
			tag.scalarClass = metadata.scalarClass;
		}
		if (metadata.plugin !== 'hparams') return;
		wire.pos = metadata.contentAt;
		this.visitor.hparams(readHparams(wire, metadata.contentEnd));
	}

	private readTensorValue(tag: Tag, at: number, start: number, end: number): void {
		const {wire} = this;
		wire.pos = at;
		const tensor = readTensor(wire, wire.length(end));
		if (wire.broken || tag.plugin === 'hparams') return;
		const isScalar =
			((tag.plugin === 'scalars' || tag.scalarClass) && tensor.rank === 0) || (this.takesFloats && tensor.isOneFloat);
		if (isScalar && tensor.number !== null) this.push(tag, tensor.number);
		else {
			if (tag.plugin === 'text' && tensor.text !== null) this.visitor.text(tag.name, tensor.text);
			this.visitor.other(tag.name, tag.plugin || 'tensors', start, end, this.step);
		}
	}

	private push(tag: Tag, value: number): void {
		if (this.dropped) this.timeless++;
		else if (this.pushes && this.run !== null) {
			this.points++;
			if (this.visitor.wantsPoints) this.visitor.point(tag.name);
			tag.push(this.run, this.file, this.step, this.wallMs, value);
		}
	}

	private findUnnamed(): Tag | null {
		return this.takesUnnamed ? this.findTag(this.wire.bytes, this.wire.view, 0, 0) : null;
	}

	private findTag(bytes: Uint8Array, view: DataView, start: number, end: number): Tag {
		let tag = this.tags.find(bytes, start, end, view);
		if (tag === undefined) {
			tag = new Tag(decodeText(bytes, start, end), new ByteKey(bytes, start, end), this.keepsSteps);
			this.tags.add(tag);
		}
		return tag;
	}
}
