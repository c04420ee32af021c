import {beforeFirstRow} from './before-first-row.ts';
import {intervalOf} from './forecast/interval.ts';
import {type Model, makeModel} from './forecast/model.ts';
import type {Remaining} from './remaining.ts';
import {isBreak} from './seen/breaks.ts';
import {createGrid} from './seen/grid.ts';
import {createRecord} from './seen/record.ts';
import {addRow, createRows, noteLost} from './seen/rows.ts';
import {type Sibling, sayRuns} from './siblings.ts';
import {createPublished} from './sticky.ts';

export interface Estimator {
	/** A step was seen at a moment, in seconds of any clock; a moment before the last one counts as the last one. A step that went down is a restart. */
	observe(seconds: number, step: number): void;
	/** The same of the first row of a later attempt, where what the earlier one did from that step on is not told. */
	resume(seconds: number, step: number): void;
	/** Null only before the first progress (with siblings: before the first row). `total` is the planned last step. */
	estimate(nowSeconds: number, total: number): Remaining | null;
	/** What the last estimate was made of; see `explain.ts`. */
	model(): Model | null;
	reset(): void;
}

export interface EstimatorOptions {
	siblings?: Sibling[];
}

interface Seen {
	/** Seconds of any clock. */
	at: number;
	step: number;
}

/** Looks that a row counts for at most: where rows are few, each tells more of the run. */
const mostLooks = 5;
/** A forecast is made again when this share of the elapsed time has gone by, and there is something new. */
const again = 0.004;
/** Share of its length that a run may go on for after its last step. */
const lastWork = 0.065;

/**
 * Remaining time of one run, by the method of `design/estimate.md` B4, extended: pauses with a rhythm are taken out and foreseen one by
 * one, the plain pace is foreseen by forecasters weighted by their record on this very run, and what is published moves no more than
 * the doubt about it justifies. Bounded memory; a row costs microseconds.
 */
export const createEstimator = ({siblings = []}: EstimatorOptions = {}): Estimator => new RunEstimator(siblings);

class RunEstimator implements Estimator {
	private readonly grid = createGrid();
	private readonly published = createPublished();
	private rows = createRows();
	private record = createRecord();
	private first: Seen | null = null;
	private last: Seen = {at: 0, step: 0};
	private made: Model | null = null;
	private madeAt = 0;
	private madeFor = 0;
	/** Rows since the last forecast. */
	private unseen = 0;
	private width = {down: 0, up: 0};

	constructor(private readonly siblings: Sibling[]) {}

	observe(at: number, step: number): void {
		if (this.first === null || step !== this.last.step) this.take(at, step, step < this.last.step);
	}

	resume(at: number, step: number): void {
		this.take(at, step, true);
	}

	model(): Model | null {
		return this.made;
	}

	reset(): void {
		this.rows = createRows();
		this.record = createRecord();
		this.first = null;
		this.made = null;
		this.unseen = 0;
	}

	estimate(now: number, total: number): Remaining | null {
		const {first} = this;
		if (first === null || !(total > 0)) return null;
		if (this.rows.count === 0) return beforeFirstRow(this.siblings, first, now, total);
		if (this.isDue(now, total)) this.publish(first, total);
		return this.tell(first, now, total);
	}

	/** Silence after the newest row that is as expected: a usual gap, and the pauses that are due. */
	private get allowance(): number {
		const {made, last} = this;
		if (made === null) return 0;
		let allowed = made.rowSeconds * 1.3;
		for (const {chain} of made.chains) {
			const periods = (last.step - chain.last) / chain.period;
			const phase = periods - Math.floor(periods);
			const row = made.rowSteps / chain.period;
			if (phase > 1 - 1.6 * row || phase < 0.6 * row) allowed += chain.excess;
		}
		return allowed;
	}

	private lateAt(now: number): number {
		return Math.max(0, now - this.last.at - this.allowance);
	}

	/** Seconds from the first row to a moment at which the run was not off. */
	private workedUntil(at: number): number {
		const {first, made, rows} = this;
		if (first === null) return 0;
		const off = rows.lost.seconds - rows.lost.countedSeconds + (made?.breaks.seconds ?? 0);
		return Math.max(0, at - first.at - off);
	}

	private take(at: number, step: number, isRestart: boolean): void {
		if (!Number.isFinite(at) || !Number.isFinite(step)) return;
		const {first, last, made, published, rows} = this;
		if (first === null) {
			this.first = this.last = {at, step};
			return;
		}
		const now = Math.max(at, last.at);
		const seconds = now - last.at;
		// What a silence took beyond the expected has moved the finish already; from here on it counts as having moved.
		if (made !== null) published.finish += this.lateAt(now);
		if (isRestart) noteLost(rows, seconds, isBreak(seconds, this.workedUntil(last.at)));
		else addRow(rows, seconds, step - last.step, step);
		this.unseen++;
		this.last = {at: now, step};
	}

	/** True where a forecast is to be made. */
	private isDue(now: number, total: number): boolean {
		if (this.made === null || this.madeFor !== total) return true;
		return this.unseen > 0 && (this.rows.count < 4 || now - this.madeAt >= again * this.workedUntil(now));
	}

	private publish(first: Seen, total: number): void {
		const {made: before, rows, grid, last, siblings, published, record} = this;
		const made = makeModel({rows, grid, firstStep: first.step, step: last.step, total, siblings});
		this.made = made;
		const elapsed = this.workedUntil(last.at);
		made.surprise = record.surprise(elapsed, last.step);
		this.width = intervalOf(made);
		const target = last.at + made.remaining;
		const looks = elapsed > 0 ? Math.max(1, Math.min(mostLooks * this.unseen, (last.at - this.madeAt) / (again * elapsed))) : 1;
		const doubt = this.width.down + this.width.up;
		const {rowSeconds} = made;
		if (before !== null && this.madeFor === total)
			published.settle({finish: target, now: last.at, before: this.madeAt, elapsed, doubt, looks, rowSeconds});
		else published.set(target);
		record.note(elapsed, last.step, published.finish - last.at, total - last.step);
		this.madeAt = last.at;
		this.madeFor = total;
		this.unseen = 0;
	}

	private tell(first: Seen, now: number, total: number): Remaining {
		const {made, last, published, width, siblings, rows} = this;
		const late = this.lateAt(now);
		const ending = last.step >= total && late > Math.max(1, made?.rowSeconds ?? 0);
		const left = ending ? Math.max(published.finish - now, lastWork * this.workedUntil(last.at)) : published.at(now) - now + late;
		const seconds = Math.max(0, left);
		return {
			seconds,
			low: ending ? 0 : seconds * Math.exp(-width.down),
			high: ending ? seconds * 5 : seconds * Math.exp(width.up) + 0.5 * late,
			stepsLeft: Math.max(0, total - last.step),
			...(made !== null && !ending && {forecast: Math.max(0, last.at + made.remaining - now + late)}),
			overdueSeconds: late > 0 ? late : null,
			silentSeconds: Math.max(0, now - last.at),
			stuck: late > Math.max(10, 3 * (made?.rowSeconds ?? 0), made?.largestPause ?? 0),
			ending,
			settling: siblings.length === 0 && now - first.at < (rows.count < 8 ? 15 : 10),
			from: siblings.length === 0 ? 'own pace' : `own pace and ${sayRuns(siblings)}`,
		};
	}
}
