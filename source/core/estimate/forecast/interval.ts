import type {Model} from './model.ts';

/**
 * Logarithmic distance from the estimate down to and up to the ends of its 80 % interval. Down: what the forecasters got wrong on this
 * run and how far they disagree, own forecasts that were too late, few rows (start-up), pauses that may not come again. Up: what
 * nobody foresees, in proportion to how much is still ahead, noise, a pause more, and own forecasts that were too early. Weights by the
 * Winkler score over simulated runs (test/bench/estimate), then widened until kinds of runs that were left out are covered too.
 */
export function intervalOf(model: Model): {down: number; up: number} {
	const {blend, ahead, siblings, siblingShare, rowCount, surprise} = model;
	const left = Math.max(1e-9, model.remaining);
	const noise = Math.min(1, model.noiseSeconds / left);
	const pause = Math.min(1, model.largestPause / left);
	const lean = surprise?.lean ?? 0;
	const tooLate = Math.max(0, -lean);
	const tooEarly = Math.max(0, lean);
	const loose = Math.min(1, model.looseSeconds / left);
	const down =
		1.06 * blend.spread +
		1.56 * ahead * blend.error +
		0.38 * tooLate +
		1.02 / rowCount +
		0.06 * noise +
		0.66 * pause +
		0.44 * loose;
	const up = 0.08 + 0.21 * ahead + 0.16 * blend.error + 0.18 * blend.spread + 0.23 * tooEarly + 0.81 * noise + 0.24 * pause;
	if (!siblings) return {down: widen * down, up: widen * up};
	const ownShare = 1.05 - siblingShare;
	const theirs = siblingShare * (0.01 + 0.5 * siblings.spread + 2 * siblings.mismatch);
	return {down: ownShare * down + theirs, up: ownShare * up + theirs};
}

const widen = 1.15;
