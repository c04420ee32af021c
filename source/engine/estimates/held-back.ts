import type {Remaining} from '../../core/estimate/remaining.ts';
import {createRhythm} from '../../core/estimate/rhythm.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';

/** So many gaps between writes say how long a writer holds rows back. */
const enough = 2;
/** A writer that fills a buffer before it writes is waited for so long while its pace is not known, milliseconds. */
const blockMs = 60_000;
/** Share of what is left by the rows that are read which is still told when all of it has gone by: nobody has seen it done. */
const unseenShare = 0.2;

/**
 * What a run's writer holds back: rows that have been are read later, all at once, so that a gap between two writes is no silence. Learned
 * from the moments at which its files were seen to grow.
 */
export class HeldBack {
	private readonly writes = createRhythm();
	private grewAtMs = 0;

	/** @param wokeAtMs when it was seen to stand still last, as somebody suspended it, milliseconds; 0 for never: nothing was done until then */
	constructor(private readonly wokeAtMs = 0) {}

	/** Takes note of when its files were seen to grow last, milliseconds since the epoch; 0 for never. */
	note(grewAtMs: number): void {
		if (grewAtMs <= this.grewAtMs) return;
		this.grewAtMs = grewAtMs;
		this.writes.observe(grewAtMs);
	}

	/** Silence that is explained by it, milliseconds. */
	private allowedMs({bufferMs, bufferBytes}: WriterHabits): number {
		const rhythm = this.writes.rhythm();
		if (rhythm === null || rhythm.count < enough) return Math.max(bufferMs * 1.25, bufferBytes > 0 ? blockMs : 0);
		return Math.max(2 * rhythm.usualMs, 1.2 * rhythm.longestMs);
	}

	/** The estimate as if rows that may be held back had come in time: it counts down until the next write is overdue as well, and then holds. */
	explain(remaining: Remaining | null, habits: WriterHabits, nowMs: number): Remaining | null {
		if (remaining === null || remaining.overdueSeconds === null || remaining.ending) return remaining;
		const awakeMs = nowMs - this.wokeAtMs;
		const silentMs = Math.min(remaining.silentSeconds * 1000, nowMs - this.grewAtMs, awakeMs);
		if (silentMs > this.allowedMs(habits)) return remaining;
		const late = Math.min(remaining.overdueSeconds, awakeMs / 1000);
		const isUnseen = remaining.stepsLeft > 0;
		const seconds = Math.max(isUnseen ? unseenShare * remaining.seconds : 0, remaining.seconds - late);
		return {
			...remaining,
			seconds,
			low: Math.min(seconds, Math.max(0, remaining.low - late)),
			// That nothing is held back, and the next step is only late, cannot be ruled out.
			high: Math.max(isUnseen ? remaining.seconds : seconds, remaining.high - 1.5 * late),
			overdueSeconds: null,
			stuck: false,
		};
	}
}
