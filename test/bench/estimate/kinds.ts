import {type Random, seeded} from './random.ts';
import {type Plan, simulate, type Trace} from './simulate.ts';

/** Where every plan starts: a plain run of random size and length. */
export function plain(random: Random): Plan {
	const total = Math.round(random.log(60, 20_000));
	return {
		total,
		rows: Math.min(total, Math.round(random.log(60, 900))),
		duration: random.log(150, 30_000),
		noise: random.log(0.01, 0.12),
		pace: () => 1,
	};
}

export type Maker = (random: Random, plan: Plan) => void;

/** What the kinds of a set begin with: a plain run, which each of them changes, and random numbers of their own. */
export interface Origin {
	plain: (random: Random) => Plan;
	seedOfPlan: (seed: number, index: number, kind: string) => number;
	seedOfRun: (seed: number, index: number) => number;
}

const usualOrigin: Origin = {
	plain,
	seedOfPlan: (seed, index, kind) => seed * 1009 + index * 31 + kind.length,
	seedOfRun: (seed, index) => seed * 7 + index,
};

/** A pause at every multiple of `period` steps, `size` mean steps long. */
function every(plan: Plan, period: number, size: (step: number) => number): void {
	const earlier = plan.pause;
	plan.pause = (step, fraction) => (earlier?.(step, fraction) ?? 0) + (step % period === 0 ? size(step) : 0);
}

/** Kinds whose structure repeats or is plain. */
export const steadyKinds: Record<string, Maker> = {
	constant: (random, plan) => {
		plan.noise = random.log(0.0005, 0.01);
	},
	noisy: (random, plan) => {
		plan.noise = random.between(0.2, 0.7);
	},
	heavytail: (random, plan) => {
		const tail = random.between(1.3, 2.2);
		plan.pace = () => 0.3 + 0.3 * (1 - random.next()) ** (-1 / tail);
	},
	epoch_only: (random, plan) => {
		plan.total = random.integer(8, 60);
		plan.rows = plan.total;
		plan.noise = random.log(0.01, 0.15);
	},
	cached: (random, plan) => {
		const epochs = random.integer(5, 60);
		const factor = random.log(1.5, 8);
		plan.pace = fraction => (fraction * epochs <= 1 ? factor : 1);
	},
	warmup: (random, plan) => {
		plan.startPause = plan.total * random.log(0.005, 0.5);
		const length = random.log(0.002, 0.03);
		const height = random.log(0.5, 10);
		plan.pace = fraction => 1 + height * Math.exp(-fraction / length);
	},
	epochs: (random, plan) => {
		const period = Math.max(2, Math.round(plan.total / random.integer(5, 40)));
		const size = period * random.log(0.02, 0.3);
		every(plan, period, () => size * random.between(0.9, 1.1));
	},
	validation: (random, plan) => {
		const period = Math.max(5, Math.round(plan.total / random.log(4, 60)));
		const size = period * random.log(0.03, 0.8);
		const first = size * random.between(1, 1.5);
		every(plan, period, step => (step === period ? first : size) * Math.exp(0.05 * random.normal()));
	},
	val_ckpt: (random, plan) => {
		const validation = Math.max(4, Math.round(plan.total / random.log(15, 60)));
		const checkpoint = Math.max(7, Math.round(validation * random.between(2.2, 6)));
		const small = validation * random.log(0.05, 0.4);
		const large = checkpoint * random.log(0.05, 0.4);
		every(plan, validation, () => small * Math.exp(0.05 * random.normal()));
		every(plan, checkpoint, () => large * Math.exp(0.08 * random.normal()));
	},
	growing_validation: (random, plan) => {
		const period = Math.max(5, Math.round(plan.total / random.log(8, 40)));
		const size = period * random.log(0.1, 0.5);
		const growth = random.between(1, 4);
		every(plan, period, step => size * (1 + (growth * step) / plan.total));
	},
	resumed: (random, plan) => {
		plan.firstStep = Math.round(plan.total * random.between(0.3, 0.9));
	},
	collector: (random, plan) => {
		const rate = random.log(10, 60);
		plan.pause = () => (random.chance(rate / plan.total) ? (plan.total / rate) * random.between(0.05, 0.4) : 0);
	},
};

export function makeTraces(kinds: Record<string, Maker>, seeds: number[], origin: Origin = usualOrigin): Trace[] {
	return Object.entries(kinds).flatMap(([kind, make], index) =>
		seeds.map(seed => {
			const random = seeded(origin.seedOfPlan(seed, index, kind));
			const plan = origin.plain(random);
			make(random, plan);
			return simulate(kind, origin.seedOfRun(seed, index), plan);
		}),
	);
}
