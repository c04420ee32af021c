import {madeOnce} from '../core/made-once.ts';
import {findProgress, settleProgress} from '../core/progress/progress.ts';
import type {Progress} from '../core/row.ts';
import {FinishedEnds} from './estimates/ends.ts';
import type {Deaths} from './liveness/deaths.ts';
import {judge} from './liveness/judge.ts';
import {
	awaitEnd,
	beginJudged,
	isEarly,
	isStillSeen,
	type Judged,
	noteSigns,
	settle,
	startOf,
	takeVerdict,
	type VerdictBy,
} from './liveness/judged.ts';
import {endWithWhole, judgeByParts} from './liveness/parts.ts';
import {admitShut, explainShut, shutOf} from './liveness/shut.ts';
import {addSignBelow, NestedSigns} from './liveness/signs/nested.ts';
import {findBeginning, findCopy, findSign, findTouch, hasRows, isWrittenOnce, weighAbsence} from './liveness/signs/signs.ts';
import {SilenceLimits} from './liveness/signs/silence.ts';
import {type EvidenceFinder, type ProcessEvidence, recentMs} from './liveness/writers/evidence.ts';
import {weighHeldLog} from './liveness/writers/held-log.ts';
import {anyPython, Suspects} from './liveness/writers/suspects.ts';
import {countersOfCourse} from './model/counts/counters.ts';
import {plannedConfigOf} from './model/planned-config.ts';
import {flatConfigOf} from './model/row.ts';
import type {TrackedRun} from './model/tracked-run.ts';

/** Processes of this many runs are looked at in a second at most; each is looked at every two seconds where there are fewer. */
const looksPerSecond = 125;
const leastLookMs = 1900;
/** Where there are more, a process whose files grew a moment ago is believed to live, for so many looks. */
const looksSpared = 4;
/** What was judged before open files could be looked at. */
const earlyHoldsMs = 1000;
const living = new Set(['running', 'stalled']);

/** Keeps status and progress of all runs true, at the least cost: a run is judged when it changed or when its last judgement ran out. */
export class Judging {
	private readonly judged = new Map<number, Judged>();
	private readonly ends = new FinishedEnds();
	private readonly limits = new SilenceLimits();
	private readonly suspects = new Suspects();
	private readonly nested = new NestedSigns();
	private lookEveryMs = 0;

	constructor(
		private readonly finder: EvidenceFinder,
		private readonly deaths: Deaths,
	) {}

	/** When the first judgement runs out, milliseconds since the epoch. */
	nextDueAtMs = Number.NEGATIVE_INFINITY;

	/** Judges the runs that are due; true when anything that is shown changed by it. */
	judgeDue(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): boolean {
		const due: TrackedRun[] = [];
		const wholes: TrackedRun[] = [];
		let live = 0;
		let nextDueAtMs = Number.POSITIVE_INFINITY;
		for (const run of runs.values()) if (run.parts.size > 0) run.putPartsAway();
		for (const run of runs.values()) {
			if (run.livePid !== null) live++;
			if (run.parts.size > 0) wholes.push(run);
			const last = this.judged.get(run.key);
			if (last === undefined || last.version !== run.version || last.dueAtMs <= nowMs) due.push(run);
			else if (last.dueAtMs < nextDueAtMs) nextDueAtMs = last.dueAtMs;
		}
		this.lookEveryMs = Math.max(leastLookMs, (live / looksPerSecond) * 1000);
		const toSeek = due.filter(run => this.needsWriters(run, nowMs));
		if (toSeek.length > 0)
			this.finder.prepare(
				nowMs,
				toSeek.some(run => isEarly(this.judged.get(run.key))),
			);
		this.suspects.meet(runs);
		this.nested.meet(runs);
		const before = due.map(({judgement}) => judgement);
		const owns = due.map(run => this.judgeRun(run, nowMs));
		let changed = this.followParts(runs, wholes, new Set(due));
		// Which runs are finished has to be known before their likes learn their end from them.
		this.ends.update(runs, nowMs);
		due.forEach((run, i) => {
			const state = this.stateOf(run);
			if (state.dueAtMs < nextDueAtMs) nextDueAtMs = state.dueAtMs;
			const isNews = this.takeProgress(run, owns[i]!) || run.judgement !== before[i];
			if (!isNews) return;
			changed = true;
			run.judgedVersion++;
			state.version = run.version;
		});
		this.nextDueAtMs = nextDueAtMs;
		return changed;
	}

	/** Judges runs by those within them, when these have been judged; true when one that was not due is another now. */
	private followParts(runs: ReadonlyMap<number, TrackedRun>, wholes: readonly TrackedRun[], due: Set<TrackedRun>): boolean {
		let changed = false;
		for (const run of wholes) {
			const state = this.stateOf(run);
			if (state.own === null) continue;
			for (const part of run.parts) if (!runs.has(part.key)) run.parts.delete(part);
			const statuses = Array.from(run.parts, part => part.judgement.status);
			const {status, why} = (run.facts.outcome === null ? judgeByParts(state.own, statuses) : null) ?? state.own;
			if (run.judgement.status === status && run.judgement.why === why) continue;
			run.judgement = {status, why};
			if (due.has(run)) continue;
			changed = true;
			run.judgedVersion++;
			state.version = run.version;
		}
		return changed;
	}

	forget(key: number): void {
		this.judged.delete(key);
		this.suspects.forget(key);
	}

	/** Open files are worth a scan where they can still prove something. */
	private needsWriters({facts, modifiedAtMs}: TrackedRun, nowMs: number): boolean {
		const settled = facts.outcome !== null || (facts.pid !== null && this.finder.isHere(facts));
		return !settled && facts.signFiles.length > 0 && (facts.writer.holdsOpen || nowMs - modifiedAtMs < recentMs);
	}

	private stateOf({key}: TrackedRun): Judged {
		return madeOnce(this.judged, key, beginJudged);
	}

	/** Settles the status; gives how far the run is as far as it says so itself. */
	private judgeRun(run: TrackedRun, nowMs: number): Progress | null {
		const {facts, judgement} = run;
		const state = this.stateOf(run);
		const progressOf = () => findProgress(facts, flatConfigOf({config: plannedConfigOf(facts)}), countersOfCourse(run));
		const own = progressOf();
		if (isStillSeen(run, state, nowMs)) {
			state.version = run.version;
			return own;
		}
		run.copiedAtMs = run.complete ? findCopy(run, this.finder.isHere(facts), nowMs) : null;
		const start = facts.outcome?.mayBeOld === true ? this.finder.findStart(facts, nowMs) : null;
		const isSeen = facts.outcome?.mayBeOld === true && state.startSeen === startOf(facts);
		run.isEndOld = start !== null || isSeen;
		if (start !== null) state.startSeen = startOf(facts);
		const verdictBy =
			run.isEndOld || facts.outcome === null
				? this.weigh(run, state, nowMs, start)
				: settle(run, state, explainShut(facts.outcome, run), nowMs);
		const {whole} = run;
		let verdict = whole === null ? verdictBy(own) : endWithWhole(verdictBy(own), whole.isEndOld ? null : whole.facts.outcome);
		takeVerdict(run, state, verdict);
		let progress = own;
		if (run.layers.length > 1 && judgement.status !== verdict.status) {
			// Where several trackers tell of it, its curves may come from another one once it is over, and show that it has reached its end.
			progress = progressOf();
			const settled = progress?.fraction === 1 && own?.fraction !== 1 ? verdictBy(progress) : verdict;
			if (settled.status === 'finished') {
				verdict = settled;
				takeVerdict(run, state, verdict);
			}
		}
		state.version = run.version;
		const {holdsMs} = verdict;
		state.dueAtMs = nowMs + (run.livePid === null ? holdsMs : Math.max(holdsMs, this.lookEveryMs));
		return progress;
	}

	/** True where the progress is another one than before. */
	private takeProgress(run: TrackedRun, own: Progress | null): boolean {
		const before = run.progress;
		const {status} = run.judgement;
		const settled = own === null ? null : settleProgress(own, status === 'finished');
		const progress = settled !== null && living.has(status) ? this.ends.complete(run, settled) : settled;
		run.progress = progress;
		return (
			progress?.step !== before?.step ||
			progress?.total !== before?.total ||
			progress?.totalFrom !== before?.totalFrom ||
			progress?.condition !== before?.condition ||
			progress?.fraction !== before?.fraction
		);
	}

	/**
	 * Judges by evidence, where the files do not prove how it ended, or tell of an earlier start; `start` is its process, where that was seen already.
	 * Gives the verdict by how far it is.
	 */
	private weigh(run: TrackedRun, state: Judged, nowMs: number, start: ProcessEvidence | null): VerdictBy {
		const facts = run.isEndOld ? {...run.facts, outcome: null} : run.facts;
		const found = start ?? this.look(run, state, nowMs);
		const {evidence, sinceMs} = weighAbsence(found, state.absentSinceMs, run, nowMs);
		if (run.facts.pid === null) this.deaths.note(run, evidence, nowMs);
		run.livePid = evidence.kind === 'alive' || evidence.kind === 'writer' ? evidence.pid : null;
		run.isUnheld = evidence.kind === 'no writer';
		state.absentSinceMs = sinceMs;
		if (run.livePid !== null) state.wasSeen = true;
		const here = this.finder.isHere(facts);
		const {copiedAtMs} = run;
		const {signAtMs, isStart, aheadMs, isNested} = addSignBelow(findSign(run, nowMs), this.nested.signBelow(run, nowMs));
		const {stallAfterMs, stallReason} = this.limits.find(run, nowMs - (signAtMs ?? 0));
		const signs = {
			signAtMs,
			isStart,
			aheadMs,
			isNested,
			copiedAtMs,
			beginningRows: shutOf(run).length > 0 ? null : findBeginning(run),
			isWrittenOnce: isWrittenOnce(run),
			hasRows: signAtMs === null && hasRows(run),
			here,
			stallAfterMs,
			stallReason,
			process: evidence,
		};
		return progress => {
			const verdict = admitShut(judge(facts, {progress, ...signs}, nowMs), run, evidence);
			const sure = state.wasSeen ? awaitEnd(verdict, sinceMs, nowMs) : verdict;
			return found.kind === 'unknown' && found.isEarly ? {...sure, holdsMs: Math.min(sure.holdsMs, earlyHoldsMs)} : sure;
		};
	}

	/** Its process as it is now; where a point came and it was alive a moment ago, as it was then. */
	private look(run: TrackedRun, state: Judged, nowMs: number): ProcessEvidence {
		if (run.startOf !== null) return {kind: 'gone', pid: 0, why: 'its program was started again'};
		const {evidence, seenAtMs} = state;
		const {lookEveryMs} = this;
		const ageMs = nowMs - seenAtMs;
		const isWriting = lookEveryMs > leastLookMs && nowMs - run.grewAtMs < lookEveryMs / 2;
		const isFresh = ageMs >= 0 && ageMs < (isWriting ? looksSpared : 1) * lookEveryMs;
		if (evidence?.kind === 'alive' && !evidence.suspended && evidence.pid === run.facts.pid && isFresh) return evidence;
		const {python, pulse} = run.facts.writer;
		const isNameless = run.facts.pid === null && run.copiedAtMs === null && this.finder.isHere(run.facts);
		if (python !== undefined && isNameless && !run.facts.writer.holdsOpen)
			return this.deaths.weigh(run, this.suspects.find(run, python, nowMs));
		if (pulse !== undefined && isNameless) {
			const found = this.suspects.find(run, anyPython, nowMs);
			if (found.kind === 'unknown' && (found.sleeper ?? found.suspect) !== undefined) return found;
		}
		noteSigns(state, run.facts.signFiles, nowMs);
		const times = {touchedAtMs: findTouch(run, nowMs), modifiedAtMs: run.modifiedAtMs, metAtMs: state.metAtMs, nowMs};
		const seen = this.finder.find(run.facts, times);
		const isUnheld = seen.kind === 'no writer' && python !== undefined && isNameless;
		const found =
			(isUnheld ? this.suspects.findOther(run, python, nowMs) : null) ??
			weighHeldLog(run, seen, nowMs, log => this.suspects.areNear(run, nowMs, pid => this.finder.writesNamesake(pid, log)));
		// Where an end is always written, its absence is told from the files themselves.
		state.evidence = run.facts.writer.marksEnd ? found : state.holder.weigh(found);
		if (run.facts.pid === null) state.evidence = this.deaths.weigh(run, state.evidence);
		state.seenAtMs = nowMs;
		return state.evidence;
	}
}
