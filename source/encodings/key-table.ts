/** Something that is looked up by bytes. */
export interface Keyed {
	readonly key: Uint8Array;
}

interface Node<Entry> {
	readonly key: Uint8Array;
	readonly entry: Entry;
	/** The key four bytes at a time, and its last four: compared so it takes a quarter of the steps. */
	readonly words: Int32Array;
	readonly tail: number;
	/** What was looked up after this one last time. */
	next: Node<Entry> | null;
}

const wordBytes = 4;

/** True where bytes [start, end) are those of `key`. Looks from the end: names of metrics differ there. */
function equalBytes(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
	if (key.length !== end - start) return false;
	for (let i = key.length - 1; i >= 0; i--) if (key[i] !== bytes[start + i]) return false;
	return true;
}

/** The same through a view. */
function equalWords({words, tail, key}: Node<unknown>, view: DataView, start: number, end: number): boolean {
	if (key.length !== end - start) return false;
	if (key.length < wordBytes) {
		for (let i = 0; i < key.length; i++) if (key[i] !== view.getUint8(start + i)) return false;
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
		if (guess !== null && (view === undefined ? equalBytes(guess.key, bytes, start, end) : equalWords(guess, view, start, end))) {
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
		const {key} = entry;
		const view = new DataView(key.buffer, key.byteOffset, key.length);
		const words = new Int32Array(Math.floor(key.length / wordBytes));
		for (let i = 0; i < words.length; i++) words[i] = view.getInt32(i * wordBytes, true);
		const tail = words.length > 0 ? view.getInt32(key.length - wordBytes, true) : 0;
		const node: Node<Entry> = {key, entry, words, tail, next: null};
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

	private place(key: Uint8Array, index: number): void {
		const mask = this.slots.length - 1;
		let slot = hashOf(key, 0, key.length) & mask;
		while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
		this.slots[slot] = index + 1;
	}
}
