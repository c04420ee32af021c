import {plain} from './kinds.ts';
import {seeded} from './random.ts';
import {curveOf, simulate, type Trace} from './simulate.ts';

/** A sweep: a run and 1 to 6 finished siblings of the same shape (phases, growth), each on a machine of its own speed. */
export function makeSweeps(seeds: number[], odd = false): Trace[] {
	return seeds.map(seed => {
		const random = seeded(seed * 733 + 5);
		const plan = plain(random);
		const style = random.integer(0, 2);
		const phases = Array.from({length: 4}, () => random.log(0.5, 2.5));
		const growth = random.between(-0.6, 3);
		plan.pace = fraction =>
			style === 0
				? phases[Math.min(3, Math.floor(fraction * 4))]!
				: style === 1
					? 1 + growth * fraction
					: 1 + phases[0]! * Math.exp(-5 * fraction);
		if (random.chance(0.4)) plan.startPause = plan.total * random.log(0.01, 0.15);
		if (random.chance(0.4)) plan.endPause = plan.total * random.log(0.01, 0.15);
		const count = random.integer(1, 6);
		const length = plan.duration;
		const siblings = Array.from({length: count}, (_, index) =>
			curveOf(
				simulate('sweep', seed * 100 + index, {
					...plan,
					...(odd ? {pace: (fraction: number) => 1 + 3 * Math.abs(fraction - random.next())} : {}),
					duration: length * random.log(0.6, 1.7),
				}),
			),
		);
		return simulate(odd ? 'odd_sweep' : 'sweep', seed * 100 + 50, {...plan, duration: length * random.log(0.6, 1.7)}, siblings);
	});
}
