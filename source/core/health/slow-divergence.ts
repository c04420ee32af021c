import {formatNumber} from '../text/numbers.ts';
import {type Blocks, noiseOf} from './blocks.ts';
import type {HealthMark} from './mark.ts';
import {matters} from './matters.ts';

/**
 * A slow divergence, which a window of the latest values takes for a trend: the loss is back above where it began, beyond the noise and
 * by more than it ever gained, and still rising.
 */
export function findSlowDivergence(metric: string, blocks: Blocks): HealthMark | null {
	const {count, mean, step} = blocks;
	if (count < 12) return null;
	let low = 0;
	for (let at = 1; at < count; at++) if (mean[at]! < mean[low]!) low = at;
	const start = Math.max(mean[0]!, mean[1]!, mean[2]!);
	const last = mean[count - 1]!;
	const rising = last > mean[count - 2]! && mean[count - 2]! > mean[count - 3]!;
	const noise = noiseOf(blocks);
	// One piece may be high because of a single odd value.
	const lasting = mean[count - 2]!;
	const gained = start - mean[low]!;
	if (!rising || lasting < start + 6 * noise || lasting - mean[low]! < 1.2 * gained) return null;
	if (!matters(last - mean[low]!, gained, start)) return null;
	if (isSettling(blocks, low)) return null;
	// It began where it left its lowest level, beyond the noise of a piece and a part of what had been gained.
	const level = mean[low]! + Math.max((3 * noise) / Math.sqrt(blocks.size), 0.02 * gained);
	let since = count - 1;
	while (since > low && mean[since - 1]! > level) since--;
	const from = step[since]!;
	return {
		kind: 'divergence',
		metric,
		step: from,
		text: `diverges at ${from}`,
		reason: `${metric} rose from ${formatNumber(mean[low]!)} at step ${from} to ${formatNumber(last)}, above where it began`,
	};
}

/** A rise that slows down runs into a level of its own, as a divergence between distributions does from 0 on: its later half is less than half of it. */
function isSettling({count, mean}: Blocks, low: number): boolean {
	const middle = mean[(low + count) >> 1]!;
	return mean[count - 1]! - middle < 0.5 * (middle - mean[low]!);
}
