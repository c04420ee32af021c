import {NumberScanner} from '../numbers/number-scan.ts';
import {scanSpecial} from '../numbers/odd-number.ts';
import {copyBytes} from '../records/copy-bytes.ts';
import {decodeText} from '../text/text.ts';

const quote = 0x22;
const backslash = 0x5c;
const deepest = 16;
const mostKeys = 20_000;
const nan = [0x4e, 0x61, 0x4e] as const;
const infinity = [0x49, 0x6e, 0x66, 0x69, 0x6e, 0x69, 0x74, 0x79] as const;

/** A key at its place in nested objects; `path` joins the names from the outermost with '/'. */
export class JsonKey {
	readonly children = new Map<string, JsonKey>();
	/** The key that came behind this one last time, and the first one inside its object: lines resemble each other. */
	next: JsonKey | null = null;
	first: JsonKey | null = null;

	constructor(
		readonly id: number,
		readonly name: string,
		readonly path: string,
		readonly bytes: Uint8Array,
	) {}
}

export const valueKinds = {number: 1, text: 2} as const;

/**
 * Scans objects in bytes and keeps their numbers and strings by key, without making strings or objects. Knows what Python writes (bare
 * NaN, Infinity). Lists, booleans and nulls are passed over. What is odder than that (escapes in keys) is left to a full parser.
 */
export class JsonScanner {
	/** Entries of the object scanned last: `keys[i]` has the number `values[i]` or the text behind `text(i)`. */
	count = 0;
	keys: JsonKey[] = [];
	kinds = new Uint8Array(64);
	values = new Float64Array(64);
	readonly root = new JsonKey(0, '', '', new Uint8Array(0));
	private ids = 1;
	private readonly overflow = new JsonKey(mostKeys + 2, '…', '…', new Uint8Array(0));
	private starts = new Int32Array(64);
	private ends = new Int32Array(64);
	private bytes: Uint8Array = new Uint8Array(0);
	private end = 0;
	private readonly number = new NumberScanner();

	/** Scans one object that fills [start, end); false where it is none, or one for the full parser. */
	scan(bytes: Uint8Array, start: number, end: number): boolean {
		this.bytes = bytes;
		this.end = end;
		this.count = 0;
		const at = this.skipBlanks(start);
		if (at >= end || bytes[at] !== 0x7b) return false;
		const behind = this.scanObject(at + 1, this.root, 0);
		return behind >= 0 && this.skipBlanks(behind) === end;
	}

	/** Text of an entry as it stands between its quotes; null where it has escapes. */
	text(index: number): string | null {
		const text = decodeText(this.bytes, this.starts[index]!, this.ends[index]!);
		return text.includes('\\') ? null : text;
	}

	/** The number that a text entry spells, NaN where it is no plain decimal. */
	textNumber(index: number): number {
		const value = this.number.scan(this.bytes, this.starts[index]!, this.ends[index]!);
		return this.number.end === this.ends[index] ? value : Number.NaN;
	}

	/** True where a text entry is NaN or an infinity. */
	isSpecialText(index: number): boolean {
		return scanSpecial(this.bytes, this.starts[index]!, this.ends[index]!) !== undefined;
	}

	/** True where a number was written with a point: 1.0 is a measure, 1 may be a count. */
	hasPoint(index: number): boolean {
		for (let at = this.starts[index]!; at < this.ends[index]!; at++) if (this.bytes[at] === 0x2e) return true;
		return false;
	}

	private scanObject(start: number, parent: JsonKey, depth: number): number {
		const {bytes} = this;
		if (depth > deepest) return -1;
		let at = this.skipBlanks(start);
		if (bytes[at] === 0x7d) return at + 1;
		let before: JsonKey | null = null;
		for (;;) {
			if (at >= this.end || bytes[at] !== quote) return -1;
			const expected: JsonKey | null = before === null ? parent.first : before.next;
			let key: JsonKey | null = expected;
			if (expected !== null && this.isKey(expected.bytes, at + 1)) at += expected.bytes.length + 2;
			else {
				const close = this.closeOf(at + 1);
				if (close < 0) return -1;
				key = this.findKey(parent, at + 1, close);
				if (before === null) parent.first = key;
				else before.next = key;
				at = close + 1;
			}
			at = this.skipBlanks(at);
			if (bytes[at] !== 0x3a) return -1;
			at = this.scanValue(this.skipBlanks(at + 1), key!, depth);
			if (at < 0) return -1;
			at = this.skipBlanks(at);
			if (at >= this.end) return -1;
			if (bytes[at] === 0x7d) return at + 1;
			if (bytes[at] !== 0x2c) return -1;
			at = this.skipBlanks(at + 1);
			before = key;
		}
	}

	private scanValue(at: number, key: JsonKey, depth: number): number {
		if (at >= this.end) return -1;
		const byte = this.bytes[at]!;
		if (byte === 0x7b) return this.scanObject(at + 1, key, depth + 1);
		if (byte === 0x5b) return this.skipList(at + 1);
		if (byte === quote) {
			const close = this.closeOf(at + 1);
			if (close < 0) return -1;
			this.keep(key, valueKinds.text, Number.NaN, at + 1, close);
			return close + 1;
		}
		if (byte === 0x74 || byte === 0x6e) return this.isWord(at, byte === 0x74 ? 'true' : 'null') ? at + 4 : -1;
		if (byte === 0x66) return this.isWord(at, 'false') ? at + 5 : -1;
		const value = this.number.scan(this.bytes, at, this.end);
		if (Number.isNaN(value)) return this.scanSpecial(at, key);
		this.keep(key, valueKinds.number, value, at, this.number.end);
		return this.number.end;
	}

	private scanSpecial(start: number, key: JsonKey): number {
		const negative = this.bytes[start] === 0x2d;
		const at = negative ? start + 1 : start;
		if (nan.every((byte, i) => this.bytes[at + i] === byte)) {
			this.keep(key, valueKinds.number, Number.NaN, start, at + 3);
			return at + 3;
		}
		if (!infinity.every((byte, i) => this.bytes[at + i] === byte)) return -1;
		this.keep(key, valueKinds.number, negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, start, at + 8);
		return at + 8;
	}

	private skipList(start: number): number {
		let open = 1;
		for (let at = start; at < this.end; at++) {
			const byte = this.bytes[at];
			if (byte === quote) {
				at = this.closeOf(at + 1);
				if (at < 0) return -1;
			} else if (byte === 0x5b || byte === 0x7b) open++;
			else if ((byte === 0x5d || byte === 0x7d) && --open === 0) return byte === 0x5d ? at + 1 : -1;
		}
		return -1;
	}

	private closeOf(start: number): number {
		for (let at = start; at < this.end; at++) {
			const byte = this.bytes[at];
			if (byte === quote) return at;
			if (byte === backslash) at++;
		}
		return -1;
	}

	private isKey(key: Uint8Array, start: number): boolean {
		if (this.bytes[start + key.length] !== quote) return false;
		for (let i = key.length - 1; i >= 0; i--) if (this.bytes[start + i] !== key[i]) return false;
		return true;
	}

	private isWord(start: number, word: string): boolean {
		for (let i = 1; i < word.length; i++) if (this.bytes[start + i] !== word.charCodeAt(i)) return false;
		return true;
	}

	private findKey(parent: JsonKey, start: number, end: number): JsonKey {
		const raw = decodeText(this.bytes, start, end);
		let key = parent.children.get(raw);
		if (key === undefined) {
			// Keys that are data (user ids, words) must not fill the memory.
			if (this.ids > mostKeys) return this.overflow;
			const name = raw.includes('\\') ? unescapeKey(raw) : raw;
			const path = parent.path === '' ? name : `${parent.path}/${name}`;
			key = new JsonKey(this.ids++, name, path, copyBytes(this.bytes, start, end));
			parent.children.set(raw, key);
		}
		return key;
	}

	private keep(key: JsonKey, kind: number, value: number, start: number, end: number): void {
		const i = this.count++;
		if (i === this.kinds.length) this.grow();
		this.keys[i] = key;
		this.kinds[i] = kind;
		this.values[i] = value;
		this.starts[i] = start;
		this.ends[i] = end;
	}

	private grow(): void {
		const {kinds, values, starts, ends} = this;
		const size = kinds.length * 2;
		this.kinds = new Uint8Array(size);
		this.values = new Float64Array(size);
		this.starts = new Int32Array(size);
		this.ends = new Int32Array(size);
		this.kinds.set(kinds);
		this.values.set(values);
		this.starts.set(starts);
		this.ends.set(ends);
	}

	private skipBlanks(start: number): number {
		let at = start;
		while (at < this.end) {
			const byte = this.bytes[at];
			if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) break;
			at++;
		}
		return at;
	}
}

function unescapeKey(raw: string): string {
	try {
		return String(JSON.parse(`"${raw}"`));
	} catch {
		return raw;
	}
}
