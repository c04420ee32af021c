import {createEstimator, type Estimator} from '../../core/estimate/estimator.ts';
import {createDisplay, type Display, unicodeGlyphs} from '../../core/estimate/said/display.ts';
import type {Sibling} from '../../core/estimate/siblings.ts';
import type {Series} from '../../core/series/series.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {type Counted, isTimed} from './counted.ts';
import {HeldBack} from './held-back.ts';
import type {RowClock} from './row-clock.ts';
import {findSiblings} from './siblings.ts';

/** An end that an improvement puts off is the soonest one. */
const atLeast = {...unicodeGlyphs, about: '≥ '};

/** A run whose remaining time is told, and what its estimator was fed with. */
export interface Watched {
	estimator: Estimator;
	display: Display;
	heldBack: HeldBack;
	/** The clock that its points were timed by. */
	clock: RowClock;
	/** The series whose points were fed, how many of them, up to which step, and how often they were put into another order by then. */
	series: Series | null;
	/** True where the points count something else than the total is of: what counts that is taken for their steps. */
	isByMark: boolean;
	/** What counts in them, and what was added to it, as they were first met. */
	isByValue: boolean;
	offset: number;
	fed: number;
	fedStep: number;
	reorders: number;
	/** The last step of a point in what counts the total. */
	scaledStep: number;
	/** True where two processes write its points side by side. */
	areBeside: boolean;
	/** How many attempts had replaced points of it by then. */
	attempts: number;
	/** Of one whose points have no time: different steps seen, and the last of them. */
	seen: number;
	seenStep: number | null;
	total: number;
	/** The total holds only if nothing improves. */
	conditional: boolean;
	/** True where it was found to have no step left. */
	isEnding: boolean;
	/** When it was found to be silent, milliseconds since the epoch: growth after that ends the silence; null where it is not. */
	stuckAtMs: number | null;
	/** When it is to be done, as it was told last: milliseconds since the epoch. */
	toldFinishMs: number;
	/** When its text may change again, milliseconds since the epoch: nothing is asked of it before. */
	dueAtMs: number;
}

/** Begins to watch a run: its estimator knows its finished siblings, and nothing of its own. */
export function begin(
	run: TrackedRun,
	{series, isByValue, offset}: Counted,
	isByMark: boolean,
	total: number,
	runs: ReadonlyMap<number, TrackedRun>,
	clock: RowClock,
	stalledAtMs?: number,
): Watched {
	// Points of others would count something else as well.
	const siblings: Sibling[] = isByMark ? [] : findSiblings(run, total, runs.values());
	const conditional = run.progress?.condition !== undefined;
	const display = createDisplay(conditional ? atLeast : unicodeGlyphs);
	return {
		estimator: createEstimator({siblings}),
		display,
		heldBack: new HeldBack(stalledAtMs),
		clock,
		series,
		isByMark,
		isByValue,
		offset,
		fed: 0,
		fedStep: Number.NEGATIVE_INFINITY,
		reorders: 0,
		scaledStep: 0,
		areBeside: false,
		attempts: series?.attempts ?? 0,
		seen: 0,
		seenStep: null,
		total,
		conditional,
		isEnding: false,
		stuckAtMs: null,
		toldFinishMs: Number.NaN,
		dueAtMs: 0,
	};
}

/** True for what an estimate was made by so far, and for a series that is ahead of it now where neither has times: only how far it is counts. */
export function goesOnWith({series: before, isByValue, offset}: Watched, counted: Counted): boolean {
	const {series} = counted;
	if (before === series) return !isByValue || offset === counted.offset;
	return before !== null && series !== null && !isTimed(before) && !isTimed(series) && !isByValue && !counted.isByValue;
}
