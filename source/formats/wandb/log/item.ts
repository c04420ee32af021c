import {ByteKey} from '../../../encodings/records/key-table.ts';
import {bytesType, WireReader} from '../../../encodings/records/protobuf.ts';

/**
 * The items of histories, summaries, configs and statistics: `key` (1) or a path in `nested_key` (2), and `value_json` (16). A key is told
 * by its encoded bytes, so that it is found again without making a string.
 */
const keyField = 1;
const nestedField = 2;
const valueField = 16;
const itemKey = 0x0a;
const keyKey = 0x0a;
const nestedKey = 0x12;
const valueKeyLow = 0x82;
const valueKeyHigh = 0x01;

/** True where bytes [start, end) are updated items and nothing else, each with one key and one value and shorter than 128 bytes. */
export function arePlainItems(bytes: Uint8Array, start: number, end: number): boolean {
	let at = start;
	while (at < end) {
		const itemEnd = at + 2 + bytes[at + 1]!;
		const keyEnd = at + 4 + bytes[at + 3]!;
		const isPlain =
			bytes[at] === itemKey &&
			bytes[at + 1]! < 0x80 &&
			(bytes[at + 2] === keyKey || bytes[at + 2] === nestedKey) &&
			bytes[at + 3]! < 0x80 &&
			keyEnd + 3 <= itemEnd &&
			bytes[keyEnd] === valueKeyLow &&
			bytes[keyEnd + 1] === valueKeyHigh &&
			keyEnd + 3 + bytes[keyEnd + 2]! === itemEnd;
		if (!isPlain) return false;
		at = itemEnd;
	}
	return at === end;
}

/** True where plain items follow each other from `start` on as they do in `items`, whichever of them comes first. */
export function areRotated(bytes: Uint8Array, view: DataView, items: {start: number; end: number}, start: number): boolean {
	if (start + 1 >= bytes.length) return false;
	const firstBytes = 2 + bytes[start + 1]!;
	for (let at = items.start; at < items.end; at += 2 + bytes[at + 1]!) {
		const turned = items.end - at;
		if (bytes[at + 1] !== bytes[start + 1] || !areSame(view, at, start, firstBytes)) continue;
		return areSame(view, at, start, turned) && areSame(view, items.start, start + turned, at - items.start);
	}
	return false;
}

/** Whether so many bytes are the same in two places. */
function areSame(view: DataView, one: number, other: number, bytes: number): boolean {
	let at = 0;
	for (; at + 4 <= bytes; at += 4) if (view.getInt32(one + at, true) !== view.getInt32(other + at, true)) return false;
	for (; at < bytes; at++) if (view.getUint8(one + at) !== view.getUint8(other + at)) return false;
	return true;
}

/** Where the parts of one item lie. */
export class Item {
	/** -1 where the item has no key and no value; the key is empty where it ends where it begins. */
	keyAt = 0;
	keyEnd = 0;
	/** JSON text; empty where the item has none. */
	valueAt = 0;
	valueEnd = 0;

	/** Reads the item at the reader's position and leaves the reader at its end. */
	read(wire: WireReader, end: number): void {
		const {bytes, pos} = wire;
		// One key and one value, both shorter than 128 bytes: nearly always.
		const keyBytes = bytes[pos + 1]!;
		const keyEnd = pos + 2 + keyBytes;
		const valueAt = keyEnd + 3;
		const hasKey = (bytes[pos] === keyKey || bytes[pos] === nestedKey) && keyBytes < 0x80 && valueAt <= end;
		if (hasKey && bytes[keyEnd] === valueKeyLow && bytes[keyEnd + 1] === valueKeyHigh && valueAt + bytes[keyEnd + 2]! === end) {
			this.keyAt = pos;
			this.keyEnd = keyEnd;
			this.valueAt = valueAt;
			this.valueEnd = end;
			wire.pos = end;
			return;
		}
		this.readSlowly(wire, end);
	}

	private readSlowly(wire: WireReader, end: number): void {
		this.keyAt = -1;
		this.keyEnd = -1;
		this.valueAt = 0;
		this.valueEnd = 0;
		for (let at = wire.pos; wire.next(end); at = wire.pos) {
			if (wire.type !== bytesType || (wire.field !== keyField && wire.field !== nestedField && wire.field !== valueField))
				wire.skip(end);
			else if (wire.field === valueField) {
				this.valueEnd = wire.length(end);
				this.valueAt = wire.pos;
				wire.pos = this.valueEnd;
			} else {
				if (this.keyAt < 0) this.keyAt = at;
				wire.pos = wire.length(end);
				this.keyEnd = wire.pos;
			}
		}
		// An empty text is not written at all: this is the key "".
		if (this.keyAt < 0 && this.valueEnd > this.valueAt) this.keyAt = this.keyEnd = this.valueAt;
	}
}

/** What the encoded bytes of a key stand for. */
export interface ItemKey {
	readonly key: ByteKey;
	readonly path: readonly string[];
	/** The path with dots between its parts. */
	readonly name: string;
}

/** A tree of runs has some dozens of keys, each in a thousand runs: what is known of one is kept once. */
const shared = new Map<string, ItemKey>();
const mostShared = 10_000;

/** The key of an item, with bytes of its own; the same object for the same bytes, as long as there are not very many. */
export function readKey(bytes: Uint8Array, start: number, end: number): ItemKey {
	const text = String.fromCharCode(...bytes.subarray(start, end));
	const known = shared.get(text);
	if (known !== undefined) return known;
	const key = new ByteKey(bytes, start, end);
	const path = readPath(key.bytes);
	const made = {key, path, name: path.join('.')};
	if (shared.size < mostShared) shared.set(text, made);
	return made;
}

/** The path that an item's key bytes stand for. */
export function readPath(key: Uint8Array): string[] {
	const wire = new WireReader();
	wire.reset(key, new DataView(key.buffer, key.byteOffset, key.length), 0);
	const path: string[] = [];
	while (wire.next(key.length)) {
		if (wire.type === bytesType) path.push(wire.text(key.length));
		else wire.skip(key.length);
	}
	return key.length === 0 ? [''] : path;
}
