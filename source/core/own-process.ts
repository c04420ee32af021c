import type {RunFacts} from './run.ts';
import {formatAge} from './text/durations.ts';

/** What is seen of a process that has the pid of a run's. */
export interface SeenProcess {
	/** Clock ticks from the machine's start to its own, as the kernel counts them. */
	startTicks: number;
	/** The same by the clock, milliseconds since the epoch. */
	startedAtMs: number;
}

/** By what the start of a process is told from that of the run's own, where no ticks were recorded. */
export interface ProcessTimes {
	/** When the run's process had started at the latest, milliseconds since the epoch; null where nobody knows. */
	latestMs: number | null;
	/** The clock now: a recorded start ahead of it is one by another clock, and tells nothing. Infinity where that is no excuse. */
	nowMs: number;
}

/** The clock may have been set by less than this since a process started. */
const clockSlackMs = 60_000;

/** True where the machine was started anew since the run was, so that none of its processes is left. */
export function wasRestarted({bootId}: Pick<RunFacts, 'bootId'>, hereBootId: string | null): boolean {
	return bootId !== null && hereBootId !== null && bootId !== hereBootId;
}

/** Why a process with the pid of a run's is another one, as pids are given again: "pid 71 is another process now"; null where nothing tells so. */
export function whyOther(
	{pid, pidStartTicks, startedAtMs: runAtMs, writer}: Pick<RunFacts, 'pid' | 'pidStartTicks' | 'startedAtMs' | 'writer'>,
	{startTicks, startedAtMs}: SeenProcess,
	{latestMs, nowMs}: ProcessTimes,
): string | null {
	if (pidStartTicks !== null) return startTicks === pidStartTicks ? null : `pid ${pid} is another process now`;
	if (latestMs !== null && startedAtMs > latestMs + clockSlackMs)
		return `pid ${pid} is another process now, started ${formatAge(startedAtMs - latestMs)} after the last write`;
	const mayBeOlder = writer.startsFirst !== true || runAtMs === null || runAtMs > nowMs;
	if (!mayBeOlder && startedAtMs < runAtMs - clockSlackMs)
		return `pid ${pid} is another process, started ${formatAge(runAtMs - startedAtMs)} before the run`;
	return null;
}
