import type {Maker} from './kinds.ts';

/** Pauses of `size` plain steps that come after steps of which each is a random length after the one before. */
function drifting(begin: number, next: (length: number) => number, size: () => number): (step: number) => number {
	let due = begin;
	let length = begin;
	let last = 0;
	return step => {
		if (step < last) [due, length] = [begin, begin];
		last = step;
		if (step < due) return 0;
		length = Math.max(2, next(length));
		due = step + length;
		return size();
	};
}

/** Kinds that were written when it was settled how firmly the published finish is held; what each forecaster counts was found on them since. */
export const laterKinds: Record<string, Maker> = {
	// A search over settings: each trial is as long as its settings say.
	mixed_trials: (random, plan) => {
		plan.total = plan.rows = random.integer(20, 60);
		plan.noise = 0;
		plan.pace = () => random.log(0.08, 1.7);
	},
	bursting_machine: (random, plan) => {
		plan.total = plan.rows = random.integer(60, 500);
		plan.noise = random.between(0.3, 1);
		let load = 0;
		plan.pace = () => {
			load = 0.9 * load + 0.3 * random.normal();
			return Math.exp(load);
		};
	},
	long_warmup: (random, plan) => {
		const [length, height] = [random.between(0.05, 0.4), random.log(0.5, 4)];
		plan.pace = fraction => 1 + height * Math.max(0, 1 - fraction / length);
	},
	drifting_validation: (random, plan) => {
		const period = Math.max(6, plan.total / random.log(8, 50));
		const size = period * random.log(0.1, 0.6);
		const growth = random.between(0.92, 1.1);
		plan.pause = drifting(
			period,
			length => length * growth * random.between(0.95, 1.05),
			() => size * random.between(0.8, 1.25),
		);
	},
	resumed_twice: (random, plan) => {
		plan.firstStep = Math.round(plan.total * random.between(0.1, 0.5));
		plan.startPause = plan.total * random.log(0.01, 0.15);
		plan.restarts = [{at: random.between(0.55, 0.75), back: random.between(0.01, 0.1), lost: plan.startPause}];
		if (random.chance(0.5)) plan.restarts.push({at: random.between(0.8, 0.95), back: 0.03, lost: plan.startPause});
	},
	mixed_batches: (random, plan) => {
		const [long, from, to] = [random.log(2, 12), random.between(0.05, 0.5), random.between(0.05, 0.5)];
		plan.pace = fraction => (random.chance(from + (to - from) * fraction) ? long : 1);
	},
	two_neighbours: (random, plan) => {
		const [first, second] = [random.log(0.05, 0.5), random.log(0.01, 0.1)];
		const [a, b] = [random.between(0.3, 1.5), random.between(0.3, 1)];
		const shift = random.next();
		plan.pace = (_, now) => {
			const clock = now / plan.total + shift;
			return 1 + (clock % (2 * first) < first ? a : 0) + (clock % (2.7 * second) < second ? b : 0);
		};
	},
	resized_images: (random, plan) => {
		const sizes = Array.from({length: random.integer(2, 5)}, () => random.between(1, 4)).sort();
		plan.pace = fraction => sizes[Math.min(sizes.length - 1, Math.floor(fraction * sizes.length))]!;
	},
	sought_rate: (random, plan) => {
		const [until, slow] = [random.between(0.02, 0.12), random.log(0.3, 3)];
		const period = Math.max(5, Math.round(plan.total / random.log(8, 40)));
		const size = period * random.log(0.05, 0.5);
		plan.pace = fraction => (fraction < until ? slow : 1);
		plan.pause = (step, fraction) => (fraction > until && step % period === 0 ? size * random.between(0.9, 1.1) : 0);
	},
	network_disk: (random, plan) => {
		const rate = random.log(6, 60);
		plan.noise = random.log(0.02, 0.3);
		plan.pause = () => (random.chance(rate / plan.total) ? (0.02 * plan.total) / (1 - random.next()) ** (1 / 1.6) / 5 : 0);
	},
	widening_search: (random, plan) => {
		plan.total = plan.rows = random.integer(20, 100);
		const growth = random.between(0.3, 3);
		plan.noise = random.between(0.05, 0.4);
		plan.startPause = random.chance(0.5) ? plan.total * random.between(0.05, 0.5) : 0;
		plan.pace = fraction => 0.3 + growth * fraction;
	},
	uneven_rows: (random, plan) => {
		const usual = plan.total / plan.rows;
		plan.noise = random.log(0.02, 0.2);
		plan.logs = () => random.chance(1 / usual);
	},
	flushed_rows: (random, plan) => {
		const block = Math.max(2, Math.round(plan.total / random.log(20, 120)));
		let due = 0;
		plan.noise = 0;
		plan.pace = (_, __, step) => {
			due += Math.exp(0.2 * random.normal());
			if (step % block !== 0 && step !== plan.total) return 0;
			const cost = due;
			due = 0;
			return cost;
		};
	},
	busy_hours: (random, plan) => {
		plan.duration = random.between(0.6, 3) * 86_400;
		const [factor, phase, unit] = [random.between(1.3, 2.5), random.next(), plan.duration / plan.total / 1.3];
		plan.pace = (_, now) => 1 + (factor - 1) * Math.max(0, Math.sin(2 * Math.PI * ((now * unit) / 86_400 + phase)));
	},
	swapping: (random, plan) => {
		const [from, worst] = [random.between(0.4, 0.9), random.between(1.5, 4)];
		plan.noise = random.log(0.02, 0.3);
		plan.pace = fraction => (fraction > from ? random.between(1, worst) : 1);
	},
	steady_slow_rows: (random, plan) => {
		plan.total = plan.rows = random.integer(10, 40);
		plan.noise = random.log(0.01, 0.3);
		plan.startPause = plan.total * random.log(0.005, 0.2);
		plan.endPause = random.chance(0.5) ? plan.total * random.log(0.01, 0.08) : 0;
	},
};
