import {Column} from './column.ts';

export const baseBits = 5;
const baseSize = 1 << baseBits;
/** Blocks of a level that make one of the next. */
export const factorBits = 3;
const factor = 1 << factorBits;
/** Numbers of a block: min, max, sum, count of the finite ones. They lie beside each other, since they are read together. */
export const stride = 4;

/** Statistics of a range of values; only finite ones count in min, max and sum. */
export interface RangeStats {
	min: number;
	max: number;
	sum: number;
	finite: number;
}

/** Adds the values of `column` in [from, to) to `stats`, one by one. */
function scan(column: Column, from: number, to: number, stats: RangeStats): void {
	let index = from;
	while (index < to) {
		const {chunk, start} = column.chunkAt(index);
		const end = Math.min(chunk.length, start + to - index);
		let {min, max, sum, finite} = stats;
		for (let i = start; i < end; i++) {
			const value = chunk[i]!;
			if (value - value !== 0) continue;
			if (value < min) min = value;
			if (value > max) max = value;
			sum += value;
			finite++;
		}
		stats.min = min;
		stats.max = max;
		stats.sum = sum;
		stats.finite = finite;
		index += end - start;
	}
}

/** Adds the blocks of a level in [from, to) to `stats`. */
function addBlocks(level: Column, from: number, to: number, stats: RangeStats): void {
	for (let block = from; block < to; block++) {
		const {chunk, start} = level.chunkAt(block * stride);
		const min = chunk[start]!;
		const max = chunk[start + 1]!;
		if (min < stats.min) stats.min = min;
		if (max > stats.max) stats.max = max;
		stats.sum += chunk[start + 2]!;
		stats.finite += chunk[start + 3]!;
	}
}

const emptyStats = (): RangeStats => ({min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, sum: 0, finite: 0});

/**
 * Min, max and sum over whole blocks of 32 values, then of 256, 2,048 and so on, so that a range of ten million points is summed up in
 * some dozens of steps. Only whole blocks are kept: cutting the column back just drops blocks.
 */
export class Pyramid {
	/** The blocks of each level, the smallest first. */
	readonly levels: Column[] = [];

	constructor(private readonly column: Column) {}

	/** Call after each push of the column. */
	grow(): void {
		const {length} = this.column;
		if ((length & (baseSize - 1)) !== 0) return;
		const stats = emptyStats();
		scan(this.column, length - baseSize, length, stats);
		this.add(0, stats);
		let blocks = length >> baseBits;
		for (let i = 1; (blocks & (factor - 1)) === 0; i++, blocks >>= factorBits) {
			const sum = emptyStats();
			addBlocks(this.levels[i - 1]!, blocks - factor, blocks, sum);
			this.add(i, sum);
		}
	}

	truncate(length: number): void {
		this.levels.forEach((level, i) => {
			level.truncate((length >> (baseBits + i * factorBits)) * stride);
		});
	}

	/** Statistics over the values in [from, to), which the column has. */
	range(from: number, to: number): RangeStats {
		const stats = emptyStats();
		let first = (from + baseSize - 1) >> baseBits;
		let last = to >> baseBits;
		if (first >= last) {
			scan(this.column, from, to, stats);
			return stats;
		}
		scan(this.column, from, first << baseBits, stats);
		// Up the levels, at each of which only the blocks beside those of the next one are left to add.
		for (const level of this.levels) {
			const above = (first + factor - 1) >> factorBits;
			const upTo = last >> factorBits;
			if (above >= upTo) {
				addBlocks(level, first, last, stats);
				break;
			}
			addBlocks(level, first, above << factorBits, stats);
			addBlocks(level, upTo << factorBits, last, stats);
			first = above;
			last = upTo;
		}
		scan(this.column, (to >> baseBits) << baseBits, to, stats);
		return stats;
	}

	/** First index below `length` that holds `value`, an extreme of that range; halves the range by its blocks. */
	firstOf(value: number, length: number): number {
		let from = 0;
		let to = length;
		while (to - from > 64) {
			const middle = (from + to) >> 1;
			const {min, max} = this.range(from, middle);
			if (min <= value && max >= value && (min === value || max === value)) to = middle;
			else from = middle;
		}
		while (from < to && this.column.at(from) !== value) from++;
		return from;
	}

	/** Indices in [from, to) of values that are not finite, the first `most` of them; whole blocks without one are passed over. */
	findNonfinite(from: number, to: number, most: number): number[] {
		const found: number[] = [];
		let index = from;
		while (index < to && found.length < most) {
			const next = this.pastFinite(index);
			if (next > index) {
				index = next;
				continue;
			}
			const end = Math.min(to, ((index >> baseBits) + 1) << baseBits);
			for (; index < end && found.length < most; index++) if (!Number.isFinite(this.column.at(index))) found.push(index);
		}
		return found;
	}

	/** End of the largest block that begins at an index and holds finite values only; the index itself where there is none. */
	private pastFinite(index: number): number {
		let end = index;
		for (let i = 0; i < this.levels.length; i++) {
			const bits = baseBits + i * factorBits;
			const block = index >> bits;
			const level = this.levels[i]!;
			if (block << bits !== index || block * stride >= level.length || level.at(block * stride + 3) < 1 << bits) break;
			end = (block + 1) << bits;
		}
		return end;
	}

	get bytes(): number {
		return this.levels.reduce((sum, level) => sum + level.bytes, 0);
	}

	private add(index: number, {min, max, sum, finite}: RangeStats): void {
		const level = this.levels[index] ?? new Column();
		this.levels[index] = level;
		level.push(min);
		level.push(max);
		level.push(sum);
		level.push(finite);
	}
}
