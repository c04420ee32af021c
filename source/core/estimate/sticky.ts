/** The finish that is published, on the clock of the rows. It moves no more than the doubt about it justifies. */
export interface Published {
	finish: number;
	/** Takes a fresh forecast as it is. */
	set(fresh: number): void;
	/** Moves towards a fresh forecast made at `now`; `doubt` is the width of its interval, `looks` how many looks lie in between. */
	settle(fresh: number, now: number, doubt: number, looks: number): void;
}

/**
 * The finish stays while the two differ by less than a small share of the interval. Beyond that it moves by 5 % of the difference a
 * look, more the longer the forecasts have been on the same side (a move in one direction costs no unrest), and at once where the
 * difference is beyond what its doubt explains.
 */
export function createPublished(): Published {
	let side = 0;
	let streak = 0;
	const published: Published = {
		finish: 0,
		set(fresh) {
			published.finish = fresh;
			side = 0;
			streak = 0;
		},
		settle(fresh, now, doubt, looks) {
			const off = fresh - published.finish;
			streak = Math.sign(off) === side ? streak + 1 : 0;
			side = Math.sign(off);
			const left = Math.max(1e-9, fresh - now);
			const band = Math.max(0.001, Math.min(0.01, 0.005 * doubt)) * left;
			if (Math.abs(off) <= band) return;
			const slow = 1 - 0.95 ** (looks * (1 + Math.min(8, streak / 6)));
			const gap = Math.abs(off) / left / (0.85 * doubt);
			published.finish += Math.min(1, slow + gap ** 1.5) * (off - side * 0.5 * band);
		},
	};
	return published;
}
