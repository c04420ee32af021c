import type {Column} from './column.ts';
import {baseBits, factorBits, type Pyramid, stride} from './pyramid.ts';

/** Values that a block of a level stands for, as a power of two. */
const bitsOf = (level: number): number => baseBits + level * factorBits;

/**
 * Finds the least and greatest of a range of values. The whole blocks inside come first; of those that an end of the range cuts only what may
 * reach beyond them is read. Of a long noisy curve that is a third of what the sum of a range needs.
 */
export class Extremes {
	/** Of the finite values in the range that was looked at last; the infinities, the wrong way round, where none is finite. */
	min = Number.POSITIVE_INFINITY;
	max = Number.NEGATIVE_INFINITY;

	/** Not looked for. */
	readonly mean = Number.NaN;

	constructor(
		private readonly values: Column,
		private readonly pyramid: Pyramid,
	) {}

	/** Looks at the values in [from, to), which must be there. */
	find(from: number, to: number): this {
		this.min = Number.POSITIVE_INFINITY;
		this.max = Number.NEGATIVE_INFINITY;
		const level = this.coarsestWithin(from, to);
		if (level < 0) this.scan(from, to);
		else this.findFrom(level, from, to);
		return this;
	}

	private findFrom(level: number, from: number, to: number): void {
		const bits = bitsOf(level);
		const first = (from + (1 << bits) - 1) >> bits;
		const last = to >> bits;
		this.addBlocks(level, first, last);
		this.reachDown(level, from, first << bits);
		this.reachUp(level, last << bits, to);
	}

	/** The highest level that has a whole block in [from, to); -1 for none. */
	private coarsestWithin(from: number, to: number): number {
		const fitting = Math.floor((31 - Math.clz32(to - from) - baseBits) / factorBits);
		let level = Math.min(this.pyramid.levels.length - 1, fitting);
		while (level >= 0 && (from + (1 << bitsOf(level)) - 1) >> bitsOf(level) >= to >> bitsOf(level)) level--;
		return level;
	}

	/** The values from `from` on to `edge`, where a block of the level ends that holds them. */
	private reachDown(level: number, from: number, edge: number): void {
		if (edge <= from || !this.mayExtend(level, (edge >> bitsOf(level)) - 1)) return;
		if (level === 0) {
			this.scan(from, edge);
			return;
		}
		const bits = bitsOf(level - 1);
		const first = (from + (1 << bits) - 1) >> bits;
		this.addBlocks(level - 1, first, edge >> bits);
		this.reachDown(level - 1, from, first << bits);
	}

	/** The values from `edge`, where a block of the level begins that holds them, on to `to`. */
	private reachUp(level: number, edge: number, to: number): void {
		if (edge >= to || !this.mayExtend(level, edge >> bitsOf(level))) return;
		if (level === 0) {
			this.scan(edge, to);
			return;
		}
		const bits = bitsOf(level - 1);
		const last = to >> bits;
		this.addBlocks(level - 1, edge >> bits, last);
		this.reachUp(level - 1, last << bits, to);
	}

	/** Whether a block holds more than is known; one that is not complete yet may. */
	private mayExtend(level: number, block: number): boolean {
		const blocks = this.pyramid.levels[level]!;
		if (block * stride >= blocks.length) return true;
		const {chunk, start} = blocks.chunkAt(block * stride);
		return chunk[start]! < this.min || chunk[start + 1]! > this.max;
	}

	private addBlocks(level: number, from: number, to: number): void {
		const blocks = this.pyramid.levels[level]!;
		let {min, max} = this;
		for (let block = from; block < to; block++) {
			const {chunk, start} = blocks.chunkAt(block * stride);
			const low = chunk[start]!;
			const high = chunk[start + 1]!;
			if (low < min) min = low;
			if (high > max) max = high;
		}
		this.min = min;
		this.max = max;
	}

	private scan(from: number, to: number): void {
		let {min, max} = this;
		for (let i = from; i < to; i++) {
			const value = this.values.at(i);
			if (value - value !== 0) continue;
			if (value < min) min = value;
			if (value > max) max = value;
		}
		this.min = min;
		this.max = max;
	}
}
