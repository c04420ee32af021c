import {type Breaks, findBreaks} from '../seen/breaks.ts';
import {fillGrid, type Grid} from '../seen/grid.ts';
import {findPauses, type Pauses} from '../seen/pauses.ts';
import type {Rows} from '../seen/rows.ts';
import {bySiblings, type Course, type Sibling, type SiblingForecast} from '../siblings.ts';
import {type Blend, blend} from './blend.ts';
import {type Chain, chainSeconds, findChains, pausesLeft, type Rhythms} from './chains.ts';
import {findSeason} from './season.ts';

/** A forecast made at a row, with everything it was made of. */
export interface Model {
	/** Seconds from the newest row to the end. */
	remaining: number;
	/** Seconds of a plain step. */
	pace: number;
	chains: {chain: Chain; left: number}[];
	/** Seconds expected for pauses that follow no rhythm, and for restarts. */
	looseSeconds: number;
	/** The largest pause seen that was not part of the start-up. */
	largestPause: number;
	siblings: SiblingForecast | null;
	/** Weight of the siblings' forecast in the estimate, 0..1. */
	siblingShare: number;
	blend: Blend;
	rhythms: Rhythms;
	pauses: Pauses;
	/** Times off between two steps, which are in no other number of these. */
	breaks: Breaks;
	/** The same between attempts, with shorter ones that came once: how many, and their seconds. */
	restarts: {count: number; seconds: number};
	/** Deviation of the sum of random row noise, in seconds. */
	noiseSeconds: number;
	/** Usual steps and seconds between rows. */
	rowSteps: number;
	rowSeconds: number;
	/** Share of the planned steps still to do, of those seen and to come. */
	ahead: number;
	rowCount: number;
	/** How far the run's own earlier forecasts were off; see `record.ts`. */
	surprise: {size: number; lean: number} | null;
}

export interface Situation {
	rows: Rows;
	grid: Grid;
	firstStep: number;
	step: number;
	total: number;
	siblings: Sibling[];
}

/** Seconds; what is longer than thirty thousand years is no estimate. */
const longest = 1e12;
/** How much more the siblings of a run count than its own pace, while its course is like theirs. */
const siblingTrust = 25;
const shrink = [0, 0.6, 0.8, 0.95];

export function makeModel(situation: Situation): Model {
	const {rows, grid, firstStep, step, total, siblings} = situation;
	const pauses = findPauses(rows);
	fillGrid(grid, rows, pauses);
	const stepsLeft = Math.max(0, total - step);
	const breaks = findBreaks(rows, pauses);
	const rhythms = findChains(rows, pauses, breaks, {firstStep, nowStep: step});
	const mix = blend(grid, stepsLeft, pauses.noise * Math.sqrt(grid.bins / Math.max(grid.bins, rows.count)));
	const work = grid.width * grid.bins;
	const recent = Math.min(rows.count, 20);
	let rowSteps = 0;
	for (let row = rows.count - recent; row < rows.count; row++) rowSteps += rows.steps[row]! / recent;
	const season = findSeason(rows, pauses, grid, stepsLeft);
	const seasonShare = season
		? 0.9 * Math.min(1, Math.max(0, (season.strength - 0.45) / 0.3)) * Math.min(1, season.cycles - 0.9)
		: 0;
	const pace = season ? Math.exp((1 - seasonShare) * Math.log(mix.pace) + seasonShare * Math.log(season.pace)) : mix.pace;
	const baseSeconds = pace * stepsLeft;
	const chains = rhythms.chains.map(chain => ({chain, left: pausesLeft(chain, step, total, rowSteps)}));
	const pauseSeconds = chains.reduce((sum, {chain, left}) => sum + chainSeconds(chain, left), 0);
	const {loose} = rhythms;
	let looseSeconds = ((loose.seconds * stepsLeft) / work) * loose.likely * (shrink[loose.count] ?? 1);
	const {counted} = rows.lost;
	if (counted >= 2) looseSeconds += ((rows.lost.countedSeconds * stepsLeft) / work) * 0.5;
	const largest = chains.reduce((most, {chain}) => Math.max(most, chain.excess), loose.largest);
	let remaining = Math.min(longest, baseSeconds + pauseSeconds + looseSeconds);
	let trust = 0;
	const prior = siblings.length > 0 ? bySiblings(siblings, firstStep, total, courseOf(rows, breaks)) : null;
	if (prior) {
		trust = siblingTrust / (1 + (prior.mismatch / 0.05) ** 3);
		remaining = Math.exp((trust * Math.log(prior.seconds) + Math.log(Math.max(1e-9, remaining))) / (trust + 1));
	}
	return {
		remaining,
		pace,
		chains,
		looseSeconds,
		largestPause: largest,
		siblings: prior,
		siblingShare: trust / (trust + 1),
		blend: mix,
		rhythms,
		pauses,
		breaks,
		restarts: restartsLeftOut(rows),
		noiseSeconds: Math.sqrt((straySquares(rows, pauses) * stepsLeft) / work),
		rowSteps,
		rowSeconds: rowSteps * pace,
		ahead: stepsLeft / (stepsLeft + work),
		rowCount: rows.count,
		surprise: null,
	};
}

/** Squares of the seconds by which rows without a pause were off the pace of their place, summed. */
function straySquares(rows: Rows, pauses: Pauses): number {
	let squares = 0;
	let next = 0;
	for (let row = pauses.startRows; row < rows.count; row++) {
		if (pauses.rows[next] === row) next++;
		else squares += (rows.seconds[row]! - rows.base[row]! * rows.steps[row]!) ** 2;
	}
	return squares;
}

const courseParts = 6;

/** The run so far in a few parts of equal numbers of rows, as its siblings are compared with it; what restarts and breaks cost is left out. */
function courseOf(rows: Rows, breaks: Breaks): Course {
	const steps: number[] = [];
	const seconds: number[] = [];
	const parts = Math.max(1, Math.min(courseParts, rows.count >> 2));
	let passed = 0;
	let row = 0;
	let next = 0;
	for (let part = 1; part <= parts; part++) {
		for (; row < Math.round((rows.count * part) / parts); row++) {
			passed += rows.seconds[row]!;
			if (breaks.rows[next] === row) passed -= breaks.excess[next++]!;
		}
		steps.push(rows.ends[row - 1]!);
		seconds.push(passed);
	}
	return {steps, seconds, count: parts};
}

/** What lay between attempts and is not counted on again. */
function restartsLeftOut({lost}: Rows): Model['restarts'] {
	const isCounted = lost.counted >= 2;
	return {
		count: lost.count - (isCounted ? lost.counted : 0),
		seconds: lost.seconds - (isCounted ? lost.countedSeconds : 0),
	};
}
