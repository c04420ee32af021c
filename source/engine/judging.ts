import {findProgress} from '../core/progress/progress.ts';
import type {EvidenceFinder} from './liveness/evidence.ts';
import {judge} from './liveness/judge.ts';
import {findRhythm, silenceLimit} from './liveness/silence.ts';
import {readCounters} from './model/counters.ts';
import {flatConfigOf} from './model/row.ts';
import type {TrackedRun} from './model/tracked-run.ts';

/** When a run has to be judged again although nothing was written, and what it was judged by. */
interface Judged {
	version: number;
	dueAtMs: number;
}

const recentMs = 86_400_000;

/** Keeps status and progress of all runs true, at the least cost: a run is judged when it changed or when its last judgement ran out. */
export class Judging {
	private readonly judged = new Map<number, Judged>();

	constructor(private readonly finder: EvidenceFinder) {}

	/** When the first judgement runs out, milliseconds since the epoch. */
	nextDueAtMs = Number.NEGATIVE_INFINITY;

	/** Judges the runs that are due; true when anything that is shown changed by it. */
	judgeDue(runs: Iterable<TrackedRun>, nowMs: number): boolean {
		const due = [...runs].filter(run => {
			// Of a run that nothing was read of, there is nothing to judge, and its open files are not worth a scan yet.
			if (run.layers.every(({version}) => version === 0)) return false;
			const last = this.judged.get(run.key);
			return last === undefined || last.version !== run.version || last.dueAtMs <= nowMs;
		});
		if (due.length > 0) this.finder.prepare(this.filesToLookFor(due, nowMs), nowMs);
		let changed = false;
		for (const run of due) if (this.judgeRun(run, nowMs)) changed = true;
		this.nextDueAtMs = Number.POSITIVE_INFINITY;
		for (const {dueAtMs} of this.judged.values()) this.nextDueAtMs = Math.min(this.nextDueAtMs, dueAtMs);
		return changed;
	}

	forget(key: number): void {
		this.judged.delete(key);
	}

	/** Open files are worth a scan where they can still prove something. */
	private *filesToLookFor(runs: TrackedRun[], nowMs: number): Generator<string> {
		for (const {facts, modifiedAtMs} of runs) {
			const settled = facts.outcome !== null || (facts.pid !== null && this.finder.isHere(facts));
			if (!settled && (facts.writer.holdsOpen || nowMs - modifiedAtMs < recentMs)) yield* facts.signFiles;
		}
	}

	private judgeRun(run: TrackedRun, nowMs: number): boolean {
		const {facts} = run;
		const progress = findProgress(facts, flatConfigOf(facts), readCounters(run));
		const verdict = judge(
			facts,
			{
				signAtMs: this.signOf(run, nowMs),
				here: this.finder.isHere(facts),
				...(facts.outcome === null ? silenceLimit(facts, findRhythm(run)) : {stallAfterMs: 0, stallReason: ''}),
				progress,
				process: facts.outcome === null ? this.finder.find(facts) : {kind: 'unknown'},
			},
			nowMs,
		);
		const changed =
			verdict.status !== run.judgement.status ||
			verdict.why !== run.judgement.why ||
			progress?.step !== run.progress?.step ||
			progress?.total !== run.progress?.total ||
			progress?.fraction !== run.progress?.fraction;
		run.judgement = {status: verdict.status, why: verdict.why};
		run.progress = progress;
		if (changed) run.judgedVersion++;
		this.judged.set(run.key, {version: run.version, dueAtMs: nowMs + verdict.holdsMs});
		return changed;
	}

	/**
	 * Newest sign of life. Times inside the data count more than file times, which a copy makes new; a time from the future is a skewed clock
	 * and gives way to the file's.
	 */
	private signOf({facts, grewAtMs, modifiedAtMs, appendedAtMs}: TrackedRun, nowMs: number): number | null {
		const inside = facts.lastSignMs !== null && facts.lastSignMs <= nowMs + 60_000 ? facts.lastSignMs : null;
		const sign = Math.max(inside ?? modifiedAtMs, appendedAtMs, grewAtMs);
		return sign > 0 ? sign : null;
	}
}
