import {inferTotal} from '../../core/estimate/total.ts';
import type {Progress} from '../../core/row.ts';
import {stepsDoneOf, stepUnitOf} from '../model/counts/counters.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {Patiences} from './patience.ts';
import {countingKeys, plannedCounts} from './planned-counts.ts';
import {familyOf} from './siblings.ts';

const everyMs = 5000;
const mostEnds = 64;

/** What is the same for runs of the same program: its words without the values that one run is started with. */
function programOf({facts, format}: TrackedRun): string | null {
	const words = facts.command?.argv.filter(word => !word.startsWith('-') && !word.includes('='));
	return words === undefined || words.length === 0 ? null : [format, facts.work ?? '', ...words].join('\0');
}

/** Where finished runs ended, by group and by program: the likely end of runs that do not say their own. */
export class FinishedEnds {
	private families = new Map<string, number[]>();
	private programs = new Map<string, number[]>();
	/** What counts the steps of a group's runs, whatever it is called there. */
	private counting = new Map<string, readonly string[]>();
	private readonly patiences = new Patiences();
	private updatedAtMs = Number.NEGATIVE_INFINITY;
	/** State of the finished runs that were read last. */
	private readAt = Number.NaN;
	/** Runs that are to be looked at anew once one asks for the end of its likes; null where they have been. */
	private unread: ReadonlyMap<number, TrackedRun> | null = null;

	/** Has all runs looked at anew, where the last look is some seconds old. */
	update(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): void {
		if (nowMs - this.updatedAtMs < everyMs) return;
		this.updatedAtMs = nowMs;
		this.unread = runs;
	}

	private read(runs: ReadonlyMap<number, TrackedRun>): void {
		this.unread = null;
		const finished = [...runs.values()].filter(({judgement, complete}) => complete && judgement.status === 'finished');
		const state = stateOf(finished);
		if (state === this.readAt) return;
		this.readAt = state;
		this.families = new Map();
		this.programs = new Map();
		finished.sort((a, b) => (b.facts.startedAtMs ?? 0) - (a.facts.startedAtMs ?? 0));
		const ended = finished.flatMap(run => {
			const done = stepsDoneOf(run);
			return done === null || done <= 1 ? [] : [{run, done}];
		});
		const likes = new Map<string, typeof ended>();
		for (const end of ended) add(likes, likeness(end.run), end);
		this.counting = new Map(Array.from(likes, ([like, ends]) => [like, countingKeys(ends)]));
		for (const {run, done} of ended) {
			const program = this.programKey(run);
			add(this.families, this.familyKey(run), done);
			if (program !== null) add(this.programs, program, done);
		}
	}

	/** Progress with the end that the run's likes had, where it says none itself and has not passed it; else as it is. */
	complete(run: TrackedRun, progress: Progress): Progress {
		run.patience = this.patiences.of(run);
		if (progress.total !== null) return progress;
		const done = stepsDoneOf(run);
		if (done === null) return progress;
		if (this.unread !== null) this.read(this.unread);
		const siblings = this.families.get(this.familyKey(run)) ?? [];
		const history = this.programs.get(this.programKey(run) ?? '') ?? [];
		const {patience} = run;
		if (siblings.length + history.length === 0 && patience === null) return progress;
		const inferred = inferTotal({step: done, unit: progress.unit, siblings, history, patience});
		if (inferred === null || inferred.total <= done) return progress;
		const {total, from, condition} = inferred;
		const completed = {...progress, total, fraction: Math.min(1, done / total), totalFrom: from};
		return condition === undefined ? completed : {...completed, condition};
	}

	private familyKey(run: TrackedRun): string {
		const like = likeness(run);
		return `${like}\0${plannedCounts(run, this.counting.get(like))}`;
	}

	private programKey(run: TrackedRun): string | null {
		const program = programOf(run);
		return program === null ? null : `${program}\0${plannedCounts(run, this.counting.get(likeness(run)))}`;
	}
}

/** Another number when any of them changed, came or went. */
const stateOf = (runs: readonly TrackedRun[]): number =>
	runs.reduce((hash, {key, version}) => (Math.imul(hash ^ key, 0x01000193) + version) | 0, runs.length);

const likeness = (run: TrackedRun): string => `${familyOf(run)}\0${stepUnitOf(run) ?? 'step'}`;

function add<T>(ends: Map<string, T[]>, key: string, done: T): void {
	const known = ends.get(key);
	if (known === undefined) ends.set(key, [done]);
	else if (known.length < mostEnds) known.push(done);
}
