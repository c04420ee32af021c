import {type Random, seeded} from './random.ts';

/** A recorded or simulated run: rows [seconds since first seen, step], and the second at which it was over. */
export interface Trace {
	kind: string;
	name: string;
	total: number;
	end: number;
	rows: [number, number][];
	siblings?: SiblingCurve[];
}

export interface SiblingCurve {
	total: number;
	duration: number;
	/** Pairs [step, seconds] from the start to the end. */
	curve: [number, number][];
}

/** How one simulated run behaves. Fractions are of the planned steps. */
export interface Plan {
	total: number;
	/** Rows to be written; a row each `total / rows` steps. */
	rows: number;
	/** What a step costs, in units of the plain step; `now` is the time so far in the same unit. */
	pace(fraction: number, now: number, step: number): number;
	/** Relative noise of a step, as the deviation of its logarithm. */
	noise?: number;
	/** Length of a pause after this step, in units of the plain step. */
	pause?(step: number, fraction: number): number;
	startPause?: number;
	endPause?: number;
	/** Whether a row is written at this step; by default one each `total / rows` steps. */
	logs?(step: number, now: number): boolean;
	firstStep?: number;
	/** At fraction `at` it falls back by `back` of the total, after `lost` plain steps of silence. */
	restarts?: {at: number; back: number; lost: number}[];
	/** Seconds that the run takes in all, nearly; the unit follows from it. */
	duration: number;
}

function pass(plan: Plan, random: Random, unit: number): {rows: [number, number][]; end: number} {
	const every = Math.max(1, Math.round((plan.total - (plan.firstStep ?? 0)) / plan.rows));
	const rows: [number, number][] = [];
	const restarts = [...(plan.restarts ?? [])];
	let step = plan.firstStep ?? 0;
	let now = 0;
	rows.push([0, step]);
	now += (plan.startPause ?? 0) * unit;
	while (step < plan.total) {
		step++;
		const fraction = step / plan.total;
		const noise = plan.noise ? Math.exp(plan.noise * random.normal() - (plan.noise * plan.noise) / 2) : 1;
		now += plan.pace(fraction, now / unit, step) * unit * noise;
		now += (plan.pause?.(step, fraction) ?? 0) * unit;
		if ((plan.logs?.(step, now / unit) ?? step % every === 0) || step === plan.total)
			rows.push([Math.round(now * 1000) / 1000, step]);
		if (restarts[0] && fraction >= restarts[0].at) {
			const {back, lost} = restarts.shift()!;
			now += lost * unit;
			step = Math.max(plan.firstStep ?? 0, step - Math.round(back * plan.total));
			rows.push([Math.round(now * 1000) / 1000, step]);
		}
	}
	return {rows, end: Math.round((now + (plan.endPause ?? 0) * unit) * 1000) / 1000};
}

/** Runs a plan once to learn its length, then again with the unit that gives `plan.duration`. */
export function simulate(kind: string, seed: number, plan: Plan, siblings?: SiblingCurve[]): Trace {
	const unit = plan.duration / pass(plan, seeded(seed), 1).end;
	const {rows, end} = pass(plan, seeded(seed), unit);
	return {kind, name: `${kind}-${seed}`, total: plan.total, end, rows, siblings};
}

/** The curve of a finished run at 21 points, as a sweep's other runs see it. */
export function curveOf(trace: Trace): SiblingCurve {
	const curve: [number, number][] = [];
	for (let index = 0; index <= 20; index++) {
		const at = Math.min(trace.rows.length - 1, Math.round(((trace.rows.length - 1) * index) / 20));
		curve.push([trace.rows[at]![1], trace.rows[at]![0]]);
	}
	return {total: trace.total, duration: trace.end, curve};
}
