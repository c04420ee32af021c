import type {Maker, Origin} from './kinds.ts';
import type {Random} from './random.ts';
import type {Plan} from './simulate.ts';

/** Another plain run than that of `kinds.ts`: shorter and longer ones, coarser and finer rows, more noise. */
function base(random: Random): Plan {
	const total = Math.round(random.log(30, 60_000));
	return {
		total,
		rows: Math.min(total, Math.round(random.log(30, 1500))),
		duration: random.log(90, 100_000),
		noise: random.log(0.005, 0.25),
		pace: () => 1,
	};
}

export const freshOrigin: Origin = {
	plain: base,
	seedOfPlan: (seed, index) => seed * 7919 + index * 101 + 17,
	seedOfRun: (seed, index) => seed * 13 + index,
};

/** Position inside the current of `count` equal parts, 0..1. */
const within = (fraction: number, count: number) => (fraction * count) % 1;

/** Kinds that were written after the first constants were settled; what each forecaster counts was found on them since. */
export const freshKinds: Record<string, Maker> = {
	bucketed: (random, plan) => {
		const [epochs, swing] = [random.integer(3, 20), random.between(0.3, 1.5)];
		plan.pace = fraction => 0.6 + swing * (2 * within(fraction, epochs) - 1) ** 2;
	},
	loader_bursts: (random, plan) => {
		const [rate, length] = [random.log(4, 30) / plan.total, random.integer(2, 12)];
		let left = 0;
		plan.pace = () => {
			if (left > 0) left--;
			else if (random.chance(rate)) left = length;
			return left > 0 ? 6 : 1;
		};
	},
	folds: (random, plan) => {
		const [count, extra] = [random.integer(3, 10), random.log(1, 15)];
		plan.pace = fraction => 1 + extra * Math.exp(-within(fraction, count) * 40);
	},
	batch_growth: (random, plan) => {
		const [stairs, factor] = [random.integer(2, 6), random.between(1.15, 1.8)];
		plan.pace = fraction => factor ** -Math.floor(fraction * stairs);
	},
	migrated: (random, plan) => {
		const at = Array.from({length: random.integer(1, 4)}, () => random.between(0.05, 0.95)).sort();
		const factors = [1, ...at.map(() => random.log(0.5, 2))];
		const lost = plan.total * random.log(0.003, 0.05);
		plan.pace = fraction => factors[at.filter(from => from <= fraction).length]!;
		plan.restarts = at.map(moment => ({at: moment, back: random.between(0, 0.02), lost}));
	},
	shorter_answers: (random, plan) => {
		const period = Math.max(4, Math.round(plan.total / random.log(6, 40)));
		const size = period * random.log(0.2, 1.5);
		plan.pause = (step, fraction) => (step % period === 0 ? size * (0.25 + 0.75 * Math.exp(-4 * fraction)) : 0);
	},
	first_epoch_reads: (random, plan) => {
		const [epochs, slow] = [random.integer(3, 50), random.log(1.5, 10)];
		const period = Math.max(2, Math.round(plan.total / epochs));
		const size = period * random.log(0.05, 0.3);
		plan.pace = fraction => (fraction * epochs <= 1 ? slow : 1);
		plan.pause = step => (step % period === 0 ? size : 0);
	},
	tuned_kernels: (random, plan) => {
		const [length, worst] = [random.log(0.005, 0.06), random.log(2, 12)];
		plan.startPause = plan.total * random.log(0.001, 0.08);
		plan.pace = fraction => (fraction < length ? 1 + worst * random.next() : 1);
	},
	doubling_rows: (random, plan) => {
		const most = Math.max(1, Math.round(plan.total / random.log(20, 200)));
		plan.noise = random.log(0.02, 0.3);
		plan.logs = step => step % most === 0 || (step < most && (step & (step - 1)) === 0);
	},
	clocked_rows: (random, plan) => {
		const every = plan.total / random.log(40, 800);
		let next = every;
		plan.noise = random.log(0.05, 0.4);
		plan.pace = fraction => 1 + random.between(0, 0.2) * fraction;
		plan.logs = (_, now) => {
			if (now < next && now >= next - every) return false;
			next = now + every;
			return true;
		};
	},
	boosting: (random, plan) => {
		plan.total = plan.rows = random.integer(50, 800);
		const fall = random.between(0, 0.6);
		plan.startPause = plan.total * random.log(0.01, 0.2);
		plan.pace = fraction => 1 - fall * fraction;
	},
	throttled_once: (random, plan) => {
		const from = random.between(0.05, 0.85);
		const [to, factor] = [from + random.between(0.03, 0.3), random.between(1.3, 3)];
		plan.pace = fraction => (fraction > from && fraction < to ? factor : 1);
	},
	environments: (random, plan) => {
		const [rise, scale] = [random.log(0.5, 4), random.between(0.05, 0.6)];
		const period = Math.max(4, Math.round(plan.total / random.log(8, 50)));
		const size = period * random.log(0.05, 0.5);
		plan.noise = random.between(0.1, 0.5);
		plan.pace = fraction => 1 + rise * (1 - Math.exp(-fraction / scale));
		plan.pause = (step, fraction) => (step % period === 0 ? size * (1 + rise * fraction) : 0);
	},
	nightly_backup: (random, plan) => {
		plan.duration = random.between(1.5, 8) * 86_400;
		const [hours, factor] = [random.between(0.04, 0.25), random.between(1.5, 5)];
		const [phase, unit] = [random.next(), plan.duration / plan.total / 1.2];
		plan.pace = (_, now) => (((now * unit) / 86_400 + phase) % 1 < hours ? factor : 1);
	},
	resumed_growing: (random, plan) => {
		plan.firstStep = Math.round(plan.total * random.between(0.1, 0.8));
		const growth = random.between(-0.5, 3);
		plan.pace = fraction => 1 + growth * fraction;
	},
	two_rhythms: (random, plan) => {
		const short = Math.max(3, Math.round(plan.total / random.log(30, 100)));
		const long = short * random.integer(3, 9) + random.integer(0, 1);
		const [small, large] = [short * random.log(0.1, 0.5), long * random.log(0.1, 0.5)];
		plan.pause = step => (step % short === 0 ? small : 0) + (step % long === 0 ? large * Math.exp(0.1 * random.normal()) : 0);
	},
	steady: (random, plan) => {
		plan.startPause = random.chance(0.5) ? plan.total * random.log(0.0005, 0.01) : 0;
	},
	crowded: (random, plan) => {
		const length = plan.total * random.log(0.02, 0.2);
		let [users, until] = [random.integer(0, 3), 0];
		plan.pace = (_, now) => {
			if (now < until - 8 * length) until = 0;
			if (now > until) {
				users = Math.max(0, users + (random.chance(0.5) ? 1 : -1));
				until = now + random.exponential(length);
			}
			return 1 + 0.6 * users;
		};
	},
};
