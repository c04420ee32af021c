import type {Model} from './model.ts';

/**
 * Logarithmic distance from the estimate down to and up to the ends of its 80 % interval. Down: what the forecasters got wrong on this
 * run and how far they disagree, what its own forecasts got wrong, few rows (start-up), a large pause that may not come again. Up: what
 * nobody foresees, in proportion to how much is still ahead, and noise. Weights by the Winkler score over simulated runs
 * (test/bench/estimate), then widened, as other runs are other than those.
 */
export function intervalOf(model: Model): {down: number; up: number} {
	const {blend, ahead, siblings, siblingShare, rowCount, surprise} = model;
	const left = Math.max(1e-9, model.remaining);
	const noise = Math.min(1, model.noiseSeconds / left);
	const pause = Math.min(1, model.largestPause / left);
	const off = surprise ?? 0;
	const down = 0.76 * blend.error + 1.47 * blend.spread + 1.87 / rowCount + (0.08 + 0.47 * ahead) * off + 0.8 * pause;
	const up = 0.067 + 0.27 * ahead + 0.05 * blend.error + 0.09 * blend.spread + 0.65 * noise;
	if (!siblings) return {down: widen * down, up: widen * up};
	const own = 1.05 - siblingShare;
	const theirs = siblingShare * (0.01 + 0.5 * siblings.spread + siblings.mismatch);
	return {down: own * down + theirs, up: own * up + theirs};
}

const widen = 1.1;
