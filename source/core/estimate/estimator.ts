import {isBreak} from './breaks.ts';
import {createGrid} from './grid.ts';
import {intervalOf} from './interval.ts';
import {type Model, makeModel} from './model.ts';
import {createRecord} from './record.ts';
import {addRow, createRows, noteLost} from './rows.ts';
import {bySiblings, rowSecondsAfter, type Sibling} from './siblings.ts';
import {createPublished} from './sticky.ts';

/** Remaining time in seconds from the moment of asking, with its 80 % interval. Never NaN, negative or infinite. */
export interface Remaining {
	seconds: number;
	low: number;
	high: number;
	stepsLeft: number;
	/** Seconds since the newest row beyond what its rhythm explains, null while it is in time. */
	overdueSeconds: number | null;
	/** Seconds since the newest row. */
	silentSeconds: number;
	/** What the newest forecast alone says, which `seconds` follows by and by; absent before the first one, and where no step is left. */
	forecast?: number;
	/** True when the silence is beyond the longest pause this run has ever made: say that, not a number. */
	stuck: boolean;
	/** True once all steps are done and it goes on all the same: a last evaluation, of a length that nobody knows. */
	ending: boolean;
	/** True for the first seconds of a run with fast steps: wait a moment before a number is shown. */
	settling: boolean;
	/** What it was made from: "own pace", "own pace and 3 siblings". */
	from: string;
}

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
export function createEstimator(options: EstimatorOptions = {}): Estimator {
	const siblings = options.siblings ?? [];
	const grid = createGrid();
	let rows = createRows();
	let record = createRecord();
	let first: {at: number; step: number} | null = null;
	let last = {at: 0, step: 0};
	let model: Model | null = null;
	let madeAt = 0;
	let madeFor = 0;
	/** Rows since the last forecast. */
	let unseen = 0;
	const published = createPublished();
	let width = {down: 0, up: 0};

	const reset = () => {
		rows = createRows();
		record = createRecord();
		first = null;
		model = null;
		unseen = 0;
	};

	/** Silence after the newest row that is as expected: a usual gap, and the pauses that are due. */
	const allowance = () => {
		if (!model) return 0;
		let allowed = model.rowSeconds * 1.3;
		for (const {chain} of model.chains) {
			const periods = (last.step - chain.last) / chain.period;
			const phase = periods - Math.floor(periods);
			const row = model.rowSteps / chain.period;
			if (phase > 1 - 1.6 * row || phase < 0.6 * row) allowed += chain.excess;
		}
		return allowed;
	};
	const lateAt = (now: number) => Math.max(0, now - last.at - allowance());
	/** Seconds from the first row to a moment at which the run was not off. */
	const workedUntil = (at: number) => {
		if (first === null) return 0;
		const off = rows.lost.seconds - rows.lost.countedSeconds + (model?.breaks.seconds ?? 0);
		return Math.max(0, at - first.at - off);
	};

	const publish = (start: {at: number; step: number}, total: number) => {
		const before = model;
		model = makeModel({rows, grid, firstStep: start.step, step: last.step, total, siblings});
		const elapsed = workedUntil(last.at);
		model.surprise = record.surprise(elapsed, last.step);
		width = intervalOf(model);
		const target = last.at + model.remaining;
		const looks = elapsed > 0 ? Math.max(1, Math.min(mostLooks * unseen, (last.at - madeAt) / (again * elapsed))) : 1;
		const doubt = width.down + width.up;
		if (before && madeFor === total)
			published.settle({finish: target, now: last.at, before: madeAt, elapsed, doubt, looks, rowSeconds: model.rowSeconds});
		else published.set(target);
		record.note(elapsed, last.step, published.finish - last.at, total - last.step);
		madeAt = last.at;
		madeFor = total;
		unseen = 0;
	};

	const take = (at: number, step: number, isRestart: boolean) => {
		if (!Number.isFinite(at) || !Number.isFinite(step)) return;
		if (!first) {
			first = {at, step};
			last = {at, step};
			return;
		}
		const now = Math.max(at, last.at);
		const seconds = now - last.at;
		// What a silence took beyond the expected has moved the finish already; from here on it counts as having moved.
		if (model) published.finish += lateAt(now);
		if (isRestart) noteLost(rows, seconds, isBreak(seconds, workedUntil(last.at)));
		else addRow(rows, seconds, step - last.step, step);
		unseen++;
		last = {at: now, step};
	};

	return {
		observe(at, step) {
			if (first === null || step !== last.step) take(at, step, step < last.step);
		},
		resume(at, step) {
			take(at, step, true);
		},
		estimate(now, total) {
			if (!first || !(total > 0)) return null;
			const silent = Math.max(0, now - last.at);
			if (rows.count === 0) return beforeFirstRow(siblings, first, now, total);
			if (!model || madeFor !== total || (unseen > 0 && (rows.count < 4 || now - madeAt >= again * workedUntil(now))))
				publish(first, total);
			const late = lateAt(now);
			const ending = last.step >= total && late > Math.max(1, model?.rowSeconds ?? 0);
			const seconds = Math.max(
				0,
				ending ? Math.max(published.finish - now, lastWork * workedUntil(last.at)) : published.at(now) - now + late,
			);
			return {
				seconds,
				low: ending ? 0 : seconds * Math.exp(-width.down),
				high: ending ? seconds * 5 : seconds * Math.exp(width.up) + 0.5 * late,
				stepsLeft: Math.max(0, total - last.step),
				...(model !== null && !ending && {forecast: Math.max(0, last.at + model.remaining - now + late)}),
				overdueSeconds: late > 0 ? late : null,
				silentSeconds: silent,
				stuck: late > Math.max(10, 3 * (model?.rowSeconds ?? 0), model?.largestPause ?? 0),
				ending,
				settling: siblings.length === 0 && now - first.at < (rows.count < 8 ? 15 : 10),
				from:
					siblings.length === 0
						? 'own pace'
						: `own pace and ${siblings.length === 1 ? '1 sibling' : `${siblings.length} siblings`}`,
			};
		},
		model: () => model,
		reset,
	};
}

/** Only finished siblings know anything before the first row. */
function beforeFirstRow(siblings: Sibling[], first: {at: number; step: number}, now: number, total: number): Remaining | null {
	const prior = siblings.length > 0 ? bySiblings(siblings, first.step, total, {steps: [], seconds: [], count: 0}) : null;
	if (!prior) return null;
	const silent = Math.max(0, now - first.at);
	const rowSeconds = rowSecondsAfter(siblings, first.step, total);
	const late = Math.max(0, silent - 1.3 * rowSeconds);
	const seconds = Math.max(prior.seconds * 0.02, prior.seconds - silent + late);
	return {
		seconds,
		low: seconds * 0.65,
		high: seconds * 1.5 + 0.5 * late,
		stepsLeft: Math.max(0, total - first.step),
		overdueSeconds: late > 0 ? late : null,
		silentSeconds: silent,
		stuck: late > Math.max(10, 3 * rowSeconds),
		ending: false,
		settling: false,
		from: siblings.length === 1 ? '1 sibling' : `${siblings.length} siblings`,
	};
}
