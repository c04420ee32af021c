import {nameOf} from '../../core/files/paths.ts';
import type {Progress} from '../../core/row.ts';
import type {RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {formatDuration} from '../../core/text/units.ts';
import {steadyAge, steadyForMs, withinSpan} from './age.ts';
import {besideRecorded} from './recorded.ts';
import {reopenMs} from './reopen.ts';
import type {ProcessEvidence} from './writers/evidence.ts';

export interface Signs {
	/** Newest sign of life, milliseconds; null where there is none at all. */
	signAtMs: number | null;
	/** True where that is only its start. */
	isStart?: boolean;
	/** True where it is one of a run below it, for which its program waits. */
	isNested?: boolean;
	/** When its files were copied here; null where they are no copy. */
	copiedAtMs?: number | null;
	/** How far the only times there are lie ahead of this clock, milliseconds; 0 where they do not. */
	aheadMs?: number;
	/** Rows so far of a run that may be a copy as well as new, for all that its files tell; null where they tell more. */
	beginningRows?: number | null;
	/** True where all of a run that holds no time was written in one go and left alone since: as it is for each row, at the end, or in a copy. */
	isWrittenOnce?: boolean;
	/** True where rows were read, whenever they were written. */
	hasRows?: boolean;
	/** True where the run says it was started on this machine, or does not say. */
	here: boolean;
	/** Silence after which it counts as stalled, milliseconds, and why so long. */
	stallAfterMs: number;
	stallReason: string;
	progress: Progress | null;
	process: ProcessEvidence;
}

/** A judgement, and how long it holds unless something is written, milliseconds. */
export interface Verdict extends Judgement {
	holdsMs: number;
}

const long = 3_600_000;
const aliveHoldsMs = 2000;
/** A silence that is not worth a word. */
const momentMs = 90_000;
/** Who has written nothing for longer than this since the first block has not just begun. */
const youngMs = 600_000;

function judgeAlive(said: string, silentMs: number, signs: Signs, {isService}: RunFacts['writer']): Verdict {
	if (isService === true)
		return {status: 'running', why: `${said}, and writes only when there is something to do`, holdsMs: aliveHoldsMs};
	if (silentMs === Number.POSITIVE_INFINITY && signs.hasRows !== true)
		return {status: 'running', why: `${said}, and nothing was written yet`, holdsMs: aliveHoldsMs};
	if (silentMs <= signs.stallAfterMs || silentMs === Number.POSITIVE_INFINITY)
		return {status: 'running', why: said, holdsMs: aliveHoldsMs};
	const end = signs.progress?.fraction === 1 ? `${endOf(signs.progress)} was reached, ` : '';
	const silence = `${end}no write for ${steadyAge(silentMs)} (${signs.stallReason})`;
	return {status: 'stalled', why: `${said}, but ${silence}`, holdsMs: aliveHoldsMs};
}

function judgeWriter(
	process: Extract<ProcessEvidence, {kind: 'writer'}>,
	silentMs: number,
	signs: Signs,
	writer: RunFacts['writer'],
): Verdict {
	const before = process.instead === undefined ? '' : `${process.instead}, but `;
	if (process.suspended) return {status: 'stalled', why: `${before}pid ${process.pid} is suspended`, holdsMs: aliveHoldsMs};
	if (process.sleeper !== undefined) {
		const who = `pid ${process.sleeper}, for which pid ${process.pid} writes,`;
		return {status: 'stalled', why: `${before}${who} is suspended`, holdsMs: aliveHoldsMs};
	}
	const deleted = process.deleted ? ', which was deleted' : '';
	return judgeAlive(`${before}pid ${process.pid} holds ${nameOf(process.file)} open${deleted}`, silentMs, signs, writer);
}

/** Silence after which nobody is believed to write any more, milliseconds. */
const deadAfter = ({stallAfterMs}: Signs): number => Math.max(600_000, stallAfterMs * 3);

function judgeSilence(facts: RunFacts, signs: Signs, silentMs: number, nowMs: number): Verdict {
	const {stallAfterMs, progress, process, aheadMs = 0} = signs;
	const where = signs.here ? '' : `recorded on host ${facts.host}, `;
	const instead = process.kind === 'unknown' && process.instead !== undefined ? `${process.instead}, but others write: ` : '';
	const silent =
		signs.copiedAtMs != null && signs.isStart === true
			? `started ${steadyAge(silentMs)} ago (its files are a later copy)`
			: `no write for ${steadyAge(silentMs)}`;
	const deadAfterMs = deadAfter(signs);
	if (signs.copiedAtMs != null && silentMs <= deadAfterMs) return judgeCopy(facts, signs, signs.copiedAtMs, nowMs);
	if (silentMs <= stallAfterMs) {
		const {text, holdsMs} = withinSpan(silentMs);
		return {
			status: 'running',
			why: `${where}${instead}${signs.isNested === true ? 'a run below it was ' : ''}written within the last ${text}${beginningOf(signs)}`,
			holdsMs: Math.min(5000, holdsMs),
		};
	}
	const skew = aheadMs > 0 ? ` (its clock is ${steadyAge(aheadMs)} ahead)` : '';
	const suspect = process.kind === 'unknown' ? process.suspect : undefined;
	const isOver = (done: Progress) => isSureEnd(done) || (silentMs > deadAfterMs && suspect === undefined);
	if (!facts.writer.marksEnd && isDone(facts, progress) && isOver(progress)) {
		return {status: 'finished', why: `reached ${endOf(progress)} (${progress.totalFrom}) and is silent`, holdsMs: long};
	}
	// The list counts the silence beside it.
	const untilWordsMs = Math.min(30_000, steadyForMs(silentMs));
	if (suspect !== undefined) {
		const who = `pid ${suspect.pid} (${suspect.program})`;
		const is = suspect.isSuspended === true ? `and ${who}, which may be its writer, is suspended` : `but ${who} is alive`;
		const why = `${silent}, ${is} (${signs.stallReason})${skew}`;
		return {status: 'stalled', why, holdsMs: untilWordsMs};
	}
	const isUnsure = signs.beginningRows != null || signs.isWrittenOnce === true;
	if (isUnsure && !facts.writer.marksEnd && silentMs <= deadAfterMs)
		return {status: 'idle', why: `${where}${silent}${beginningOf(signs)}`, holdsMs: 30_000};
	if (silentMs <= deadAfterMs)
		return {status: 'stalled', why: `${where}${instead}${silent} (${signs.stallReason})${skew}`, holdsMs: untilWordsMs};
	const holdsMs = Math.min(long, Math.max(60_000, silentMs / 20));
	if (facts.writer.marksEnd) return {status: 'crashed', why: `${where}no end record, ${silent}${skew}`, holdsMs};
	return {status: 'idle', why: `${where}${silent}, and this format has no end mark${skew}`, holdsMs};
}

/** What is unsure of a run that has hardly begun: its writer would be seen, but a writer may open its file for each row alone. */
function beginningOf({beginningRows = null, isWrittenOnce, process}: Signs): string {
	if (isWrittenOnce === true) return ', all in one go: newest rows, an end or a copy';
	if (beginningRows === null) return '';
	const rows = beginningRows === 0 ? 'no row' : beginningRows === 1 ? 'one row' : `${beginningRows} rows`;
	const writer = process.kind === 'no writer' ? ', and no process here has it open' : '';
	return `, ${rows}: just begun or copied${writer}`;
}

/**
 * Decides what a run is doing. What its files prove comes first, then its process on this machine, then who holds its files open, and
 * only then silence, measured against its own rhythm and its writer's buffer. Where the tracker's own word says something else, the
 * reason names both.
 * @param nowMs milliseconds since the epoch
 */
export function judge(facts: RunFacts, signs: Signs, nowMs: number): Verdict {
	if (facts.outcome !== null) return {holdsMs: Number.POSITIVE_INFINITY, ...facts.outcome};
	const verdict = judgeEvidence(facts, signs, nowMs);
	const {endLost} = facts.writer;
	if (endLost !== undefined && verdict.status === 'crashed') return {holdsMs: verdict.holdsMs, ...endLost};
	return {...verdict, why: besideRecorded(facts.recorded, verdict.status, verdict.why)};
}

function judgeEvidence(facts: RunFacts, signs: Signs, nowMs: number): Verdict {
	const silentMs = signs.signAtMs === null ? Number.POSITIVE_INFINITY : Math.max(0, nowMs - signs.signAtMs);
	const {process, copiedAtMs = null} = signs;
	switch (process.kind) {
		case 'alive':
			// It lives, but it writes to the original.
			if (copiedAtMs !== null) return judgeCopy(facts, signs, copiedAtMs, nowMs);
			if (process.suspended)
				return {status: 'stalled', why: `pid ${process.pid} is suspended${sinceWhen(signs, silentMs)}`, holdsMs: aliveHoldsMs};
			return judgeAlive(`pid ${process.pid} is alive`, silentMs, signs, facts.writer);
		case 'writer':
			return judgeWriter(process, silentMs, signs, facts.writer);
		case 'zombie':
			return judgeGone(facts, signs, silentMs, `pid ${process.pid} has ended (a zombie its parent has not read)`, 5000);
		case 'gone':
			return judgeGone(facts, signs, silentMs, process.why, 60_000);
		case 'no writer': {
			// Nobody writes to a copy; the original may have its writer.
			if (copiedAtMs !== null && silentMs <= deadAfter(signs)) break;
			if (
				facts.writer.marksEnd &&
				(process.why !== undefined || (facts.writer.holdsOpen && (signs.here || silentMs > signs.stallAfterMs)))
			) {
				const proof = process.why ?? `no process here holds ${nameOf(facts.signFiles[0] ?? 'its log')} open`;
				return {status: 'crashed', why: `no end record, and ${proof}${sinceWhen(signs, silentMs)}`, holdsMs: 60_000};
			}
			if (signs.here && provesEnd(facts.writer, process, silentMs)) {
				const {heldLog} = facts.writer;
				const also = process.why === undefined || heldLog !== undefined ? '' : `, and ${process.why}`;
				const why = `no process here holds ${nameOf(heldLog ?? facts.signFiles[0] ?? 'its log')} open${also}`;
				return judgeGone(facts, signs, silentMs, why, 60_000);
			}
		}
	}
	if (signs.signAtMs === null) return copiedAtMs === null ? judgeUntimed(signs) : judgeCopy(facts, signs, copiedAtMs, nowMs);
	const {pulse} = facts.writer;
	if (pulse !== undefined) return judgePulse(pulse, silentMs, signs.aheadMs ?? 0, process);
	return judgeSilence(facts, signs, silentMs, nowMs);
}

/** True where nobody can have files open that the writer of this format would have. */
function provesEnd(
	{holdsOpen, neverReopens, heldLog}: RunFacts['writer'],
	{why}: Extract<ProcessEvidence, {kind: 'no writer'}>,
	silentMs: number,
): boolean {
	if (why !== undefined) return holdsOpen || heldLog !== undefined;
	return holdsOpen && (neverReopens === true || silentMs > reopenMs);
}

/** Its files were copied here before it was over, so far as they tell: whether the original goes on nobody here knows. */
function judgeCopy(facts: RunFacts, {progress, isStart, signAtMs}: Signs, copiedAtMs: number, nowMs: number): Verdict {
	const {writer} = facts;
	const age = steadyAge(nowMs - copiedAtMs);
	const holdsMs = 30_000;
	// Without any time it may be a short run of this place as well.
	const copied = signAtMs === null ? `its files were made in one go ${age} ago` : `copied here ${age} ago`;
	if (!writer.marksEnd && isDone(facts, progress))
		return {status: 'finished', why: `reached ${endOf(progress)} (${progress.totalFrom}), ${copied}`, holdsMs};
	if (signAtMs === null) {
		// Who writes in blocks and closes the file in between leaves the same after the first block.
		const whose =
			nowMs - copiedAtMs <= youngMs ? 'a copy, of a short run or of one that has just begun' : 'a copy or of a short run';
		return {status: 'idle', why: `${copied}, as those of ${whose} are, and hold no time`, holdsMs};
	}
	if (isStart === true) return {status: 'idle', why: `${copied}, and its files hold no time but its start`, holdsMs};
	if (!writer.marksEnd) return {status: 'idle', why: `copied here ${age} ago, and this format has no end mark`, holdsMs};
	return {status: 'unknown', why: `copied here ${age} ago, before its end was recorded`, holdsMs};
}

/** Nothing tells when it was written last. */
function judgeUntimed({aheadMs = 0, hasRows = false}: Signs): Verdict {
	if (aheadMs === 0)
		return {status: 'unknown', why: hasRows ? 'nothing tells when it was written' : 'nothing was written yet', holdsMs: 5000};
	return {
		status: 'unknown',
		why: `its times lie ${steadyAge(aheadMs)} ahead of this clock, and it has not grown since it was first seen`,
		holdsMs: 30_000,
	};
}

/** A writer with a pulse lives while it beats, and is over when a beat is missing. */
function judgePulse(
	{limitMs, silent}: NonNullable<RunFacts['writer']['pulse']>,
	silentMs: number,
	aheadMs: number,
	process: ProcessEvidence,
): Verdict {
	if (silentMs <= limitMs) {
		const limit = formatDuration(limitMs / 1000);
		// A beat from the future tells nothing: its files do.
		const why =
			aheadMs > 0
				? `its files were written within the last ${limit}, and its times lie ${steadyAge(aheadMs)} ahead of this clock`
				: `its pulse came within the last ${limit}`;
		return {status: 'running', why, holdsMs: limitMs - silentMs + 1};
	}
	// Who took its pulse away itself was not put to sleep.
	const {sleeper, suspect} = process.kind === 'unknown' && silent.status === 'crashed' ? process : {};
	if (sleeper !== undefined) {
		const {pid, program, isAwake} = sleeper;
		const who = `pid ${pid} (${program}), which may be its writer,`;
		if (isAwake) return {status: 'running', why: `${who} goes on after it was suspended`, holdsMs: aliveHoldsMs};
		return {status: 'stalled', why: `its pulse stands still, and ${who} is suspended`, holdsMs: aliveHoldsMs};
	}
	if (suspect !== undefined) {
		const why = `its pulse stands still, but pid ${suspect.pid} (${suspect.program}), which may be its writer, is alive`;
		return {status: 'stalled', why, holdsMs: aliveHoldsMs};
	}
	return {...silent, holdsMs: 60_000};
}

/** A process that is gone without an end mark has crashed, unless its format never has one. */
function judgeGone(facts: RunFacts, signs: Signs, silentMs: number, why: string, holdsMs: number): Verdict {
	const {progress} = signs;
	const {writer} = facts;
	const since = sinceWhen(signs, silentMs);
	if (writer.marksEnd) {
		const though = progress?.fraction === 1 ? `, though ${endOf(progress)} was reached` : '';
		return {status: 'crashed', why: `${why}, no end record${since}${though}`, holdsMs};
	}
	if (isDone(facts, progress))
		return {status: 'finished', why: `${why}, and ${endOf(progress)} (${progress.totalFrom}) was reached`, holdsMs};
	return {status: 'idle', why: `${why}${since}, and this format has no end mark`, holdsMs};
}

/** How old the last sign of life is, where that is more than a moment and is one of life: `, no write for 2 h`. */
function sinceWhen({isStart}: Signs, silentMs: number): string {
	return silentMs < momentMs || !Number.isFinite(silentMs) || isStart === true ? '' : `, no write for ${steadyAge(silentMs)}`;
}

/** True where it has reached its end, and no file tells of an error: one that is raised after the last step is one all the same. */
function isDone({error}: RunFacts, progress: Progress | null): progress is Progress {
	return progress?.fraction === 1 && error === null;
}

/** False where only the distance of the rows tells that none is to follow. */
const isSureEnd = ({step, total, openFraction}: Progress): boolean =>
	openFraction === undefined || step === null || total === null || step >= total;

function endOf(progress: Progress): string {
	const {unit, total} = progress;
	const end = unit === '%' ? `${total} %` : `${unit} ${total}`;
	return isSureEnd(progress) ? end : `the last row before ${end}`;
}
