import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createHealth} from '../../../source/core/health/health.ts';
import type {HealthKind} from '../../../source/core/health/mark.ts';
import {type Random, seeded} from '../../bench/estimate/random.ts';

const kindsOf = (health: ReturnType<typeof createHealth>): HealthKind[] => health.marks(true).map(mark => mark.kind);

/** A loss that falls like a power of the step, with noise. */
function falling(step: number, noise: number, random = seeded(1)) {
	return 0.2 + 2 / (1 + step / 50) + noise * random.normal();
}

describe('health: NaN and infinity', () => {
	it('marks the step at which a loss became NaN', () => {
		const health = createHealth();
		for (let step = 0; step < 412; step++) health.observe('loss', step, 1 / (step + 1));
		for (let step = 412; step < 420; step++) health.observe('loss', step, Number.NaN);
		const [mark] = health.marks(true);
		assert.equal(mark?.text, 'NaN at 412');
		assert.match(mark?.reason ?? '', /loss is NaN since step 412, after 0\.0024/);
	});

	it('does not alarm on a metric that is NaN on the steps between its evaluations', () => {
		const health = createHealth();
		for (let step = 0; step < 300; step++) health.observe('val/acc', step, step % 10 === 0 ? 0.5 : Number.NaN);
		assert.deepEqual(kindsOf(health), []);
	});

	it('forgets a single NaN that the run came back from', () => {
		const health = createHealth();
		for (let step = 0; step < 50; step++) health.observe('loss', step, step === 20 ? Number.NaN : 1 - step / 100);
		assert.deepEqual(kindsOf(health), []);
	});
});

describe('health: divergence', () => {
	it('marks a loss that leaves its trend, about where it left it', () => {
		const health = createHealth();
		const random = seeded(3);
		for (let step = 0; step < 300; step++)
			health.observe('train/loss', step, falling(step, 0.03, random) + (step > 250 ? 0.1 * (step - 250) : 0));
		const mark = health.marks(true).find(({kind}) => kind === 'divergence');
		assert.ok(mark && mark.step >= 248 && mark.step <= 262, JSON.stringify(mark));
	});

	it('marks a loss that climbs so slowly that it looks like a trend', () => {
		const health = createHealth();
		const random = seeded(4);
		for (let step = 0; step < 6000; step++) {
			health.observe('loss', step, falling(step, 0.02, random) + (step > 3000 ? Math.exp((step - 3000) / 500) - 1 : 0));
		}
		const mark = health.marks(true).find(({kind}) => kind === 'divergence');
		assert.ok(mark && mark.step > 2500 && mark.step < 3600, JSON.stringify(mark));
	});

	it('takes a loss that falls again for one that learns something new, once half of the rise is gone', () => {
		const health = createHealth();
		const random = seeded(9);
		const marked: number[] = [];
		for (let step = 0; step < 3000; step++) {
			health.observe('loss', step, 2 * Math.exp(-5 * ((step / 1000) % 1)) + 0.03 * Math.abs(random.normal()));
			if (kindsOf(health).includes('divergence')) marked.push(step);
		}
		assert.ok(
			marked.every(step => step % 1000 < 250),
			`marked until ${marked.at(-1)}`,
		);
	});

	it('is silent while a warm-up of the learning rate lifts the loss by a third, and not while it explodes', () => {
		const warm = createHealth();
		const explodes = createHealth();
		const random = seeded(10);
		for (let step = 0; step < 200; step++) {
			const noise = 0.02 * random.normal();
			warm.observe('loss', step, 2.3 + (0.8 * step) / 200 + noise);
			explodes.observe('loss', step, 2.3 * Math.exp(step / 60) + noise);
			assert.deepEqual(kindsOf(warm), [], `step ${step}`);
		}
		assert.deepEqual(kindsOf(explodes), ['divergence']);
	});

	it('is silent for 200 noisy but healthy losses', () => {
		let alarms = 0;
		for (let seed = 1; seed <= 200; seed++) {
			const random = seeded(seed);
			const health = createHealth();
			const noise = random.log(0.005, 0.3);
			for (let step = 0; step < 400; step++) {
				// Heavy tails: one batch in thirty is an odd one.
				const odd = random.chance(0.03) ? random.exponential(1) : 0;
				health.observe('loss', step, falling(step, noise, random) + odd);
				if (step % 20 === 0 && kindsOf(health).includes('divergence')) {
					alarms++;
					break;
				}
			}
		}
		assert.ok(alarms <= 2, `${alarms} false alarms`);
	});
});

describe('health: plateau', () => {
	it('marks a loss that stopped improving', () => {
		const health = createHealth();
		const random = seeded(5);
		for (let step = 0; step < 2000; step++) health.observe('loss', step, Math.max(0.5, 2 - step / 400) + 0.05 * random.normal());
		const mark = health.marks(true).find(({kind}) => kind === 'plateau');
		assert.ok(mark && mark.step > 400 && mark.step < 1000, JSON.stringify(mark));
		assert.equal(health.marks(false).length, 0);
	});

	it('is silent while a loss still falls, and for one that never moved', () => {
		const health = createHealth();
		const still = createHealth();
		const random = seeded(6);
		for (let step = 1; step < 3000; step++) {
			health.observe('loss', step, 3 - 0.3 * Math.log(step) + 0.05 * random.normal());
			still.observe('loss', step, 0.7 + 0.05 * random.normal());
		}
		assert.deepEqual([kindsOf(health), kindsOf(still)], [[], []]);
	});
});

describe('health: overfitting', () => {
	const feed = (turn: number) => {
		const health = createHealth();
		const random = seeded(7);
		for (let step = 0; step < 1000; step++) {
			health.observe('train_loss', step, 2 / (1 + step / 100) + 0.02 * random.normal());
			if (step % 50 === 0) health.observe('val_loss', step, 0.5 + Math.abs(step - turn) / 1000 + 0.01 * random.normal());
		}
		return health.marks(true);
	};

	it('marks the step of the best held-out value when it has got worse since', () => {
		const mark = feed(400).find(({kind}) => kind === 'overfitting');
		assert.ok(mark && Math.abs(mark.step - 400) <= 50, JSON.stringify(mark));
	});

	it('is silent while the held-out loss falls', () => {
		assert.equal(feed(2000).length, 0);
	});
});

describe('health: throughput', () => {
	it('marks a lasting loss of speed and not a single pause', () => {
		const slow = createHealth();
		const paused = createHealth();
		let [a, b] = [0, 0];
		for (let step = 0; step < 600; step++) {
			a += step > 400 ? 2.5 : 1;
			b += step === 400 ? 300 : 1;
			slow.observeTime(a, step);
			paused.observeTime(b, step);
		}
		const [mark] = slow.marks(true);
		assert.equal(mark?.kind, 'slower');
		assert.ok(mark && Math.abs(mark.step - 400) < 30, JSON.stringify(mark));
		assert.deepEqual(kindsOf(paused), []);
	});
});

describe('health: runs that only look sick', () => {
	/** Kinds of healthy runs, and the kinds of marks that any of ten of each ever had. */
	const everMarked = (make: (random: Random, put: (metric: string, step: number, value: number) => void) => void): string[] => {
		const ever = new Set<string>();
		for (let seed = 1; seed <= 10; seed++) {
			const health = createHealth();
			let points = 0;
			make(seeded(seed * 131), (metric, step, value) => {
				health.observe(metric, step, value);
				if (++points % 60 === 0) for (const {kind} of health.marks(true)) ever.add(kind);
			});
			for (const {kind} of health.marks(true)) ever.add(kind);
		}
		return [...ever];
	};

	it('noisy rewards, and losses of parts that work against each other', () => {
		const agent = everMarked((random, put) => {
			for (let step = 0; step < 3000; step++) {
				put('episode_reward', step, 500 * (1 - Math.exp(-step / 900)) + 80 * random.normal() * (1 + step / 3000));
				put('policy_loss', step, 0.02 * random.normal());
				put('value_loss', step, Math.exp(0.5 * random.normal()) * (1 + 2 * Math.min(1, step / 600)));
			}
		});
		const adversaries = everMarked((random, put) => {
			for (let step = 0; step < 5000; step++) {
				put('g_loss', step, 1 + 1.5 * (1 - Math.exp(-step / 2500)) + 0.4 * random.normal());
				put('d_loss', step, 1.3 * Math.exp(-step / 3000) + 0.2 + 0.15 * Math.abs(random.normal()));
			}
		});
		assert.deepEqual([agent, adversaries], [[], []]);
	});

	it('a learning rate that comes and goes, and a distance that grows from nothing', () => {
		const cyclic = everMarked((random, put) => {
			for (let step = 0; step < 4000; step++) {
				const rate = 0.5 * (1 + Math.cos((Math.PI * (step % 800)) / 800));
				put('loss', step, 0.3 + 2 / (1 + step / 200) + (step > 100 ? 0.35 * rate : 0) + 0.04 * random.normal());
			}
		});
		const distance = everMarked((random, put) => {
			for (let step = 0; step < 3000; step++) {
				put('loss', step, 100 * Math.exp(-step / 300) + 20 + 10 * Math.min(1, step / 1500) + random.normal());
				put('kl_loss', step, 12 * (1 - Math.exp(-step / 500)) + 0.5 * random.normal());
			}
		});
		assert.deepEqual([cyclic, distance], [[], []]);
	});

	it('a clock that runs from the start of a run', () => {
		const clocks = everMarked((_, put) => {
			for (let step = 0; step < 200; step++)
				for (const name of ['Time', 'Time Steps', 'elapsed_seconds']) put(name, step, 17 * step * (1 + step / 400));
		});
		assert.deepEqual(clocks, []);
	});

	it('a loss that jumps at a restart and comes back', () => {
		const jumps = everMarked((random, put) => {
			for (let step = 0; step < 2000; step++) {
				const jump = step >= 1000 ? 0.6 * Math.exp((1000 - step) / 60) : 0;
				put('loss', step, falling(step, 0.03, random) + jump);
			}
		});
		assert.ok(!jumps.includes('divergence'), jumps.join());
	});

	it('a noisy held-out loss that falls or stays', () => {
		const noisy = everMarked((random, put) => {
			for (let step = 0; step < 4000; step++) {
				put('train/loss', step, 0.3 + 2 / (1 + step / 200) + 0.05 * random.normal());
				if (step % 100 === 99) put('val/loss', step, 0.5 + 1.8 / (1 + step / 250) + 0.06 * random.normal());
			}
		});
		assert.deepEqual(noisy, []);
	});
});
