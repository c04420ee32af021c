import type {Maker} from './kinds.ts';

/** Kinds that were written last: no constant was found on them. What they score is what a new program will see. */
export const newestKinds: Record<string, Maker> = {
	// Shards of a data set: the first batches of each come from a cold disk.
	shards: (random, plan) => {
		const [count, cold, share] = [random.integer(4, 60), random.between(1.5, 6), random.between(0.03, 0.3)];
		plan.pace = fraction => ((fraction * count) % 1 < share ? cold : 1);
	},
	// Rounds of federated learning: the slowest of those that were drawn decides.
	federated: (random, plan) => {
		plan.total = plan.rows = random.integer(20, 300);
		const clients = random.integer(3, 20);
		plan.noise = 0;
		plan.pace = () => Math.max(...Array.from({length: clients}, () => Math.exp(0.5 * random.normal())));
	},
	// A chain is tuned first, then sampled.
	sampled_chain: (random, plan) => {
		const [until, tuning] = [random.between(0.1, 0.5), random.log(0.4, 5)];
		plan.noise = random.log(0.05, 0.5);
		plan.pace = fraction => (fraction < until ? tuning : 1);
	},
	// Nested cross-validation: outer folds, in each a search and a last fit.
	nested_folds: (random, plan) => {
		const [outer, inner] = [random.integer(3, 10), random.integer(3, 20)];
		plan.total = plan.rows = outer * (inner + 1);
		const refit = random.between(1, 6);
		plan.noise = random.log(0.03, 0.4);
		plan.pace = (_, __, step) => (step % (inner + 1) === 0 ? refit : 1);
	},
	// Self-play: games last longer as both get better, then they end sooner.
	self_play: (random, plan) => {
		const [peak, size] = [random.between(0.3, 1.2), random.between(0.5, 4)];
		plan.noise = random.between(0.1, 0.6);
		plan.pace = fraction => 1 + size * Math.max(0, 1 - ((fraction - peak) / peak) ** 2);
	},
	// Pruning of weights in steps: each makes it a little faster.
	pruned_weights: (random, plan) => {
		const [count, gain] = [random.integer(2, 8), random.between(0.03, 0.2)];
		plan.pace = fraction => (1 - gain) ** Math.floor(fraction * count);
	},
	// An evaluation of long answers, where a model learns to write longer ones.
	longer_answers: (random, plan) => {
		const period = Math.max(5, Math.round(plan.total / random.log(8, 50)));
		const size = period * random.log(0.1, 0.8);
		const growth = random.log(0.5, 4);
		plan.pause = (step, fraction) => (step % period === 0 ? size * (1 + growth * fraction) * random.between(0.9, 1.1) : 0);
	},
	// A spot machine: taken away at times, each new one with a speed of its own.
	spot: (random, plan) => {
		const at = Array.from({length: random.integer(1, 5)}, () => random.between(0.05, 0.95)).sort((a, b) => a - b);
		const speeds = [1, ...at.map(() => random.between(0.85, 1.2))];
		plan.restarts = at.map(moment => ({at: moment, back: random.log(0.001, 0.05), lost: plan.total * random.log(0.002, 0.08)}));
		plan.pace = fraction => speeds[at.filter(from => from <= fraction).length]!;
	},
	// Checkpoints that are written beside the training, which slows down meanwhile.
	written_beside: (random, plan) => {
		const [count, share, factor] = [random.integer(4, 40), random.between(0.05, 0.4), random.between(1.2, 2.5)];
		plan.pace = fraction => ((fraction * count) % 1 < share && fraction * count > 1 ? factor : 1);
	},
	// Gradients are taken from twice as many batches from a moment on.
	accumulated: (random, plan) => {
		const [at, factor] = [random.between(0.15, 0.8), random.integer(2, 4)];
		plan.pace = fraction => (fraction > at ? factor : 1);
	},
	// Games of which each takes as long as it is drawn out; the mean stays.
	games: (random, plan) => {
		plan.total = plan.rows = random.integer(40, 600);
		plan.noise = 0;
		plan.pace = () => random.exponential(1) + random.exponential(1);
	},
	// A cluster's file system that is slow in waves of some minutes.
	slow_disk: (random, plan) => {
		const [length, depth] = [plan.total * random.log(0.02, 0.15), random.between(0.3, 2)];
		let [level, until, last] = [0, 0, 0];
		plan.pace = (_, now) => {
			if (now < last) until = 0;
			last = now;
			if (now >= until) {
				level = random.chance(0.4) ? depth * random.next() : 0;
				until = now + random.exponential(length);
			}
			return 1 + level;
		};
	},
	// Layers are thawed one after the other.
	thawing: (random, plan) => {
		const count = random.integer(2, 6);
		const until = random.between(0.3, 0.9);
		const cost = random.between(0.15, 0.6);
		plan.pace = fraction => 1 + cost * Math.min(count, Math.floor((fraction / until) * count));
	},
	// Rows of a few steps each at first, of many later, as some loggers do to save room.
	thinned_rows: (random, plan) => {
		const [first, most] = [Math.max(1, Math.round(plan.total / 2000)), Math.max(2, Math.round(plan.total / random.log(40, 200)))];
		plan.logs = (step, _) => step % (step < plan.total * 0.1 ? first : most) === 0;
	},
	// Trees: each level of depth is allowed later, and costs more.
	deeper_trees: (random, plan) => {
		plan.total = plan.rows = random.integer(60, 500);
		const [levels, cost] = [random.integer(2, 6), random.between(1.05, 1.5)];
		plan.startPause = plan.total * random.log(0.005, 0.1);
		plan.pace = fraction => cost ** Math.floor(fraction * levels);
	},
	// A laptop that sleeps at times.
	laptop: (random, plan) => {
		const count = random.integer(1, 3);
		const at = Array.from({length: count}, () => Math.ceil(plan.total * random.between(0.05, 0.95)));
		plan.pause = step => (at.includes(step) ? plan.total * random.log(0.1, 1) : 0);
	},
	// Evaluations by the clock, beside validations by the step.
	clock_and_step: (random, plan) => {
		const period = Math.max(5, Math.round(plan.total / random.log(10, 50)));
		const size = period * random.log(0.05, 0.4);
		const every = plan.total / random.log(6, 30);
		let due = every;
		plan.pace = (_, now) => {
			if (now < due - 2 * every) due = every;
			if (now < due) return 1;
			due += every;
			return 1 + 0.1 * every;
		};
		plan.pause = step => (step % period === 0 ? size : 0);
	},
	// Two of everything: a slow first third, validations, and noise.
	ordinary: (random, plan) => {
		const period = Math.max(5, Math.round(plan.total / random.log(8, 40)));
		const size = period * random.log(0.05, 0.4);
		const [until, slow] = [random.between(0, 0.3), random.between(1, 2)];
		plan.noise = random.log(0.05, 0.4);
		plan.startPause = plan.total * random.log(0.002, 0.05);
		plan.pace = fraction => (fraction < until ? slow : 1);
		plan.pause = step => (step % period === 0 ? size * random.between(0.8, 1.2) : 0);
		plan.endPause = size;
	},
};
