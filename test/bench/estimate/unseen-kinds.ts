import type {Maker} from './kinds.ts';

/** Kinds that the interval was found on, and, with other seeds, what each forecaster counts. */
export const unseenKinds: Record<string, Maker> = {
	// Several rows are written at once.
	buffered: (random, plan) => {
		const block = Math.max(2, Math.round(plan.total / random.log(30, 200)));
		let due = 0;
		plan.pace = (_, __, step) => {
			due++;
			if (step % block !== 0) return 0;
			const cost = due;
			due = 0;
			return cost;
		};
	},
	agent: (random, plan) => {
		const rise = random.between(2, 8);
		const speed = random.between(2, 12);
		const period = Math.max(5, Math.round(plan.total / random.log(8, 30)));
		plan.noise = random.between(0.2, 0.8);
		plan.pace = fraction => 1 + rise * Math.tanh(speed * fraction);
		plan.pause = step => (step % period === 0 ? period * 0.2 * random.between(0.7, 1.4) : 0);
	},
	thermal: (random, plan) => {
		const period = plan.total * random.log(0.05, 0.4);
		const depth = random.between(0.3, 1.2);
		plan.pace = (_, now) => 1 + depth * ((now % period) / period > 0.6 ? 1 : 0);
	},
	quadratic: (random, plan) => {
		const power = random.between(1.3, 3);
		plan.pace = fraction => 0.3 + fraction ** power * random.between(2, 4);
	},
	preempted: (random, plan) => {
		const count = random.integer(2, 7);
		plan.restarts = Array.from({length: count}, (_, index) => ({
			at: (index + random.between(0.2, 0.9)) / count,
			back: random.between(0.002, 0.05),
			lost: plan.total * random.log(0.005, 0.1),
		}));
	},
	weekday: (random, plan) => {
		plan.duration = random.between(1.2, 5) * 86_400;
		const unit = plan.duration / plan.total / 1.4;
		const phase = random.next();
		const factor = random.between(1.4, 2.6);
		plan.pace = (_, now) => (((now * unit) / 86_400 + phase) % 1 < 0.42 ? factor : 1);
	},
	fragmenting: (random, plan) => {
		const scale = random.between(0.05, 0.3);
		const size = random.between(0.3, 2);
		plan.pace = fraction => 1 + size * (1 - Math.exp(-fraction / scale)) + 0.4 * fraction;
	},
	pruned_search: (random, plan) => {
		plan.total = random.integer(30, 200);
		plan.rows = plan.total;
		plan.pace = fraction => (random.chance(Math.max(0.15, 0.7 - fraction)) ? random.between(5, 9) : random.between(0.3, 1.5));
	},
	rungs: (random, plan) => {
		plan.total = random.integer(30, 150);
		plan.rows = plan.total;
		plan.noise = random.between(0.05, 0.3);
		const rungs = random.integer(3, 5);
		plan.pace = fraction => 2 ** Math.floor(rungs * fraction ** 0.7);
	},
	stragglers: (random, plan) => {
		const drift = random.between(-0.3, 0.8);
		plan.pace = fraction => (1 + drift * fraction) * (random.chance(0.05) ? 1 + 8 * random.next() : 1);
	},
	resumed_validated: (random, plan) => {
		plan.firstStep = Math.round(plan.total * random.between(0.2, 0.8));
		const period = Math.max(5, Math.round(plan.total / random.log(20, 80)));
		const size = period * random.log(0.1, 0.6);
		const offset = random.integer(0, period - 1);
		plan.pause = step => (step % period === offset ? size * Math.exp(0.07 * random.normal()) : 0);
	},
	late_neighbour: (random, plan) => {
		const at = random.between(0.5, 0.8);
		const factor = random.between(1.4, 3);
		plan.pace = fraction => (fraction > at ? factor : 1);
		plan.noise = random.log(0.05, 0.3);
	},
	alternating: (random, plan) => {
		const factor = random.between(2, 6);
		const rounds = random.integer(6, 40);
		plan.pace = fraction => ((fraction * rounds) % 1 < 0.3 ? factor : 1);
	},
	slow_then_trend: (random, plan) => {
		const at = random.between(0.15, 0.4);
		const growth = random.between(1, 4);
		plan.startPause = plan.total * random.log(0.01, 0.3);
		plan.pace = fraction => (fraction < at ? 1 : 0.6 + growth * (fraction - at));
	},
};
