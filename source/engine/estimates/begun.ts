import {readProcess, startedAtMsOf, thisHost} from '../../io/processes/processes.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Counted} from './counted.ts';

/** How far the kernel's clock and that of files may be apart, milliseconds. */
const slackMs = 2000;
/** What takes less tells no pace, milliseconds. */
const leastMs = 5000;
/** Of fewer rows the time may be that of what came before them. */
const leastRows = 3;

/** What is known of the time of rows that have none: how many steps were done at a moment, and when the newest of them was written. Milliseconds. */
interface Begun {
	atMs: number;
	done: number;
	wroteAtMs: number;
}

/**
 * When a run began whose rows have no times, by its files: the process that has them open made them. Null where that is not so, as of a log that
 * another start wrote before, and where there are hardly any rows.
 */
export function findBegun(run: TrackedRun, {series, isByValue, offset}: Counted): Begun | null {
	const {livePid, bornAtMs, appendedAtMs, copiedAtMs} = run;
	if (series === null || isByValue || series.attempts > 0 || livePid === null || copiedAtMs !== null) return null;
	if (bornAtMs === 0 || appendedAtMs - bornAtMs < leastMs) return null;
	if (run.startOf !== null || run.layers.some(({starts}) => starts?.isParted)) return null;
	const process = readProcess(livePid);
	if (process === null || startedAtMsOf(process, thisHost()) > bornAtMs + slackMs) return null;
	const {length, firstStep, lastStep} = series;
	if (length < leastRows) return null;
	const gap = (lastStep - firstStep) / (length - 1);
	return {atMs: bornAtMs, done: Math.max(0, firstStep + offset - gap), wroteAtMs: appendedAtMs};
}
