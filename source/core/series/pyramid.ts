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
			const level = this.largestAt(index, to);
			if (level !== null) {
				addBlock(level, index / level.size, stats);
				index += level.size;
			} else {
				const next = Math.min(to, index - (index % baseSize) + baseSize);
				scan(this.column, index, next, stats);
				index = next;
			}
		}
		return stats;
	}

	/** Level of the largest whole block that begins at an index and ends by `to`; null for none. */
	private largestAt(index: number, to: number): Level | null {
		let found: Level | null = null;
		for (const level of this.levels) {
			// What does not begin a block begins no larger one either.
			if (index % level.size !== 0 || index + level.size > to || index / level.size >= level.min.length) break;
			found = level;
		}
		return found;
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
	const min = level.min.at(block);
	const max = level.max.at(block);
	if (min < stats.min) stats.min = min;
	if (max > stats.max) stats.max = max;
	stats.sum += level.sum.at(block);
	stats.finite += level.finite.at(block);
}
