import type {Progress} from '../../core/row.ts';
import type {Judgement, RunFacts} from '../../core/run.ts';
import {formatDuration} from '../../core/units.ts';
import type {ProcessEvidence} from './evidence.ts';

export interface Signs {
	/** Newest sign of life, milliseconds; null where there is none at all. */
	signAtMs: number | null;
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

function judgeAlive(who: string, does: string, suspended: boolean, silentMs: number, signs: Signs): Verdict {
	if (suspended) return {status: 'stalled', why: `${who} is suspended`, holdsMs: 2000};
	if (silentMs <= signs.stallAfterMs) return {status: 'running', why: `${who} ${does}`, holdsMs: 2000};
	const silence = `no write for ${formatDuration(silentMs / 1000)} (${signs.stallReason})`;
	return {status: 'stalled', why: `${who} ${does}, but ${silence}`, holdsMs: 2000};
}

function judgeSilence(facts: RunFacts, signs: Signs, silentMs: number): Verdict {
	const {stallAfterMs, progress} = signs;
	const where = facts.host !== null && !signs.here ? `recorded on host ${facts.host}, ` : '';
	const silent = `no write for ${formatDuration(silentMs / 1000)}`;
	if (silentMs <= stallAfterMs)
		return {status: 'running', why: `${where}written ${formatDuration(silentMs / 1000)} ago`, holdsMs: 5000};
	if (!facts.writer.marksEnd && progress?.fraction === 1) {
		return {
			status: 'finished',
			why: `reached ${progress.unit} ${progress.total} (${progress.totalFrom}) and is silent`,
			holdsMs: long,
		};
	}
	const deadAfterMs = Math.max(600_000, stallAfterMs * 3);
	if (silentMs <= deadAfterMs) return {status: 'stalled', why: `${where}${silent} (${signs.stallReason})`, holdsMs: 30_000};
	const holdsMs = Math.min(long, Math.max(60_000, silentMs / 20));
	if (facts.writer.marksEnd) return {status: 'crashed', why: `${where}no end record, ${silent}`, holdsMs};
	return {status: 'idle', why: `${where}${silent}, and this format has no end mark`, holdsMs};
}

/**
 * Decides what a run is doing. What its files prove comes first, then its process on this machine, then who holds its files open, and
 * only then silence, measured against its own rhythm and its writer's buffer.
 * @param nowMs milliseconds since the epoch
 */
export function judge(facts: RunFacts, signs: Signs, nowMs: number): Verdict {
	if (facts.outcome !== null) return {...facts.outcome, holdsMs: Number.POSITIVE_INFINITY};
	const silentMs = signs.signAtMs === null ? Number.POSITIVE_INFINITY : Math.max(0, nowMs - signs.signAtMs);
	const {process} = signs;
	switch (process.kind) {
		case 'alive':
			return judgeAlive(`pid ${process.pid}`, 'is alive', process.suspended, silentMs, signs);
		case 'writer':
			return judgeAlive(`pid ${process.pid}`, `holds ${basename(process.file)} open`, process.suspended, silentMs, signs);
		case 'zombie':
			return {
				status: 'crashed',
				why: `pid ${process.pid} has ended (a zombie its parent has not read), no end record`,
				holdsMs: 5000,
			};
		case 'gone':
			return judgeGone(facts, signs, process.why);
		case 'no writer':
			if (facts.writer.holdsOpen && facts.writer.marksEnd && (signs.here || silentMs > signs.stallAfterMs)) {
				return {
					status: 'crashed',
					why: `no end record, and no process here holds ${basename(facts.signFiles[0] ?? 'its log')} open`,
					holdsMs: 60_000,
				};
			}
	}
	if (signs.signAtMs === null) return {status: 'unknown', why: 'nothing was written yet', holdsMs: 5000};
	const {pulse} = facts.writer;
	if (pulse !== undefined) return judgePulse(pulse, silentMs);
	return judgeSilence(facts, signs, silentMs);
}

/** A writer with a pulse lives while it beats, and is over when a beat is missing. */
function judgePulse({limitMs, silent}: NonNullable<RunFacts['writer']['pulse']>, silentMs: number): Verdict {
	if (silentMs > limitMs) return {...silent, holdsMs: 60_000};
	return {
		status: 'running',
		why: `its pulse came within the last ${formatDuration(limitMs / 1000)}`,
		holdsMs: limitMs - silentMs + 1,
	};
}

/** A process that is gone without an end mark has crashed, unless its format never has one. */
function judgeGone({writer}: RunFacts, {progress}: Signs, why: string): Verdict {
	if (writer.marksEnd) return {status: 'crashed', why: `${why}, no end record`, holdsMs: 60_000};
	if (progress?.fraction === 1)
		return {
			status: 'finished',
			why: `${why}, and ${progress.unit} ${progress.total} (${progress.totalFrom}) was reached`,
			holdsMs: 60_000,
		};
	return {status: 'idle', why: `${why}, and this format has no end mark`, holdsMs: 60_000};
}

function basename(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
