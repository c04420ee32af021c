import {aggregateStride} from '../row.ts';
import type {Column} from './column.ts';
import type {Pyramid} from './pyramid.ts';

/** What totals cannot tell from the values alone, as plain data. */
export interface TotalsState {
	sum: number;
	minIndex: number;
	maxIndex: number;
	exact: {least: bigint | null; most: bigint | null} | null;
}

/** Sum, least and greatest of the values of a series as they come, and how many are no finite numbers. */
export class Totals {
	nan = 0;
	infinite = 0;
	private sum = 0;
	/** Where the first of the least values is, and the first of the greatest; -1 where none is finite. */
	private minIndex = -1;
	private maxIndex = -1;
	/** Both as they were written, where they are integers beyond 2^53. */
	private exact: TotalsState['exact'] = null;

	constructor(
		private readonly steps: Column,
		private readonly values: Column,
		private readonly pyramid: Pyramid,
	) {}

	get state(): TotalsState {
		const {sum, minIndex, maxIndex, exact} = this;
		return {sum, minIndex, maxIndex, exact: exact && {...exact}};
	}

	/** Goes on as others did, over the same values. */
	take({sum, minIndex, maxIndex, exact}: TotalsState): void {
		this.sum = sum;
		this.minIndex = minIndex;
		this.maxIndex = maxIndex;
		this.exact = exact;
	}

	/** Counts the value that was written at an index, the next one. */
	count(value: number, index: number): void {
		if (value - value !== 0) {
			if (Number.isNaN(value)) this.nan++;
			else this.infinite++;
			return;
		}
		this.sum += value;
		if (this.minIndex < 0 || value < this.values.at(this.minIndex)) this.minIndex = index;
		if (this.maxIndex < 0 || value > this.values.at(this.maxIndex)) this.maxIndex = index;
	}

	/** Decides between equal extremes by what the value at an index, which was counted, is exactly. */
	compareExact(exact: bigint, index: number): void {
		const value = this.values.at(index);
		this.exact ??= {least: null, most: null};
		const {least, most} = this.exact;
		if (index === this.minIndex || (value === this.values.at(this.minIndex) && (least === null || exact < least))) {
			this.minIndex = index;
			this.exact.least = exact;
		}
		if (index === this.maxIndex || (value === this.values.at(this.maxIndex) && (most === null || exact > most))) {
			this.maxIndex = index;
			this.exact.most = exact;
		}
	}

	/** Leaves the values from an index on, which are still there, out. */
	uncountFrom(index: number): void {
		const {values} = this;
		for (let i = index; i < values.length; i++) {
			const value = values.at(i);
			if (Number.isNaN(value)) this.nan--;
			else if (!Number.isFinite(value)) this.infinite--;
		}
	}

	/** Finds anew what the values tell that are left, of which there are `length`. */
	settle(length: number): void {
		const stats = this.pyramid.range(0, length);
		this.sum = stats.sum;
		if (this.minIndex >= length) this.minIndex = stats.finite > 0 ? this.pyramid.firstOf(stats.min, length) : -1;
		if (this.maxIndex >= length) this.maxIndex = stats.finite > 0 ? this.pyramid.firstOf(stats.max, length) : -1;
	}

	forgetExact(): void {
		this.exact = null;
	}

	/**
	 * Writes the aggregates in the order of `aggregateNames` at `offset` of `target`.
	 * @param ends step and value of the first point and of the last one, where these are not those that the columns begin and end with
	 */
	write(target: Float64Array, offset: number, ends: readonly number[] | null): void {
		const {steps, values, nan, infinite} = this;
		target.fill(Number.NaN, offset, offset + aggregateStride);
		const n = values.length;
		target[offset] = n;
		target[offset + 1] = nan + infinite;
		target[offset + 2] = nan;
		if (n === 0) return;
		target.set(ends ?? [steps.at(0), values.at(0), steps.at(n - 1), values.at(n - 1)], offset + 3);
		const finite = n - nan - infinite;
		if (finite === 0) return;
		target[offset + 7] = steps.at(this.minIndex);
		target[offset + 8] = values.at(this.minIndex);
		target[offset + 9] = steps.at(this.maxIndex);
		target[offset + 10] = values.at(this.maxIndex);
		target[offset + 11] = this.sum / finite;
	}
}
