import type {Format} from '../formats/format.ts';
import {numberAttempts} from './folding/attempts.ts';
import {foldExported} from './folding/fold-exported.ts';
import {foldHparams} from './folding/fold-hparams.ts';
import {foldLinked} from './folding/fold-linked.ts';
import {foldScalars} from './folding/fold-scalars.ts';
import {foldSplits} from './folding/fold-splits.ts';
import {foldStored} from './folding/fold-stored.ts';
import {CopiedEvents} from './folding/logged/copied-events.ts';
import {Results} from './folding/logged/evidence/results.ts';
import {LoggedElsewhere} from './folding/logged/fold-logged.ts';
import {foldInnerEvents} from './folding/logged/inner-events.ts';
import {LoggedTwice} from './folding/logged/logged-twice.ts';
import {PrintedLogs} from './folding/logged/printed/printed-logs.ts';
import {TrialTrainings} from './folding/logged/trials/trial-trainings.ts';
import {nestBelowJoined} from './folding/nested-root.ts';
import {partStrangers} from './folding/part-strangers.ts';
import type {Registry} from './registry.ts';

/** How often results of trackers are compared that have none but new points. */
const resultsEveryMs = 30_000;
/** How often while many runs are read, of which each tells something new; where it takes long, so many times as long is for reading, but no longer than that. */
const whileReadingMs = 1000;
const restsByCost = 10;
const longestRestMs = 15_000;
const few = 300;

/**
 * What becomes one run beside what always does: with `trackers` what these have logged of one elsewhere; with true, as on the screen, also the
 * splits of a training and the curves of its attempts.
 */
export type Folds = boolean | 'trackers';

/** Joins what is one run, and numbers its starts. */
export class Joining {
	/** True where a source was read to its end for the first time since runs were joined. */
	hasReadMore = false;
	private readonly copied = new CopiedEvents();
	private readonly results = new Results();
	private readonly elsewhere = new LoggedElsewhere(layer => this.copied.has(layer), this.results);
	private readonly twice = new LoggedTwice(this.results);
	private readonly trials = new TrialTrainings();
	private readonly printed = new PrintedLogs();
	private readonly splitFormats: ReadonlySet<string>;
	private joinedVersion = -1;
	private comparedAtMs = 0;
	private restsUntilMs = 0;

	constructor(
		private readonly registry: Registry,
		formats: readonly Format[],
		/** Formats whose ids are only unique within a project. */
		private readonly localFormats: ReadonlySet<string>,
		private readonly folds: Folds,
		/** Milliseconds since the epoch. */
		private readonly now: () => number,
	) {
		this.splitFormats = new Set(formats.filter(({splitsRuns}) => splitsRuns).map(({id}) => id));
	}

	/** True where results are to be compared as soon as there is nothing more to read, also where nothing changes any more. */
	get isBehind(): boolean {
		return this.folds !== false && this.hasReadMore;
	}

	/**
	 * Does so where anything that tells of it has changed. Results tell of it too, and come without anything else.
	 * @param isReading true while there is more to read, so that this will be asked again soon
	 */
	update(nowMs: number, isReading: boolean): void {
		const {registry, folds} = this;
		const isDue = folds !== false && (this.hasReadMore || nowMs >= this.comparedAtMs + resultsEveryMs);
		const waits = isReading && registry.runs.size > few && nowMs < this.restsUntilMs;
		if (registry.kinVersion === this.joinedVersion && (waits || !isDue)) return;
		foldLinked(registry);
		foldStored(registry);
		foldExported(registry);
		const {size} = registry.runs;
		partStrangers(registry);
		// A link may mean a run that was a part of another one until now.
		if (registry.runs.size > size) foldLinked(registry);
		if (folds !== false && waits) this.hasReadMore = true;
		else if (folds !== false) {
			this.hasReadMore = false;
			this.comparedAtMs = nowMs;
			this.elsewhere.fold(registry);
			this.copied.fold(registry);
			foldInnerEvents(registry);
			foldHparams(registry);
		}
		if (folds === true) {
			foldScalars(registry);
			foldSplits(registry, this.splitFormats);
		}
		if (folds !== false && !waits) {
			this.twice.fold(registry);
			this.trials.fold(registry);
			this.printed.fold(registry);
			const endedAtMs = this.now();
			const restMs = Math.min(longestRestMs, restsByCost * (endedAtMs - nowMs));
			this.restsUntilMs = endedAtMs + Math.max(whileReadingMs, restMs);
		}
		nestBelowJoined(registry);
		numberAttempts(registry.runs.values(), format => this.localFormats.has(format), folds === true);
		this.joinedVersion = registry.kinVersion;
	}
}
