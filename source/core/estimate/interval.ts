import type {Model} from './model.ts';

/**
 * Logarithmic distance from the estimate down to and up to the ends of its 80 % interval. Down: what the forecasters got wrong on this
 * run and how far they disagree, what the run's own forecasts got wrong (more where they were too late), few rows (start-up), a large
 * pause that may not come again. Up: what nobody foresees, in proportion to how much is still ahead, noise, and forecasts that were
 * too early so far. Weights by the Winkler score over simulated runs (test/bench/estimate), then widened, as other runs are other than
 * those.
 */
export function intervalOf(model: Model): {down: number; up: number} {
	const {blend, ahead, siblings, siblingShare, rowCount, surprise} = model;
	const left = Math.max(1e-9, model.remaining);
	const noise = Math.min(1, model.noiseSeconds / left);
	const pause = Math.min(1, model.largestPause / left);
	const {size, lean} = surprise ?? {size: 0, lean: 0};
	const tooLate = ahead * Math.max(0, -lean);
	const own = 0.765 * blend.error + 1.59 * blend.spread + (0.04 + 0.3 * ahead) * size;
	const down = own + 0.15 * tooLate + 1.85 / rowCount + 0.95 * pause;
	const up = 0.06 + 0.26 * ahead + 0.1 * blend.error + 0.34 * noise + 0.22 * Math.max(0, lean);
	if (!siblings) return {down: widen * down, up: widen * up};
	const ownShare = 1.05 - siblingShare;
	const theirs = siblingShare * (0.01 + 0.5 * siblings.spread + 2 * siblings.mismatch);
	return {down: ownShare * down + theirs, up: ownShare * up + theirs};
}

const widen = 1.08;
