import type {Layer} from '../../model/layer.ts';
import {digestsOf} from './digests.ts';
import {isUntimed, spanOf} from './times.ts';

/** How long after the last sign of a run, or before its end, a traceback is printed. */
const soonMs = 60_000;

/** True for what holds nothing but how a program failed, as `python train.py 2> err.txt` keeps it. */
export const isFailureAlone = (log: Layer): boolean => log.factsNow.outcome?.status === 'failed' && digestsOf(log).size === 0;

/** True where a log that tells of a failure alone was written when a tracker was told the last of a run that did not end well. */
export function areLastWords(log: Layer, tracked: Layer): boolean {
	if (!isFailureAlone(log) || isUntimed([tracked]) || tracked.factsNow.outcome?.status === 'finished') return false;
	const spent = spanOf([tracked]);
	return spent !== null && Math.abs(log.modifiedAtMs - spent.toMs) <= soonMs;
}
