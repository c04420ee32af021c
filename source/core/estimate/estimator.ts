import {createGrid} from './grid.ts';
import {intervalOf} from './interval.ts';
import {type Model, makeModel} from './model.ts';
import {addRow, createRows} from './rows.ts';
import {bySiblings, type Sibling} from './siblings.ts';

/** Remaining time in seconds from the moment of asking, with its 80 % interval. */
export interface Remaining {
	seconds: number;
	low: number;
	high: number;
	/** Seconds since the newest row beyond what its rhythm explains, null while it is in time. */
	overdueSeconds: number | null;
	/** Seconds since the newest row. */
	silentSeconds: number;
	/** True when the silence is beyond the longest pause this run has ever made: say that, not a number. */
	stuck: boolean;
	from: string;
}

export interface Estimator {
	/** A step was seen at a moment, in seconds of any clock that does not go back. A step that went down is a restart. */
	observe(seconds: number, step: number): void;
	/** Null only before the first progress (with siblings: never). */
	estimate(nowSeconds: number, total: number): Remaining | null;
	/** What the last estimate was made of. */
	model(): Model | null;
	reset(): void;
}

export interface EstimatorOptions {
	siblings?: Sibling[];
}

export const sticky = {least: 0.003, most: 0.03, share: 0.1, far: 4, short: 0.5, move: 0.5};

export function createEstimator(options: EstimatorOptions = {}): Estimator {
	const siblings = options.siblings ?? [];
	const grid = createGrid();
	let rows = createRows();
	let first: {at: number; step: number} | null = null;
	let last = {at: 0, step: 0};
	let model: Model | null = null;
	let modelAt = {seconds: 0, rowsSeen: -1, total: 0};
	let seen = 0;
	/** Published finish, and the silence it allows for after the row it was made at. */
	let finish = 0;
	let published = false;
	let width = {down: 0, up: 0};

	const reset = () => {
		rows = createRows();
		first = null;
		model = null;
		seen = 0;
		published = false;
		modelAt = {seconds: 0, rowsSeen: -1, total: 0};
	};

	/** Silence after the newest row that is as expected: a usual gap, and the pause that is due. */
	const allowance = () => {
		if (!model) return 0;
		let allowed = model.rowSeconds * 1.3;
		for (const {chain} of model.chains) {
			const since = (last.step - chain.last) / chain.period;
			if (
				since - Math.floor(since) > 1 - (1.6 * model.rowSteps) / chain.period ||
				since - Math.floor(since) < (0.6 * model.rowSteps) / chain.period
			)
				allowed += chain.excess;
		}
		return allowed;
	};

	const publish = (total: number, now: number) => {
		const held = Math.max(0, now - last.at - allowance());
		model = makeModel({rows, grid, firstStep: first!.step, step: last.step, total, elapsed: last.at - first!.at, siblings});
		const fresh = last.at + model.remaining;
		const left = Math.max(1e-9, fresh - last.at);
		const off = fresh - finish;
		const width0 = intervalOf(model, rows.count);
		const band = Math.max(sticky.least, Math.min(sticky.most, sticky.share * (width0.down + width0.up)));
		if (!published || modelAt.total !== total) finish = fresh;
		else if (Math.abs(off) > sticky.far * band * left) finish = fresh - Math.sign(off) * sticky.short * band * left;
		else if (Math.abs(off) > band * left) finish += off * sticky.move;
		published = true;
		width = intervalOf(model, rows.count);
		modelAt = {seconds: now, rowsSeen: seen, total};
		return held;
	};

	const estimate = (now: number, total: number): Remaining | null => {
		if (!first) return null;
		if (rows.count === 0) {
			const prior = siblings.length > 0 ? bySiblings(siblings, first.step, first.step, total, 0) : null;
			if (!prior) return null;
			const seconds = Math.max(prior.seconds * 0.02, prior.seconds - (now - first.at));
			return {
				seconds,
				low: seconds * 0.7,
				high: seconds * 1.4,
				overdueSeconds: null,
				silentSeconds: now - first.at,
				stuck: false,
				from: 'siblings',
			};
		}
		const age = now - modelAt.seconds;
		if (modelAt.rowsSeen !== seen && (age >= 0.004 * (now - first.at) || rows.count < 4 || modelAt.rowsSeen < 0))
			publish(total, last.at);
		else if (modelAt.total !== total) publish(total, last.at);
		const silent = Math.max(0, now - last.at);
		const late = silent - allowance();
		const seconds = Math.max(0, finish - now + Math.max(0, late));
		return {
			seconds,
			low: seconds * Math.exp(-width.down),
			high: seconds * Math.exp(width.up) + 0.5 * Math.max(0, late),
			overdueSeconds: late > 0 ? late : null,
			silentSeconds: silent,
			stuck: late > Math.max(10, 3 * (model?.rowSeconds ?? 0), model?.largestPause ?? 0),
			from: siblings.length > 0 ? 'siblings' : 'its own pace',
		};
	};

	return {
		observe(seconds, step) {
			if (!first) {
				first = {at: seconds, step};
				last = {at: seconds, step};
				return;
			}
			const lateBefore = Math.max(0, seconds - last.at - allowance());
			if (step > last.step) {
				addRow(rows, Math.max(0, seconds - last.at), step - last.step, step);
				seen++;
				finish += lateBefore;
			} else if (step < last.step) {
				rows.lostSeconds += seconds - last.at;
				rows.restarts++;
				seen++;
				finish += lateBefore;
			} else return;
			last = {at: seconds, step};
		},
		estimate,
		model: () => model,
		reset,
	};
}
