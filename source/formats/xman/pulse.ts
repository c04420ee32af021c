import {type FileAccess, lastWriteMs} from '../../core/files/files.ts';
import type {Judgement} from '../../core/status.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {readTime, timeOf} from './saved.ts';

const everyMs = 2000;
/** A beat further ahead is one of a skewed clock. */
const aheadMs = 60_000;

export interface Pulse {
	/** False where the file is gone, which an orderly stop does. */
	present: boolean;
	/** True where it was there before and is not now: xman itself removes it for a moment when another session loads the project. */
	vanished: boolean;
	/** Last beat known, milliseconds. */
	atMs: number | null;
	damage: string | null;
	bytes: number;
}

/** Reads `.run_time`, a time that is rewritten every two seconds while the experiment runs. `before` is the last reading. */
export function readPulse(files: FileAccess, path: string, before: Pulse | null): Pulse {
	const saved = readTime(files, path);
	if (!saved.present)
		return {
			present: false,
			vanished: before?.atMs !== undefined && before.atMs !== null,
			atMs: before?.atMs ?? null,
			damage: null,
			bytes: 0,
		};
	// An empty or a cut one was being written at that moment.
	const stat = files.stat(path);
	const atMs = timeOf(saved) ?? (stat === null ? null : lastWriteMs(stat));
	return {present: true, vanished: false, atMs, damage: saved.damage, bytes: saved.bytes};
}

/** xman counts an experiment as alive for five seconds after a missed beat, on Colab (whose Drive is slow) for sixty. */
const limitOf = (path: string): number => everyMs + (path.startsWith('/content/') ? 60_000 : 5000);

/** Milliseconds; the beginning of time where nobody tells, so that whatever beat once lives. */
export const nowOf = (files: FileAccess): number => files.now?.() ?? 0;

/** Until when xman takes an experiment with this pulse for alive, milliseconds; null where it does not now. */
export function livesUntilMs(path: string, {atMs}: Pulse, nowMs: number): number | null {
	const untilMs = atMs === null ? 0 : atMs + limitOf(path);
	return untilMs > nowMs ? untilMs : null;
}

/**
 * How an experiment with this pulse is judged where it falls silent.
 * @param begunByMs when who keeps it was started at the latest, milliseconds; null where nobody knows
 * @param nowMs milliseconds, to tell a pulse of a clock that is ahead, which xman believes until that time has come
 */
export function habitsOf(path: string, pulse: Pulse, nowMs: number, begunByMs: number | null): WriterHabits {
	const {atMs} = pulse;
	const isAhead = nowMs > 0 && atMs !== null && atMs > nowMs + aheadMs;
	const stopped = isAhead
		? `its pulse (.run_time) lies ahead of this clock, and nothing has changed since; xman shows it as ACTIVE until ${new Date(atMs).toISOString()}`
		: 'its pulse (.run_time) stopped, and nothing ended it; xman shows it as IDLE';
	const silent: Judgement = pulse.vanished
		? {status: 'idle', why: 'its pulse was taken away before it finished: it was interrupted'}
		: {status: 'crashed', why: stopped};
	const beat = {limitMs: limitOf(path), silent, ...(begunByMs !== null && {begunByMs})};
	return {bufferMs: everyMs, bufferBytes: 0, marksEnd: true, holdsOpen: false, pulse: beat};
}
