import type {Progress} from '../../core/row.ts';
import type {RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {crashLastsMs} from '../../core/waiting.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Verdict} from './judge.ts';
import type {ProcessEvidence} from './writers/evidence.ts';
import {Holder} from './writers/holder.ts';

/** When a run has to be judged again although nothing was written, and what it was judged by. Changed in place: it is written at each point. */
export interface Judged {
	version: number;
	dueAtMs: number;
	/** Since when no process of it is to be seen, milliseconds; null while one is. */
	absentSinceMs: number | null;
	/** True where a process of it was seen to work here. */
	wasSeen: boolean;
	/** What its process was seen to do, and when. */
	evidence: ProcessEvidence | null;
	seenAtMs: number;
	/** The files by which its process is sought, and when they were met first. */
	signFiles: readonly string[];
	metAtMs: number;
	/** The start of it whose process was seen although an end is recorded; null for none. */
	startSeen: string | null;
	/** What it was found to be by itself, where there are runs within it. */
	own: Judgement | null;
	holder: Holder;
}

/** What a run is, by how far it is. */
export type VerdictBy = (progress: Progress | null) => Verdict;

/** Of a run that was not judged yet. */
export const beginJudged = (): Judged => ({
	version: -1,
	dueAtMs: 0,
	absentSinceMs: null,
	wasSeen: false,
	evidence: null,
	seenAtMs: 0,
	signFiles: [],
	metAtMs: 0,
	startSeen: null,
	own: null,
	holder: new Holder(),
});

/** Which start of a run its process is of. */
export const startOf = ({pid, startedAtMs}: RunFacts): string => `${pid} ${startedAtMs}`;

/** True where it was not judged yet, or before open files could be looked at. */
export function isEarly(state: Judged | undefined): boolean {
	return state === undefined || (state.evidence?.kind === 'unknown' && state.evidence.isEarly === true);
}

/** Notes when the files by which its process is sought were met. */
export function noteSigns(state: Judged, signFiles: readonly string[], nowMs: number): void {
	const {signFiles: known} = state;
	if (known === signFiles) return;
	if (!signFiles.every(file => known.includes(file))) state.metAtMs = nowMs;
	state.signFiles = signFiles;
}

/** A process that was seen alive a moment ago lives, and that of a running run that says more all the more: until its judgement runs out. */
export function isStillSeen({facts, judgement}: TrackedRun, {evidence, dueAtMs}: Judged, nowMs: number): boolean {
	if (judgement.status !== 'running' || facts.outcome !== null || facts.recorded !== null || nowMs >= dueAtMs) return false;
	return evidence?.kind === 'alive' && !evidence.suspended && evidence.pid === facts.pid;
}

/** A process that was at work a moment ago has not crashed yet: whoever started it may write its end just now. */
export function awaitEnd(verdict: Verdict, absentSinceMs: number | null, nowMs: number): Verdict {
	if (verdict.status !== 'crashed' || absentSinceMs === null) return verdict;
	const leftMs = absentSinceMs + crashLastsMs - nowMs;
	if (leftMs <= 0) return verdict;
	return {status: 'running', why: verdict.why.replace('no end record', 'no end record yet'), holdsMs: leftMs};
}

/** Gives the run its verdict; where there are runs within it, it is only what the run is by itself. */
export function takeVerdict(run: TrackedRun, state: Judged, {status, why}: Verdict): void {
	const {judgement} = run;
	if (run.parts.size > 0) state.own = {status, why};
	else if (judgement.status !== status || judgement.why !== why) run.judgement = {status, why};
}

/** What the files prove holds until they say something else, however far it is. */
export function settle(run: TrackedRun, state: Judged, {status, why, fromMs = 0}: Judgement, nowMs: number): VerdictBy {
	if (nowMs < fromMs) return () => ({status: 'queued', why: 'being prepared', holdsMs: fromMs - nowMs});
	run.livePid = null;
	run.isUnheld = false;
	state.absentSinceMs = state.evidence = null;
	state.wasSeen = false;
	state.seenAtMs = 0;
	return () => ({status, why, holdsMs: Number.POSITIVE_INFINITY});
}
