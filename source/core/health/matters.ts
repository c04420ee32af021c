/** Gain, as a share of where a loss began, below which it has not learnt anything yet, and the rise that matters then. */
const [learnt, unlearnt] = [0.1, 0.6];

/**
 * Whether a rise matters against what was gained before. Where nothing was, a warm-up of the learning rate lifts the loss for a while; what
 * explodes soon comes to more.
 */
export function matters(rise: number, gained: number, start: number): boolean {
	return gained >= learnt * Math.abs(start) || rise >= unlearnt * Math.abs(start);
}
