import type {TrackedRun} from '../../model/tracked-run.ts';
import {reopenMs} from '../reopen.ts';
import type {ProcessEvidence} from './evidence.ts';
import {flushMs} from './suspicion.ts';

/**
 * What it means that nobody holds the files of a run open, where its writer keeps a log open to its end: that it is over. Nothing, while that log is
 * older than what else was written, or a process is there that may be its writer: libraries close the handlers of others (`logging.config.fileConfig`).
 *
 * @param hasSuspect whether such a process is there, which holds no other log of that name
 */
export function weighHeldLog(
	run: TrackedRun,
	found: ProcessEvidence,
	nowMs: number,
	hasSuspect: (heldLog: string) => boolean,
): ProcessEvidence {
	const {heldLog} = run.facts.writer;
	if (found.kind !== 'no writer' || found.why !== undefined || heldLog === undefined) return found;
	const silentMs = nowMs - run.modifiedAtMs;
	const loggedAtMs = Math.max(
		...run.layers.filter(({factsNow}) => factsNow.signFiles.includes(heldLog)).map(({modifiedAtMs}) => modifiedAtMs),
	);
	if (silentMs < flushMs || loggedAtMs + Math.min(silentMs, reopenMs) < run.modifiedAtMs || hasSuspect(heldLog)) return found;
	return {kind: 'no writer', why: 'its log is closed'};
}
