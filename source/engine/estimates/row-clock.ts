import type {Series} from '../../core/series/series.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

const minuteMs = 60_000;
/** What time zones differ by. */
const zoneMs = 15 * minuteMs;
/** Less than any two zones that people mistake for one another. */
const leastMs = 30 * minuteMs;
const mostMs = 14 * 60 * minuteMs;
/** How long a row may have been on its way to its file, and how far two clocks may be apart, milliseconds. */
const latestMs = 20_000;
const earliestMs = -3000;

interface Growth {
	writtenAtMs: number;
	rowAtMs: number;
	offsetMs: number;
}

/** How much later a file was written than its newest row says, as whole quarters of an hour; 0 where that is none of a zone. */
function offsetOf(writtenAtMs: number, rowAtMs: number): number {
	const behindMs = writtenAtMs - rowAtMs;
	const offsetMs = Math.round((behindMs - latestMs / 2) / zoneMs) * zoneMs;
	const restMs = behindMs - offsetMs;
	const isOfZone = Math.abs(offsetMs) >= leastMs && Math.abs(offsetMs) <= mostMs && restMs >= earliestMs && restMs <= latestMs;
	return isOfZone ? offsetMs : 0;
}

/**
 * The clock that a run's rows were timed by, where they do not say their zone and it is another one than this machine's: a container counts in UTC,
 * its host does not. Rows that come into their file as they are made, each by the same quarters of an hour too early or too late, show it.
 */
export class RowClock {
	/** What has to be added to the times of rows, milliseconds; 0 until two growths have shown the same. */
	offsetMs = 0;
	private before: Growth | null = null;

	/** Takes note of a run's files as they are now; `series` has the rows that lead to its total. True where the offset is another one than before. */
	noteRun({modifiedAtMs}: TrackedRun, series: Series | null): boolean {
		const {walls = null, length = 0} = series ?? {};
		return walls !== null && length > 0 && this.note(modifiedAtMs, walls.at(length - 1));
	}

	/**
	 * Takes note of a file as it is now: when it was written last, and the time in its newest row, milliseconds since the epoch.
	 * @returns true where the offset is another one than before
	 */
	note(writtenAtMs: number, rowAtMs: number): boolean {
		const {before} = this;
		if (!(writtenAtMs > 0) || !Number.isFinite(rowAtMs)) return false;
		if (before !== null && (writtenAtMs <= before.writtenAtMs || rowAtMs <= before.rowAtMs)) return false;
		const offsetMs = offsetOf(writtenAtMs, rowAtMs);
		this.before = {writtenAtMs, rowAtMs, offsetMs};
		// The rows of one write may be of another time; until the next ones agree, what was known stands.
		if (before === null || before.offsetMs !== offsetMs || offsetMs === this.offsetMs) return false;
		this.offsetMs = offsetMs;
		return true;
	}
}
