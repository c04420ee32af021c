import type {Maker} from './kinds.ts';
import type {Random} from './random.ts';

/** A telegraph: two states of random length, of means given as a share of `length`. */
function telegraph(random: Random, length: number, means: [number, number]): (now: number) => number {
	const changes: number[] = [];
	let state = random.integer(0, 1);
	const first = state;
	for (let at = 0; at < length * 20; state = 1 - state) {
		at += random.exponential(means[state]!) * length;
		changes.push(at);
	}
	let index = 0;
	return now => {
		if (index > 0 && now < changes[index - 1]!) index = 0;
		while (changes[index]! < now) index++;
		return (first + index) % 2;
	};
}

/** Kinds whose pace changes while they run. */
export const changingKinds: Record<string, Maker> = {
	hiccups: (random, plan) => {
		const until = random.between(0.05, 0.2);
		const factor = random.between(1.5, 5);
		plan.pace = fraction => (fraction < until ? factor : 1);
		plan.pause = () => (random.chance(15 / plan.total) ? plan.total * 0.004 * random.exponential(1) : 0);
	},
	stalls: (random, plan) => {
		const count = random.integer(1, 5);
		const at = Array.from({length: count}, () => Math.ceil(random.between(0.08, 0.97) * plan.total));
		const size = plan.total * random.log(0.03, 0.25);
		plan.pause = step => (at.includes(step) ? size * random.between(0.5, 1.5) : 0);
	},
	restart: (random, plan) => {
		plan.restarts = [{at: random.between(0.2, 0.8), back: random.between(0.02, 0.2), lost: plan.total * random.log(0.01, 0.2)}];
		if (random.chance(0.4))
			plan.restarts.push({at: random.between(0.82, 0.95), back: random.between(0.02, 0.1), lost: plan.total * 0.05});
	},
	final_eval: (random, plan) => {
		plan.endPause = plan.total * random.between(0.05, 0.25);
	},
	shared_once: (random, plan) => {
		const from = random.between(0.1, 0.5);
		const to = from + random.between(0.15, 0.45);
		const factor = random.between(1.5, 4);
		plan.pace = fraction => (fraction > from && fraction < to ? factor : 1);
	},
	slowing: (random, plan) => {
		const growth = random.log(0.8, 5);
		plan.pace = fraction => 1 + growth * fraction;
	},
	slowing_exponential: (random, plan) => {
		const growth = random.between(0.7, 2);
		plan.pace = fraction => Math.exp(growth * fraction);
	},
	speeding: (random, plan) => {
		const drop = random.between(0.4, 0.85);
		plan.pace = fraction => 1 - drop * fraction;
	},
	speeding_exponential: (random, plan) => {
		const drop = random.between(0.8, 2.5);
		plan.pace = fraction => Math.exp(-drop * fraction);
	},
	throttling: (random, plan) => {
		const stairs = random.integer(1, 4);
		const at = Array.from({length: stairs}, () => random.between(0.08, 0.9)).sort();
		const factor = random.between(1.15, 1.7);
		plan.pace = fraction => factor ** at.filter(x => x < fraction).length;
	},
	growing_inputs: (random, plan) => {
		const power = random.between(1, 2.2);
		const growth = random.log(1, 8);
		plan.noise = random.log(0.02, 0.25);
		plan.pace = fraction => 1 + growth * fraction ** power;
	},
	curriculum: (random, plan) => {
		const stages = random.integer(2, 5);
		const factor = random.between(1.3, 2.2);
		plan.pace = fraction => factor ** Math.min(stages - 1, Math.floor(fraction * stages));
	},
	episodes: (random, plan) => {
		const length = random.log(2, 15);
		const half = random.between(0.15, 0.7);
		const steep = random.between(4, 15);
		plan.noise = random.between(0.1, 0.6);
		plan.pace = fraction => 1 + length / (1 + Math.exp(-steep * (fraction - half)));
	},
	saturating: (random, plan) => {
		const growth = random.log(1, 6);
		const scale = random.between(0.1, 0.5);
		plan.noise = random.log(0.02, 0.3);
		plan.pace = fraction => 1 + growth * (1 - Math.exp(-fraction / scale));
	},
	on_off: (random, plan) => {
		const share = random.log(0.02, 0.2);
		const state = telegraph(random, plan.total * 1.5, [share * random.between(0.5, 2), share]);
		const factor = random.between(1.6, 4);
		plan.pace = (_, now) => (state(now) ? factor : 1);
	},
	day_night: (random, plan) => {
		const period = plan.total * random.log(0.25, 1.2);
		const phase = random.between(0, period);
		const factor = random.between(1.4, 3);
		const soft = random.chance(0.5);
		plan.pace = (_, now) => {
			const angle = Math.sin((2 * Math.PI * (now + phase)) / period);
			return soft ? 1 + (factor - 1) * (0.5 + 0.5 * angle) : angle > 0 ? factor : 1;
		};
	},
	contention: (random, plan) => {
		const length = plan.total * random.log(0.01, 0.3);
		const spread = random.between(0.2, 0.8);
		let level = spread * random.normal();
		plan.pace = () => {
			level += -level / length + spread * Math.sqrt(2 / length) * random.normal();
			return Math.exp(level);
		};
	},
	unfreezing: (random, plan) => {
		const at = random.between(0.1, 0.6);
		const factor = random.log(0.4, 3);
		plan.pace = fraction => (fraction < at ? 1 : factor);
	},
	search: (random, plan) => {
		plan.total = random.integer(20, 120);
		plan.rows = plan.total;
		plan.noise = random.between(0.4, 1.1);
		const bias = random.between(-1, 1);
		plan.pace = fraction => Math.exp(bias * fraction);
	},
	leak: (random, plan) => {
		const from = random.between(0.2, 0.7);
		const growth = random.between(1, 6);
		plan.pace = fraction => 1 + growth * Math.max(0, fraction - from);
	},
	everything: (random, plan) => {
		const growth = random.between(-0.5, 1.5);
		plan.pace = fraction => 1 + growth * fraction;
		plan.startPause = plan.total * random.log(0.003, 0.1);
		const period = Math.max(5, Math.round(plan.total / random.log(5, 40)));
		const size = period * random.log(0.05, 0.5);
		const stall = Math.round(plan.total * random.between(0.1, 0.9));
		plan.pause = step =>
			(step % period === 0 ? size * Math.exp(0.1 * random.normal()) : 0) + (step === stall ? plan.total * 0.05 : 0);
		plan.endPause = size;
	},
};
