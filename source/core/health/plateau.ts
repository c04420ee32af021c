import {formatNumber} from '../text/numbers.ts';
import {type Blocks, median, noiseOf} from './blocks.ts';
import type {HealthMark} from './mark.ts';

const least = 24;

/**
 * A metric that once improved and does not any more: over the later 45 % of its course it changed by less than its noise, while what
 * it gained before stands far out of the noise. `sign` is 1 where lower is better, −1 where higher is.
 */
export function findPlateau(metric: string, blocks: Blocks, sign: 1 | -1): HealthMark | null {
	const {count, mean, step, size} = blocks;
	if (count < least || count * size < 200) return null;
	const from = Math.floor(count * 0.55);
	const third = Math.max(2, Math.floor((count - from) / 3));
	const level = median(mean.subarray(from, count));
	const moved = sign * (median(mean.subarray(from, from + third)) - median(mean.subarray(count - third, count)));
	const noise = noiseOf(blocks, from);
	// Noise of the median of a third of the pieces; a steady fall of a third of a point's noise over the window is still progress.
	const unsure = (1.25 * noise) / Math.sqrt(size * third);
	const gained = sign * (median(mean.subarray(0, Math.max(1, Math.floor(count * 0.1)))) - level);
	const swing = median(mean.subarray(from, count).map(value => Math.abs(value - level)));
	if (gained < 20 * unsure || gained < 4 * swing || gained <= 0) return null;
	// Pieces that differ by more than their noise: a cycle of the learning rate, a spike. Something goes on.
	if (swing > (3 * noise) / Math.sqrt(size)) return null;
	if (moved > Math.max(1.5 * unsure, 0.01 * gained) || moved < -6 * unsure) return null;
	// It began where the pieces first came within the noise of the level.
	let since = from;
	while (since > 1 && sign * (mean[since - 1]! - level) < 2.5 * unsure * Math.sqrt(third) + 0.02 * gained) since--;
	return {
		kind: 'plateau',
		metric,
		step: step[since]!,
		text: `flat since ${step[since]}`,
		reason: `${metric} stays at ${formatNumber(level)} since step ${step[since]}, no better than its noise`,
	};
}
