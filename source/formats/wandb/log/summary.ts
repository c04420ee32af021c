import type {JsonObject} from '../../../core/run.ts';
import {parseExactJson} from '../../../encodings/json/tolerant-json.ts';
import {copyBytes} from '../../../encodings/records/copy-bytes.ts';
import {type Keyed, KeyTable} from '../../../encodings/records/key-table.ts';
import {bytesType, WireReader} from '../../../encodings/records/protobuf.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import {setPath} from '../../set-path.ts';
import {arePlainItems, areRotated, Item, readKey} from './item.ts';

const updateField = 1;
const removeField = 2;

/** The newest value of one summary key, as text. */
export interface Slot {
	/** Empty where only keys below it were written. */
	path: readonly string[];
	/** The memory in which the text lies at [at, end): what is being read, or a copy. Null where there is no value. */
	bytes: Uint8Array | null;
	at: number;
	end: number;
	/** True while it is no copy. */
	fresh: boolean;
	/** True where it was removed since the value that it would be a part of was written. */
	isRemoved: boolean;
	below: Map<string, Slot> | null;
}

const newSlot = (): Slot => ({path: [], bytes: null, at: 0, end: 0, fresh: false, isRemoved: false, below: null});

interface SummaryKey extends Keyed {
	/** One slot for a path, however its key was written. */
	readonly slot: Slot;
}

/** A record that is left unread until it is known whether the row after it says the same. */
interface Waiting {
	bytes: Uint8Array;
	view: DataView;
	start: number;
	end: number;
}

/**
 * Reads SummaryRecords. There are two for each row of history, so values are only noted where they lie; the last of each key is copied before
 * the memory goes away, and parsed when the summary is asked for. One of the two is the row itself, written just before it with the same
 * items, which Go's maps give out in a rotated order: then the row's own reading does for both.
 */
export class Summary {
	private readonly keys = new KeyTable<SummaryKey>();
	private readonly root = newSlot();
	/** In the order of their turning up, each after those that it lies below. */
	private readonly slots: Slot[] = [];
	private readonly fresh: Slot[] = [];
	private readonly item = new Item();
	private readonly wire = new WireReader();
	private waiting: Waiting | null = null;

	/** Reads the record at the reader's position. */
	read(wire: WireReader, end: number): void {
		this.settle();
		const {bytes, view, pos} = wire;
		if (arePlainItems(bytes, pos, end)) {
			this.waiting = {bytes, view, start: pos, end};
			wire.pos = end;
		} else this.readItems(wire, end);
	}

	private readItems(wire: WireReader, end: number): void {
		const {item} = this;
		while (wire.next(end)) {
			if (wire.type !== bytesType || wire.field > removeField) {
				wire.skip(end);
				continue;
			}
			const isUpdate = wire.field === updateField;
			item.read(wire, wire.length(end));
			if (wire.broken || item.keyAt < 0) continue;
			const {slot} = this.findKey(wire, item.keyAt, item.keyEnd);
			if (!isUpdate) remove(slot);
			else if (item.valueEnd > item.valueAt) this.note(slot, wire.bytes, item.valueAt, item.valueEnd);
		}
	}

	/** Reads what waits. */
	private settle(): void {
		const {waiting, wire} = this;
		if (waiting === null) return;
		this.waiting = null;
		wire.reset(waiting.bytes, waiting.view, waiting.start);
		this.readItems(wire, waiting.end);
	}

	/**
	 * Takes the record that waits as read where a row's items, from `start` on, are the same ones; whoever reads the row notes them.
	 * @returns where those items end in the row; `start` where they are others
	 */
	takeMirrored(bytes: Uint8Array, view: DataView, start: number, end: number): number {
		const {waiting} = this;
		if (waiting === null || waiting.bytes !== bytes) return start;
		const itemsEnd = start + waiting.end - waiting.start;
		if (itemsEnd > end || !areRotated(bytes, view, waiting, start)) return start;
		this.waiting = null;
		return itemsEnd;
	}

	/** Notes where the newest value of a key lies. It is the whole value: what was known below the key is no part of it. */
	note(slot: Slot, bytes: Uint8Array, at: number, end: number): void {
		slot.bytes = bytes;
		slot.at = at;
		slot.end = end;
		if (slot.below !== null) forgetBelow(slot);
		if (!slot.fresh) this.fresh.push(slot);
		slot.fresh = true;
	}

	slotOf(path: readonly string[]): Slot {
		// Of damaged bytes, and the place of nothing.
		if (path.length === 0) return newSlot();
		let slot = this.root;
		for (const part of path) {
			slot.below ??= new Map();
			let next = slot.below.get(part);
			if (next === undefined) {
				next = newSlot();
				slot.below.set(part, next);
				this.slots.push(next);
			}
			slot = next;
		}
		slot.path = path;
		return slot;
	}

	/** Copies what was noted; to be called before the memory of the records that were read is used for other bytes. */
	keep(): void {
		this.settle();
		for (const slot of this.fresh) {
			slot.fresh = false;
			if (slot.bytes === null) continue;
			slot.bytes = copyBytes(slot.bytes, slot.at, slot.end);
			slot.at = 0;
			slot.end = slot.bytes.length;
		}
		this.fresh.length = 0;
	}

	/** The summary as it stands, nested as recorded, without the tracker's own part. */
	toJson(): JsonObject {
		const summary: JsonObject = {};
		for (const {path, bytes, at, end, isRemoved} of this.slots) {
			if (path[0] === '_wandb') continue;
			if (isRemoved && bytes === null) setPath(summary, path, undefined);
			if (bytes === null) continue;
			const value = parseExactJson(decodeText(bytes, at, end));
			if (value !== undefined) setPath(summary, path, value);
		}
		return summary;
	}

	private findKey({bytes, view}: WireReader, start: number, end: number): SummaryKey {
		const known = this.keys.find(bytes, start, end, view);
		if (known !== undefined) return known;
		const {key, path} = readKey(bytes, start, end);
		const entry = {key, slot: this.slotOf(path)};
		this.keys.add(entry);
		return entry;
	}
}

/** Forgets a key and all that lies below it, also where it is a part of a value that was written as a whole. */
function remove(slot: Slot): void {
	forget(slot);
	slot.isRemoved = true;
	forgetBelow(slot);
}

function forget(slot: Slot): void {
	slot.bytes = null;
	slot.isRemoved = false;
}

function forgetBelow({below}: Slot): void {
	const left = [...(below?.values() ?? [])];
	for (let slot = left.pop(); slot !== undefined; slot = left.pop()) {
		forget(slot);
		for (const lower of slot.below?.values() ?? []) left.push(lower);
	}
}
