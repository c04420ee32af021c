import type {Maker, Origin} from './kinds.ts';
import type {Random} from './random.ts';
import type {Plan} from './simulate.ts';

/** A plain run of other lengths than those of the other sets; a step varies by a tenth, as most real ones do. */
function base(random: Random): Plan {
	const total = Math.round(random.log(150, 40_000));
	return {
		total,
		rows: Math.min(total, random.integer(150, 1000)),
		duration: random.log(120, 40_000),
		noise: random.log(0.04, 0.25),
		pace: () => 1,
	};
}

export const corpusOrigin: Origin = {
	plain: base,
	seedOfPlan: (seed, index) => seed * 6151 + index * 211 + 29,
	seedOfRun: (seed, index) => seed * 17 + index,
};

const stairs = (random: Random, count: number, from: number, to: number) =>
	Array.from({length: count}, () => random.between(from, to)).sort((a, b) => a - b);

/** What a machine's clock does to a pace: by turns `on` and `off` seconds, in units of the plain step. */
function turns(random: Random, on: () => number, off: () => number): (now: number) => boolean {
	const ends: number[] = [];
	const first = random.integer(0, 1);
	return now => {
		while ((ends.at(-1) ?? 0) <= now) ends.push((ends.at(-1) ?? 0) + ((ends.length + first) % 2 === 0 ? off() : on()));
		return (ends.findIndex(end => end > now) + first) % 2 === 1;
	};
}

/** Kinds named as those of the shared corpus, and those that it lacks, with magnitudes of their own: no constant was found on them. */
export const corpusKinds: Record<string, Maker> = {
	constant: (random, plan) => {
		plan.noise = random.log(0.0001, 0.004);
	},
	epoch_only: (random, plan) => {
		plan.total = plan.rows = random.integer(6, 80);
	},
	epochs: (random, plan) => {
		const period = Math.max(4, Math.round(plan.total / random.integer(6, 50)));
		const [evaluate, begin] = [period * random.log(0.03, 0.5), period * random.log(0.005, 0.1)];
		plan.startPause = begin;
		plan.pause = step => (step % period === 0 ? evaluate * random.between(0.95, 1.05) : step % period === 1 ? begin : 0);
	},
	final_eval: (random, plan) => {
		plan.endPause = plan.total * random.log(0.02, 0.2);
	},
	heavytail: (random, plan) => {
		const spread = random.between(0.8, 1.6);
		plan.noise = 0;
		plan.pace = () => 0.2 + Math.exp(spread * random.normal());
	},
	hiccups: (random, plan) => {
		const [until, slow, share, size] = [
			random.between(0.05, 0.25),
			random.between(1.5, 4),
			random.log(0.01, 0.15),
			random.between(1, 4),
		];
		const every = Math.max(1, Math.round(plan.total / plan.rows));
		plan.pace = fraction => (fraction < until ? slow : 1);
		plan.pause = (step, fraction) => (fraction > until && step % every === 0 && random.chance(share) ? size * every : 0);
	},
	noisy: (random, plan) => {
		plan.noise = random.between(0.25, 0.9);
	},
	restart: (random, plan) => {
		plan.restarts = [{at: random.between(0.15, 0.9), back: random.log(0.01, 0.2), lost: plan.total * random.log(0.01, 0.15)}];
	},
	resumed: (random, plan) => {
		plan.firstStep = Math.round(plan.total * random.between(0.2, 0.95));
	},
	shared_gpu: (random, plan) => {
		const [from, length, factor] = [random.between(0.1, 0.6), random.between(0.1, 0.5), random.between(1.4, 2.8)];
		plan.pace = fraction => (fraction > from && fraction < from + length ? factor : 1);
	},
	slowing: (random, plan) => {
		const growth = random.log(0.4, 6);
		plan.pace = fraction => 1 + growth * fraction;
	},
	speeding: (random, plan) => {
		const fall = random.between(0.3, 0.75);
		plan.pace = fraction => 1 - fall * fraction;
	},
	stalls: (random, plan) => {
		const at = new Set(stairs(random, random.integer(1, 6), 0.02, 0.98).map(fraction => Math.ceil(fraction * plan.total)));
		const size = plan.total * random.log(0.02, 0.15);
		plan.pause = step => (at.has(step) ? size * random.between(0.4, 1.6) : 0);
	},
	val_ckpt: (random, plan) => {
		const validate = Math.max(4, Math.round(plan.total / random.log(12, 60)));
		const save = Math.max(7, Math.round(validate * random.between(1.5, 7)));
		const [long, longer] = [validate * random.log(0.08, 0.5), save * random.log(0.08, 0.5)];
		plan.pause = step =>
			(step % validate === 0 ? long * Math.exp(0.06 * random.normal()) : 0) +
			(step % save === 0 ? longer * Math.exp(0.06 * random.normal()) : 0);
	},
	validation: (random, plan) => {
		const period = Math.max(4, Math.round(plan.total / random.log(9, 60)));
		const size = period * random.log(0.08, 0.8);
		plan.pause = step => (step % period === 0 ? size * Math.exp(0.06 * random.normal()) : 0);
	},
	warmup: (random, plan) => {
		const [length, height] = [random.log(0.002, 0.02), random.between(1, 6)];
		plan.startPause = plan.total * random.log(0.02, 0.9);
		plan.pause = step => (step < 3 ? plan.startPause! * 0.02 : 0);
		plan.pace = fraction => 1 + height * Math.exp(-fraction / length);
	},
	throttle: (random, plan) => {
		const at = stairs(random, random.integer(2, 6), 0.05, 0.85);
		const factor = random.between(1.08, 1.5);
		plan.pace = fraction => factor ** at.filter(from => from < fraction).length;
	},
	growing: (random, plan) => {
		const [growth, power] = [random.log(0.6, 8), random.between(0.7, 2.5)];
		plan.noise = random.log(0.05, 0.4);
		plan.pace = fraction => 1 + growth * fraction ** power;
	},
	episodes: (random, plan) => {
		const [rise, until] = [random.log(1, 12), random.between(0.2, 0.9)];
		plan.noise = random.between(0.15, 0.7);
		plan.pace = fraction => 1 + rise * Math.sin((Math.PI / 2) * Math.min(1, fraction / until)) ** 2;
	},
	on_off: (random, plan) => {
		const [length, factor] = [plan.total * random.log(0.03, 0.3), random.between(1.4, 3.5)];
		const busy = turns(
			random,
			() => random.exponential(length),
			() => random.exponential(length * 1.3),
		);
		plan.pace = (_, now) => (busy(now) ? factor : 1);
	},
	day_night: (random, plan) => {
		plan.duration = random.between(0.7, 6) * 86_400;
		const unit = plan.duration / plan.total / 1.5;
		const [factor, phase, soft] = [random.between(1.3, 2.8), random.next(), random.chance(0.5)];
		plan.pace = (_, now) => {
			const wave = Math.sin(2 * Math.PI * ((now * unit) / 86_400 + phase));
			return 1 + (factor - 1) * (soft ? (1 + wave) / 2 : wave > 0 ? 1 : 0);
		};
	},
	search: (random, plan) => {
		plan.total = plan.rows = random.integer(15, 100);
		const tilt = random.between(-0.6, 1);
		plan.noise = random.between(0.3, 1);
		plan.pace = fraction => Math.exp(tilt * fraction);
	},
	contend: (random, plan) => {
		const [length, factor] = [plan.total * random.log(0.005, 0.1), random.between(1.5, 3)];
		const busy = turns(
			random,
			() => random.exponential(length),
			() => random.exponential(length),
		);
		plan.noise = random.between(0.1, 0.6);
		plan.pace = (_, now) => (busy(now) ? factor : 1);
	},
};
