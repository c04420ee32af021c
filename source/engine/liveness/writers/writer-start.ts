import type {PythonHabits} from '../../../core/writer-habits.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {rhythmOfSeries, timedSeries} from '../signs/silence.ts';

/** Who is started with the id of a run that another one has made may load for so long before it writes there. */
export const handedOnMs = 5000;
/** The start of a process and the time of a point come from one clock, and are told to a hundredth of a second. */
const skewMs = 100;
/** No Python program loads its tracker and writes within this. */
const comesUpMs = 1500;
/** What was written all the time for so long before and after somebody came up, another one has written. */
const meanwhileMs = 5000;
/** Points this far apart need not have one writer, and so many gaps without one are no end. */
const [apartMs, awaitedGaps] = [5000, 3];

/**
 * When the writer of a run was started at the latest, milliseconds. Nobody loads Python and a tracker in a tenth of a second: who came up when
 * the last point was written already is another one, such as the same script that was started again at once.
 */
export function latestStart({facts}: TrackedRun, habits: PythonHabits, signMs: number): number {
	const {startedAtMs, writer} = facts;
	const begunByMs = writer.pulse?.begunByMs ?? null;
	if (begunByMs !== null) return begunByMs + grainOf(begunByMs) + skewMs;
	if (habits.hasBegun !== undefined && startedAtMs !== null) return startedAtMs + skewMs;
	const isPoint = startedAtMs !== null && signMs > startedAtMs;
	return isPoint ? signMs + grainOf(signMs) - skewMs : signMs + handedOnMs;
}

/** True for a run that no program is recorded to have begun, and that has no point yet: who made it need not be who writes it. */
export function isMadeForOthers({facts: {startedAtMs, lastSignMs, command}}: TrackedRun): boolean {
	return command === null && startedAtMs !== null && (lastSignMs ?? startedAtMs) <= startedAtMs;
}

/**
 * True while the next point of a run is awaited that gets them so far apart that each may have a process of its own, such as one that a shell
 * script starts after every epoch.
 */
export function isBetweenPoints(run: TrackedRun, silentMs: number): boolean {
	const rhythm = run.asleep === null ? rhythmOfSeries(timedSeries(run)) : null;
	return rhythm !== null && rhythm.count > 1 && rhythm.usualMs >= apartMs && silentMs <= awaitedGaps * rhythm.usualMs;
}

/**
 * True where a run was written to all the time while a process came up: by another one, for who takes a run up again loads its tracker first,
 * once the other has ended.
 */
export function wasWrittenMeanwhile(run: TrackedRun, startedAtMs: number): boolean {
	const walls = run.asleep === null ? timedSeries(run)?.walls : null;
	if (!walls) return false;
	let [low, high] = [0, walls.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (walls.at(middle) > startedAtMs - meanwhileMs) high = middle;
		else low = middle + 1;
	}
	for (let i = low; i > 0 && i < walls.length; i++) {
		const gapMs = walls.at(i) - walls.at(i - 1);
		// NaN is no gap that anybody knows.
		if (!(gapMs >= 0 && gapMs <= comesUpMs)) return false;
		if (walls.at(i) > startedAtMs + meanwhileMs) return true;
	}
	return false;
}

/** How much later than its time something may have been: MLflow before 1.0 tells whole seconds. */
const grainOf = (atMs: number): number => (atMs % 1000 === 0 ? 1000 : 0);
