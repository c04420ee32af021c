import type {Writes} from './table-file.ts';

interface Entry<Value> {
	readonly key: string;
	sequence: number;
	/** Undefined for what was deleted. */
	value: Value | undefined;
	/** Whether it was written since the changes were taken: over an earlier write, or as a new key. */
	change: 'over' | 'new' | null;
}

interface Range {
	begin: string;
	/** The key behind it, read where it is asked for: that of a key which is cleared before it is written never is. */
	end: () => string;
	sequence: number;
}

/** Keys that are looked at for ranges: more is made to cost time. */
const mostWork = 20_000_000;

/** The newest value of each key, whichever order the writes came in. */
export class MergedWrites<Value> implements Writes {
	private readonly entries = new Map<string, Entry<Value>>();
	private ranges: Range[] = [];
	private changed: Entry<Value>[] = [];
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

	/** Shows the keys that were written since the last time; `isOver` for one that was written before. */
	takeChanged(visit: (key: string, isOver: boolean) => void): void {
		const {changed} = this;
		this.changed = [];
		for (const entry of changed) {
			const isOver = entry.change === 'over';
			entry.change = null;
			visit(entry.key, isOver);
		}
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
		if (known !== undefined && known.sequence >= sequence) return;
		const value = this.decode(bytes, start, end);
		if (known === undefined) {
			const entry: Entry<Value> = {key, sequence, value, change: 'new'};
			this.entries.set(key, entry);
			this.changed.push(entry);
			return;
		}
		known.sequence = sequence;
		known.value = value;
		if (known.change !== null) return;
		known.change = 'over';
		this.changed.push(known);
	}

	remove(key: string, sequence: number): void {
		if (key.startsWith(this.passed)) return;
		const known = this.entries.get(key);
		if (known === undefined) this.entries.set(key, {key, sequence, value: undefined, change: null});
		else if (known.sequence < sequence) this.lose(known, sequence);
	}

	removeRange(begin: string, end: () => string, sequence: number): void {
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
		for (const {begin, end: readEnd, sequence} of left) {
			const end = readEnd();
			for (let at = lowerBound(keys, begin); at < keys.length && keys[at]! < end && work < mostWork; at++, work++) {
				const entry = this.entries.get(keys[at]!)!;
				if (entry.sequence < sequence) this.lose(entry, sequence);
			}
		}
	}

	clear(): void {
		this.entries.clear();
		this.ranges = [];
		this.changed = [];
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
