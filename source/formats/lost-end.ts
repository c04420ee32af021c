import type {WriterHabits} from '../core/writer-habits.ts';

/**
 * Habits of a writer that marks its end, of whose log nothing could be read from a byte on: that mark may stand there, so that nobody knows how the run
 * ended.
 * @param lostFrom file offset; null where the log was read to its end
 */
export function withLostEnd(habits: WriterHabits, lostFrom: number | null): WriterHabits {
	if (lostFrom === null) return habits;
	const why = `its log is damaged from byte ${lostFrom} on, where the record of its end would stand`;
	return {endLost: {status: 'unknown', why}, ...habits};
}
