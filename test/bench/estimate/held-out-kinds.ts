import type {Maker} from './kinds.ts';
import type {Plan} from './simulate.ts';

/** A pause at each multiple of `period` steps (the i-th is given), `offset` steps later. */
function every(period: number, size: (index: number) => number, offset = 0): (step: number) => number {
	return step => (step >= period && (step - offset) % period === 0 ? size((step - offset) / period) : 0);
}

/** Moments of a clock in lengths of the plain run; a state that is kept between steps starts anew when the clock does. */
function clocked(total: number, begin: () => (clock: number) => number): Plan['pace'] {
	let last = 0;
	let state = begin();
	return (_, now) => {
		const clock = now / total;
		if (clock < last) state = begin();
		last = clock;
		return state(clock);
	};
}

/** Kinds that neither the interval nor the steadiness was found on; what each forecaster counts was found on them too, with other seeds. */
export const heldOutKinds: Record<string, Maker> = {
	// A fan: heat builds up, and the clock drops in bins.
	hot: (random, plan) => {
		const [gain, bins, worst] = [random.log(3, 30), random.integer(2, 5), random.between(1.2, 2.5)];
		plan.pace = clocked(plan.total, () => {
			let heat = 0;
			let last = 0;
			return clock => {
				heat += (1 - heat) * Math.min(1, gain * (clock - last));
				last = clock;
				return 1 + ((worst - 1) * Math.floor(heat * bins)) / bins;
			};
		});
	},
	sorted_lengths: (random, plan) => {
		const size = random.between(0.3, 1);
		plan.noise = random.between(0.02, 0.3);
		plan.pace = fraction => 0.2 + (size * Math.exp(1.2 * (fraction - 0.5))) ** 2;
	},
	replay: (random, plan) => {
		const [full, size] = [random.between(0.2, 0.9), random.between(0.5, 4)];
		plan.noise = random.between(0.1, 0.5);
		plan.pace = fraction => 1 + size * Math.min(1, fraction / full);
	},
	cron: (random, plan) => {
		const [period, share, factor, phase] = [
			random.log(0.02, 0.5),
			random.between(0.1, 0.5),
			random.between(1.5, 5),
			random.next(),
		];
		plan.pace = clocked(plan.total, () => clock => ((clock / period + phase) % 1 < share ? factor : 1));
	},
	neighbour: (random, plan) => {
		const [length, factor] = [random.log(0.02, 0.4), random.between(1.3, 3.5)];
		plan.pace = clocked(plan.total, () => {
			let busy = random.chance(0.5);
			let until = random.exponential(length);
			return clock => {
				if (clock > until) {
					busy = !busy;
					until = clock + random.exponential(length);
				}
				return busy ? factor : 1;
			};
		});
	},
	evaluations: (random, plan) => {
		const period = Math.max(5, Math.round(plan.total / random.log(6, 60)));
		const size = period * random.log(0.05, 0.6);
		const [nth, save] = [random.integer(2, 6), size * random.log(0.3, 3)];
		const offset = random.integer(0, Math.floor(period / 2));
		plan.pause = every(period, index => size * Math.exp(0.06 * random.normal()) + (index % nth === 0 ? save : 0), offset);
	},
	// Checkpoints by the clock, not by the step.
	timed_checkpoints: (random, plan) => {
		const period = 1 / random.log(8, 50);
		const size = period * random.log(0.05, 0.4) * plan.total;
		plan.pace = clocked(plan.total, () => {
			let next = period;
			return clock => {
				if (clock < next) return 1;
				next = clock + period;
				return 1 + size;
			};
		});
	},
	random_walk: (random, plan) => {
		const spread = random.log(0.2, 0.9);
		plan.pace = clocked(plan.total, () => {
			let level = 0;
			let last = 0;
			return clock => {
				level += spread * Math.sqrt(clock - last) * random.normal();
				last = clock;
				return Math.exp(level);
			};
		});
	},
	pareto: (random, plan) => {
		const tail = random.between(1.15, 2);
		plan.noise = 0;
		plan.pace = () => (1 - random.next()) ** (-1 / tail);
	},
	compiled: (random, plan) => {
		const [length, height] = [random.log(0.002, 0.1), random.log(1, 20)];
		plan.startPause = plan.total * random.log(0.002, 0.05);
		plan.pace = fraction => 1 + height * Math.exp(-fraction / length);
	},
	recompiled: (random, plan) => {
		const size = plan.total * random.log(0.005, 0.1);
		const at = Array.from({length: random.integer(1, 5)}, () => Math.ceil(plan.total * random.next() ** 3 * 0.4) + 1);
		plan.startPause = size;
		plan.pause = step => (at.includes(step) ? size * random.between(0.3, 1) : 0);
	},
	phases: (random, plan) => {
		const at = [0, ...Array.from({length: random.integer(1, 3)}, () => random.between(0.1, 0.9)).sort()];
		const factors = at.map(() => random.log(0.4, 2.5));
		plan.pace = fraction => factors[at.filter(from => from <= fraction).length - 1]!;
	},
	evicted_cache: (random, plan) => {
		const [epochs, slow, until] = [random.integer(4, 30), random.log(1.5, 6), random.chance(0.4) ? random.between(0.4, 0.8) : 2];
		plan.pace = fraction => (fraction * epochs <= 1 ? slow : fraction > until ? 1 + (slow - 1) / 2 : 1);
	},
	sawtooth: (random, plan) => {
		const [growth, teeth] = [random.log(0.3, 4), random.integer(1, 5)];
		plan.pace = fraction => 1 + growth * ((fraction * teeth) % 1);
	},
	annealed: (random, plan) => {
		const depth = random.between(0.3, 0.9);
		plan.pace = fraction => 1 - (depth * (1 - Math.cos(Math.PI * fraction))) / 2;
	},
	collected: (random, plan) => {
		const rate = random.log(5, 80);
		plan.pause = () => (random.chance(rate / plan.total) ? (plan.total / rate) * random.log(0.02, 0.6) : 0);
	},
	trials: (random, plan) => {
		plan.total = plan.rows = random.integer(20, 150);
		plan.pace = fraction => (random.chance(0.4) ? random.between(0.05, 0.3) : random.between(0.7, 1.3)) * (1 + 0.5 * fraction);
	},
	halving: (random, plan) => {
		plan.total = plan.rows = random.integer(27, 200);
		const rungs = random.integer(2, 4);
		plan.noise = 0.15;
		plan.pace = () => {
			let cost = 1;
			for (let rung = 0; rung < rungs && random.chance(1 / 3); rung++) cost *= 3;
			return cost;
		};
	},
	validated_phases: (random, plan) => {
		const [at, factor] = [random.between(0.3, 0.85), random.log(0.5, 2.5)];
		const period = Math.max(5, Math.round(plan.total / random.log(8, 40)));
		const size = period * random.log(0.05, 0.4);
		plan.pause = every(period, () => size);
		plan.pace = fraction => (fraction > at ? factor : 1);
	},
};
