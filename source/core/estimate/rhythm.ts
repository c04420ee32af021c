import {formatDuration} from '../text/durations.ts';
import type {WriterHabits} from '../writer-habits.ts';

/** How a run writes: gaps between the moments at which something new was seen. */
export interface Rhythm {
	/** Gaps seen. */
	count: number;
	/** Median of the latest gaps, milliseconds. */
	usualMs: number;
	/** Longest gap ever, milliseconds. */
	longestMs: number;
	/** Bytes written a gap, null where nobody counted. */
	bytes: number | null;
}

export interface RhythmKeeper {
	/** Something new at a moment; the size of the files so far, where it is known. */
	observe(atMs: number, totalBytes?: number): void;
	/** Null before the second moment. */
	rhythm(): Rhythm | null;
}

const latest = 64;

/** Learns a rhythm in passing, in bounded memory. Moments that go back (a clock was set) start no gap. */
export function createRhythm(): RhythmKeeper {
	const gaps: number[] = [];
	let at = 0;
	let count = 0;
	let longestMs = 0;
	let lastMs: number | null = null;
	let bytes: {first: number; last: number} | null = null;
	return {
		observe(atMs, totalBytes) {
			if (totalBytes !== undefined) bytes = {first: bytes?.first ?? totalBytes, last: totalBytes};
			if (lastMs !== null && atMs > lastMs) {
				gaps[at] = atMs - lastMs;
				longestMs = Math.max(longestMs, gaps[at]!);
				at = (at + 1) % latest;
				count++;
			}
			lastMs = atMs;
		},
		rhythm() {
			if (count === 0) return null;
			const usualMs = [...gaps].sort((a, b) => a - b)[gaps.length >> 1]!;
			return {count, usualMs, longestMs, bytes: bytes && bytes.last > bytes.first ? (bytes.last - bytes.first) / count : null};
		},
	};
}

/** The rhythm of a recorded history: ascending moments in milliseconds, as an array or through `at(index)`. */
export function rhythmOf(length: number, at: (index: number) => number): Rhythm | null {
	const keeper = createRhythm();
	for (let index = 0; index < length; index++) if (Number.isFinite(at(index))) keeper.observe(at(index));
	return keeper.rhythm();
}

export interface StallLimit {
	/** Silence beyond this is a stall, milliseconds. */
	ms: number;
	/** Why it is so long, in one phrase: "writes every 12 s, once 3 min apart". */
	why: string;
}

const leastMs = 120_000;
const unknownMs = 600_000;
/** So many gaps tell how a run writes. */
export const enough = 12;

/**
 * Silence that neither this run's own rhythm nor its writer's buffer explains: ten usual gaps, or 1.6 times the longest gap that it
 * came back from, or what the writer may hold back, whichever is longest. A run that has shown few gaps has not shown its pauses yet
 * (a first validation), and is given longer.
 */
export function stallAfterMs(rhythm: Rhythm | null, habits: Pick<WriterHabits, 'bufferMs' | 'bufferBytes'>): StallLimit {
	const span = (ms: number) => formatDuration(ms / 1000);
	if (!rhythm) {
		const ms = Math.max(unknownMs, habits.bufferMs * 1.25);
		return {ms, why: `its rhythm is not known yet, ${span(ms)} are allowed`};
	}
	const {usualMs, longestMs, count, bytes} = rhythm;
	const blockMs = habits.bufferBytes > 0 && bytes !== null && bytes > 0 ? (habits.bufferBytes / bytes) * usualMs * 1.5 : 0;
	const young = count < enough ? unknownMs : 0;
	const limits: [number, string][] = [
		[leastMs, `writes every ${span(usualMs)}`],
		[usualMs * 10, `writes every ${span(usualMs)}`],
		[longestMs * 1.6, `writes every ${span(usualMs)}, once ${span(longestMs)} apart`],
		[young, `writes every ${span(usualMs)}, but only ${count === 1 ? '1 gap is' : `${count} gaps are`} known`],
		[habits.bufferMs * 1.25 + usualMs, `its writer may hold rows back for ${span(habits.bufferMs)}`],
		[
			blockMs,
			`its writer fills ${Math.round(habits.bufferBytes / 1024)} KiB before it writes, about every ${span(blockMs / 1.5)}`,
		],
	];
	let [ms, why] = limits[0]!;
	for (const [limit, reason] of limits) if (limit > ms) [ms, why] = [limit, reason];
	return {ms, why};
}

/**
 * The same of rows that hold no time, by how long it took to write all of them: no gap between two of them can have been longer than that. Null where they
 * are too few, or where it took so long that it tells nothing.
 * @param rows how many there are
 * @param spanMs from the making of the file to its last write, milliseconds
 */
export function stallAfterLifeMs(rows: number, spanMs: number, {bufferMs}: Pick<WriterHabits, 'bufferMs'>): StallLimit | null {
	if (rows < enough || !(spanMs > 0)) return null;
	const ms = Math.max(leastMs, (spanMs / rows) * 10, spanMs * 1.6, bufferMs * 1.25);
	return ms < unknownMs ? {ms, why: `all its ${rows} rows came within ${formatDuration(Math.max(1, spanMs / 1000))}`} : null;
}
