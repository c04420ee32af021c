import {Column} from './column.ts';

const baseSize = 64;
const factor = 4;

/** Statistics of a range of values; only finite ones count in min, max and sum. */
export interface RangeStats {
	min: number;
	max: number;
	sum: number;
	finite: number;
}

interface Level {
	size: number;
	min: Column;
	max: Column;
	sum: Column;
	finite: Column;
}

/** Adds the values of `column` in [from, to) to `stats`, one by one. */
function scan(column: Column, from: number, to: number, stats: RangeStats): void {
	let index = from;
	while (index < to) {
		const {chunk, start} = column.chunkAt(index);
		const end = Math.min(chunk.length, start + to - index);
		for (let i = start; i < end; i++) {
			const value = chunk[i]!;
			if (value - value !== 0) continue;
			if (value < stats.min) stats.min = value;
			if (value > stats.max) stats.max = value;
			stats.sum += value;
			stats.finite++;
		}
		index += end - start;
	}
}

export const emptyStats = (): RangeStats => ({min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, sum: 0, finite: 0});

/**
 * Min, max and sum over whole blocks of 64 values, then of 256, 1,024 and so on, so that a range of ten million points is summed up in
 * some dozens of steps. Only whole blocks are kept: cutting the column back just drops blocks.
 */
export class Pyramid {
	private levels: Level[] = [];

	constructor(private readonly column: Column) {}

	/** Call after each push of the column. */
	grow(): void {
		const length = this.column.length;
		if (length % baseSize !== 0) return;
		this.add(0, baseSize, stats => scan(this.column, length - baseSize, length, stats));
		for (let i = 1, size = baseSize * factor; length % size === 0; i++, size *= factor) {
			const below = this.levels[i - 1]!;
			this.add(i, size, stats => {
				for (let block = below.min.length - factor; block < below.min.length; block++) addBlock(below, block, stats);
			});
		}
	}

	truncate(length: number): void {
		for (const level of this.levels) {
			const blocks = Math.floor(length / level.size);
			for (const column of [level.min, level.max, level.sum, level.finite]) column.truncate(blocks);
		}
	}

	/** Statistics over the values in [from, to). */
	range(from: number, to: number): RangeStats {
		const stats = emptyStats();
		let index = from;
		while (index < to) {
			let found = -1;
			for (let i = this.levels.length - 1; i >= 0 && found < 0; i--) {
				const {size, min} = this.levels[i]!;
				if (index % size === 0 && index + size <= to && index / size < min.length) found = i;
			}
			if (found >= 0) {
				const level = this.levels[found]!;
				addBlock(level, index / level.size, stats);
				index += level.size;
			} else {
				const next = Math.min(to, (Math.floor(index / baseSize) + 1) * baseSize);
				scan(this.column, index, next, stats);
				index = next;
			}
		}
		return stats;
	}

	get bytes(): number {
		return this.levels.reduce(
			(sum, {min, max, sum: total, finite}) => sum + min.bytes + max.bytes + total.bytes + finite.bytes,
			0,
		);
	}

	private add(index: number, size: number, fill: (stats: RangeStats) => void): void {
		const level = this.levels[index] ?? {size, min: new Column(), max: new Column(), sum: new Column(), finite: new Column()};
		this.levels[index] = level;
		const stats = emptyStats();
		fill(stats);
		level.min.push(stats.min);
		level.max.push(stats.max);
		level.sum.push(stats.sum);
		level.finite.push(stats.finite);
	}
}

function addBlock(level: Level, block: number, stats: RangeStats): void {
	stats.min = Math.min(stats.min, level.min.at(block));
	stats.max = Math.max(stats.max, level.max.at(block));
	stats.sum += level.sum.at(block);
	stats.finite += level.finite.at(block);
}
