import {copyBytes} from './copy-bytes.ts';

const wordBytes = 4;

/** Little endian; a view of so few bytes would move them to a buffer of their own. */
const wordAt = (bytes: Uint8Array, at: number): number =>
	bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

/** A byte string as a key. What it says of itself is made once, so that tables of many runs may share one. */
export class ByteKey {
	readonly bytes: Uint8Array;
	/** Four bytes at a time, and the last four: compared so it takes a quarter of the steps. */
	readonly words: Int32Array;
	readonly tail: number;

	/** Of bytes [start, end), which are copied. */
	constructor(bytes: Uint8Array, start: number, end: number) {
		const own = copyBytes(bytes, start, end);
		const words = new Int32Array(Math.floor(own.length / wordBytes));
		for (let i = 0; i < words.length; i++) words[i] = wordAt(own, i * wordBytes);
		this.bytes = own;
		this.words = words;
		this.tail = words.length > 0 ? wordAt(own, own.length - wordBytes) : 0;
	}
}

/** Something that is looked up by bytes. */
export interface Keyed {
	readonly key: ByteKey;
}

interface Node<Entry> {
	readonly key: ByteKey;
	readonly entry: Entry;
	/** What was looked up after this one last time. */
	next: Node<Entry> | null;
}

/** True where bytes [start, end) are those of `key`. Looks from the end: names of metrics differ there. */
function equalBytes({bytes: key}: ByteKey, bytes: Uint8Array, start: number, end: number): boolean {
	if (key.length !== end - start) return false;
	for (let i = key.length - 1; i >= 0; i--) if (key[i] !== bytes[start + i]) return false;
	return true;
}

/** The same through a view. */
function equalWords({words, tail, bytes}: ByteKey, view: DataView, start: number, end: number): boolean {
	if (bytes.length !== end - start) return false;
	if (bytes.length < wordBytes) {
		for (let i = 0; i < bytes.length; i++) if (bytes[i] !== view.getUint8(start + i)) return false;
		return true;
	}
	if (view.getInt32(end - wordBytes, true) !== tail) return false;
	for (let i = 0; i < words.length; i++) if (view.getInt32(start + i * wordBytes, true) !== words[i]) return false;
	return true;
}

/** FNV-1a (Fowler, Noll and Vo), started with the length. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
	let hash = end - start;
	for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
	return hash ^ (hash >>> 15);
}

/**
 * A hash table with byte strings as keys, looked up in place: no string is made for a key that is known. Whoever writes metrics repeats
 * their order, or a rotation of it (Go's small maps), so the key that followed last time is tried before anything is hashed.
 */
export class KeyTable<Entry extends Keyed> {
	readonly entries: Entry[] = [];
	private readonly nodes: Node<Entry>[] = [];
	/** Index into `nodes` plus one, 0 for a free slot; at most half full. */
	private slots = new Int32Array(16);
	private last: Node<Entry> | null = null;

	/** @param view of the same bytes, where there is one */
	find(bytes: Uint8Array, start: number, end: number, view?: DataView): Entry | undefined {
		const {last} = this;
		const guess = last === null ? null : last.next;
		if (
			guess !== null &&
			(view === undefined ? equalBytes(guess.key, bytes, start, end) : equalWords(guess.key, view, start, end))
		) {
			this.last = guess;
			return guess.entry;
		}
		const mask = this.slots.length - 1;
		for (let slot = hashOf(bytes, start, end) & mask; ; slot = (slot + 1) & mask) {
			const index = this.slots[slot]!;
			if (index === 0) return undefined;
			const node = this.nodes[index - 1]!;
			if (!equalBytes(node.key, bytes, start, end)) continue;
			if (last !== null) last.next = node;
			this.last = node;
			return node.entry;
		}
	}

	/** Adds an entry whose key is not in the table yet. */
	add(entry: Entry): void {
		const node: Node<Entry> = {key: entry.key, entry, next: null};
		this.entries.push(entry);
		this.nodes.push(node);
		if (this.last !== null) this.last.next = node;
		this.last = node;
		if (this.nodes.length * 2 > this.slots.length) {
			this.slots = new Int32Array(this.slots.length * 2);
			this.nodes.forEach(({key}, index) => {
				this.place(key, index);
			});
		} else this.place(entry.key, this.nodes.length - 1);
	}

	private place({bytes}: ByteKey, index: number): void {
		const mask = this.slots.length - 1;
		let slot = hashOf(bytes, 0, bytes.length) & mask;
		while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
		this.slots[slot] = index + 1;
	}
}
