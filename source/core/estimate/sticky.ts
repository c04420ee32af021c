/**
 * Where the published finish goes when a fresh forecast says otherwise. It stays while the two differ by less than a small share of
 * the interval; it moves slowly while the difference is what its own doubt explains, and at once when it is beyond that.
 * `news` is how many looks lie between the two, where many came unseen.
 */
export function settle(finish: number, fresh: number, now: number, doubt: number, news = 1): number {
	const left = Math.max(1e-9, fresh - now);
	const off = fresh - finish;
	const band = Math.max(0.001, Math.min(0.01, 0.005 * doubt)) * left;
	if (Math.abs(off) <= band) return finish;
	const gap = Math.abs(off) / left / (0.7 * doubt);
	return finish + Math.min(1, 1 - 0.9 ** news + gap ** 1.5) * (off - Math.sign(off) * 0.5 * band);
}
