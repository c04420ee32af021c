/** A look through all processes, or all open files, is done so far apart at least, or so many times its own CPU: one percent of a core. */
const [leastMs, share] = [5000, 100];
/** For runs that were met since the last one it is done again sooner: they wait for their status. */
const [leastAwaitedMs, awaitedShare] = [1000, 20];

/** When a costly look was taken, and whether it is time for another one. */
export class ScanPace {
	/** Of the last one, milliseconds since the epoch; before all times where there was none. */
	atMs = Number.NEGATIVE_INFINITY;
	private tookMs = 0;

	/** @param isAwaited true where a run waits that no look was for yet */
	isDue(nowMs: number, isAwaited: boolean): boolean {
		const ageMs = nowMs - this.atMs;
		const [least, times] = isAwaited ? [leastAwaitedMs, awaitedShare] : [leastMs, share];
		// The clock may have been set back.
		return ageMs < 0 || ageMs >= Math.max(least, this.tookMs * times);
	}

	/** Takes a look and notes what it cost: CPU, for on a busy machine most of the time that it takes is other programs'. */
	take<Seen>(nowMs: number, look: () => Seen): Seen {
		const before = process.cpuUsage();
		const seen = look();
		const {user, system} = process.cpuUsage(before);
		this.tookMs = (user + system) / 1000;
		this.atMs = nowMs;
		return seen;
	}
}
