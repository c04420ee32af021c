import type {Writes} from './table-file.ts';

interface Entry<Value> {
	sequence: number;
	/** Undefined for what was deleted. */
	value: Value | undefined;
}

interface Range {
	begin: string;
	end: string;
	sequence: number;
}

/** Keys that are looked at for ranges: more is made to cost time. */
const mostWork = 20_000_000;

/** The newest value of each key, whichever order the writes came in. */
export class MergedWrites<Value> implements Writes {
	private readonly entries = new Map<string, Entry<Value>>();
	private ranges: Range[] = [];
	/** Keys that were written since these were taken: true for one that had a value before. */
	changed = new Map<string, boolean>();
	/** True where a key lost its value since that was taken back. */
	hasLost = false;

	/**
	 * @param decode makes a value of bytes [start, end)
	 * @param passed keys that begin so are passed over
	 * @param areLeaves true where nothing below a key counts that has a value of its own
	 */
	constructor(
		private readonly decode: (bytes: Buffer, start: number, end: number) => Value,
		private readonly passed: string,
		private readonly areLeaves: boolean,
	) {}

	get(key: string): Value | undefined {
		return this.entries.get(key)?.value;
	}

	/** All keys with their values, sorted. */
	sorted(): [string, Value][] {
		const found: [string, Value][] = [];
		for (const [key, {value}] of this.entries) if (value !== undefined) found.push([key, value]);
		return found.sort(([a], [b]) => (a < b ? -1 : 1));
	}

	put(key: string, sequence: number, bytes: Buffer, start: number, end: number): void {
		if (key.startsWith(this.passed)) return;
		const known = this.entries.get(key);
		if (known === undefined) this.entries.set(key, {sequence, value: this.decode(bytes, start, end)});
		else if (known.sequence >= sequence) return;
		else {
			known.sequence = sequence;
			known.value = this.decode(bytes, start, end);
		}
		this.changed.set(key, this.changed.get(key) !== false && known !== undefined);
	}

	remove(key: string, sequence: number): void {
		if (key.startsWith(this.passed)) return;
		const known = this.entries.get(key);
		if (known === undefined) this.entries.set(key, {sequence, value: undefined});
		else if (known.sequence < sequence) this.lose(known, sequence);
	}

	removeRange(begin: string, end: string, sequence: number): void {
		if (!begin.startsWith(this.passed)) this.ranges.push({begin, end, sequence});
	}

	/** Takes what was deleted by ranges out of what has come: to be called when all files were read. */
	settle(): void {
		const {ranges} = this;
		this.ranges = [];
		const left = this.areLeaves ? ranges.filter(range => !this.isOwn(range)) : ranges;
		if (left.length === 0) return;
		const keys = [...this.entries.keys()].sort();
		let work = 0;
		for (const {begin, end, sequence} of left)
			for (let at = lowerBound(keys, begin); at < keys.length && keys[at]! < end && work < mostWork; at++, work++) {
				const entry = this.entries.get(keys[at]!)!;
				if (entry.sequence < sequence) this.lose(entry, sequence);
			}
	}

	clear(): void {
		this.entries.clear();
		this.ranges = [];
		this.changed = new Map();
		this.hasLost = false;
	}

	/** True for what clears the place of a key before it is written. */
	private isOwn({begin, sequence}: Range): boolean {
		const written = this.entries.get(begin);
		return written !== undefined && written.sequence > sequence;
	}

	private lose(entry: Entry<Value>, sequence: number): void {
		if (entry.value !== undefined) this.hasLost = true;
		entry.sequence = sequence;
		entry.value = undefined;
	}
}

function lowerBound(keys: readonly string[], wanted: string): number {
	let low = 0;
	let high = keys.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (keys[middle]! < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}
