/** A fresh forecast, and what is known about it. Seconds. */
export interface Fresh {
	finish: number;
	/** Moment at which it was made, and at which the one before was. */
	now: number;
	before: number;
	/** Seconds the run had gone on for. */
	elapsed: number;
	/** Width of its interval, as a logarithm. */
	doubt: number;
	/** Looks at the run since the forecast before. */
	looks: number;
	/** Seconds until the next row is expected. */
	rowSeconds: number;
}

/** The finish that is published, on the clock of the rows. It moves no more than the doubt about it justifies. */
export interface Published {
	/** What it moves to; where it is on the way there at a moment. */
	finish: number;
	at(now: number): number;
	/** Takes a fresh forecast as it is. */
	set(fresh: number): void;
	/** Moves towards a fresh forecast. */
	settle(fresh: Fresh): void;
}

/** Share of the run after which it is no longer early. */
const early = 0.3;
/** Shares of its doubt by which the published finish may be wrong before it is given up at once: early, and later. */
const givenUp = [0.6, 0.38] as const;
/** Shares of a difference that are drifted in a look, likewise. */
const slowness = [0.025, 0.05] as const;
/** Share of the time until the next row in which a drift is made. */
const onTheWay = 0.5;
/** Share of what is left that it may drift in a 400th of the run: nobody sees that as a jump. */
const drift = 0.03;

const standing = {by: 0, from: 0, seconds: 0};

/**
 * The finish stays while the two differ by less than a small share of the interval. Beyond that it drifts by a few percent of the
 * difference a look, more the longer the forecasts have been on the same side (a move in one direction costs no unrest), and never so fast
 * that it is seen as a jump. Where the difference is beyond what its doubt explains, one jump is better than many: it moves all the way.
 * Rows may be far apart: a drift is made on the way to the next one. Early in a run, where forecasts swing widely and each will soon be
 * another one, it holds on more firmly than later.
 */
export function createPublished(): Published {
	let side = 0;
	let streak = 0;
	let drifting = standing;
	const published: Published = {
		finish: 0,
		at(now) {
			const {by, from, seconds} = drifting;
			return !(seconds > 0) || now >= from + seconds
				? published.finish
				: published.finish - by * (1 - Math.max(0, now - from) / seconds);
		},
		set(fresh) {
			published.finish = fresh;
			drifting = standing;
			side = 0;
			streak = 0;
		},
		settle({finish, now, before, elapsed, doubt, looks, rowSeconds}) {
			const was = published.at(now);
			const off = finish - published.finish;
			streak = Math.sign(off) === side ? streak + 1 : 0;
			side = Math.sign(off);
			const left = Math.max(1e-9, finish - now);
			const band = Math.max(0.001, Math.min(0.01, 0.005 * doubt)) * left;
			if (Math.abs(off) <= band) return;
			const gap = Math.abs(off) / left / (0.85 * doubt);
			const age = Math.min(1, elapsed / (elapsed + left) / early);
			const by = ([first, later]: readonly [number, number]) => first + (later - first) * age;
			if (gap >= by(givenUp)) {
				published.finish = finish;
				drifting = standing;
				return;
			}
			const slow = 1 - (1 - by(slowness)) ** (looks * (1 + Math.min(8, streak / 6)));
			const move = Math.min(1, slow + 0.4 * gap ** 1.5) * (off - side * 0.5 * band);
			const most = (drift * left * 400 * (now - before)) / (elapsed + left);
			published.finish += Math.max(-most, Math.min(most, move));
			drifting = {by: published.finish - was, from: now, seconds: onTheWay * rowSeconds};
		},
	};
	return published;
}
