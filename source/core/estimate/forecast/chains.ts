import type {Breaks} from '../seen/breaks.ts';
import type {Pauses} from '../seen/pauses.ts';
import type {Rows} from '../seen/rows.ts';

/** Pauses that come every `period` steps. */
export interface Chain {
	period: number;
	/** Step of the newest pause of it. */
	last: number;
	/** Seconds the next one is expected to take, and how much longer each later one is. */
	excess: number;
	growth: number;
	hits: number;
}

export interface Rhythms {
	chains: Chain[];
	/** Pauses in no chain: their number, the sum of their seconds, the largest, and how likely it is that they go on, 0..1. */
	loose: {count: number; seconds: number; largest: number; likely: number};
}

const newest = 16;
/** So many pauses at one distance are a rhythm, wherever they begin. */
const lateHits = 4;

/**
 * Learns periodic pauses. Candidate periods are the distances among the newest pauses; each is walked back, anchored again at each
 * hit (tolerance: a row or 2 % of the period). A chain needs 3 hits, of which the start of the run may be one, its newest two hit,
 * 85 % of the last 12 (of 4 pauses and more: since the first of them), and its next one not overdue by 1.3 periods. The best (median
 * excess × hits) is taken out, up to 3 times.
 */
export function findChains(
	rows: Rows,
	pauses: Pauses,
	breaks: Breaks,
	{firstStep, nowStep}: Pick<Span, 'firstStep' | 'nowStep'>,
): Rhythms {
	const free = eventsOf(rows, pauses, breaks);
	const {startRows} = pauses;
	const seenFrom = startRows > 0 ? rows.ends[startRows - 1]! : firstStep;
	const chains: Chain[] = [];
	for (let round = 0; round < 3 && free.length > 0; round++) {
		let best: {chain: Chain; members: number[]; gain: number} | null = null;
		const tried: number[] = [];
		for (let later = free.length - 1; later >= Math.max(0, free.length - newest); later--) {
			for (let earlier = later - 1; earlier >= Math.max(-1, later - newest); earlier--) {
				const start = earlier < 0 ? firstStep : free[earlier]!.step;
				const period = free[later]!.step - start;
				const tolerance = Math.max(free[later]!.width, 0.02 * period);
				if (period < 2.5 * free[later]!.width || tried.some(other => Math.abs(other - period) <= tolerance * 0.5)) continue;
				tried.push(period);
				const found = walkBack(free, later, period, {firstStep, seenFrom, nowStep});
				if (found && (!best || found.gain > best.gain)) best = found;
			}
		}
		if (!best) break;
		chains.push(best.chain);
		// Two pauses may fall together, a checkpoint upon a validation: what is far beyond the usual is another one.
		const usual = medianOf(best.members.map(member => free[member]!.excess));
		for (const member of best.members) {
			if (free[member]!.excess > 2 * usual) free[member] = {...free[member]!, excess: free[member]!.excess - usual, nested: true};
			else free.splice(member, 1);
		}
	}
	return {
		chains,
		loose: looseOf(
			free.filter(({isBreak}) => !isBreak),
			firstStep,
			nowStep,
		),
	};
}

/** What is in no chain. Where the next one is overdue by more than their usual distance, they are believed to fade: recompilations. */
function looseOf(pauses: Event[], firstStep: number, nowStep: number): Rhythms['loose'] {
	let seconds = 0;
	let largest = 0;
	for (const pause of pauses) {
		seconds += pause.excess;
		largest = Math.max(largest, pause.excess);
	}
	const newestStep = pauses.at(-1)?.step ?? firstStep;
	const distance = (newestStep - firstStep) / Math.max(1, pauses.length);
	const likely = Math.min(1, ((2 * distance) / Math.max(1e-9, nowStep - newestStep)) ** 2);
	return {count: pauses.length, seconds, largest, likely};
}

interface Event {
	step: number;
	width: number;
	excess: number;
	/** It fell on a pause of another rhythm, so that it has one itself, most likely: two hits will do. */
	nested: boolean;
	/** It is a time off: where the pauses have a rhythm it may hide one of them, as it begins where a checkpoint was written. */
	isBreak: boolean;
}

/** Pauses in rows on end are one: an epoch ends with a validation and the next one begins with workers that start. */
function eventsOf(rows: Rows, pauses: Pauses, breaks: Breaks): Event[] {
	const events: Event[] = [];
	const isOff = (row: number) => breaks.rows.includes(row);
	const others = breaks.rows.length > 0 ? pauses.excess.filter((_, index) => !isOff(pauses.rows[index]!)) : [];
	const usual = others.length > 0 ? medianOf(others) : 0;
	pauses.rows.forEach((row, index) => {
		const isBreak = isOff(row);
		const excess = isBreak ? usual : pauses.excess[index]!;
		const before = index > 0 && pauses.rows[index - 1] === row - 1 ? events.at(-1) : undefined;
		if (before === undefined || before.isBreak || isBreak)
			events.push({step: rows.ends[row]!, width: rows.steps[row]!, excess, nested: false, isBreak});
		else before.excess += excess;
	});
	return events;
}

/** Where a run began, where its start-up ended, in which no pause can be told from it, and where it is. Steps. */
interface Span {
	firstStep: number;
	seenFrom: number;
	nowStep: number;
}

/** Members are given newest first, which is how they can be taken out of a list. */
function walkBack(events: Event[], from: number, period: number, {firstStep, seenFrom, nowStep}: Span) {
	const members = [from];
	const hits = [1];
	let anchor = events[from]!.step;
	let sure = anchor;
	let at = from - 1;
	for (;;) {
		const target = anchor - period;
		const tolerance = Math.max(events[members.at(-1)!]!.width, 0.02 * period);
		if (target < firstStep + tolerance) {
			if (Math.abs(target - firstStep) <= tolerance) hits.push(1);
			break;
		}
		if (target <= seenFrom) break;
		while (at >= 0 && events[at]!.step > target + tolerance) at--;
		let nearest = -1;
		for (let other = at; other >= 0 && events[other]!.step >= target - tolerance; other--) {
			if (nearest < 0 || Math.abs(events[other]!.step - target) < Math.abs(events[nearest]!.step - target)) nearest = other;
		}
		hits.push(nearest >= 0 ? 1 : 0);
		if (nearest >= 0) {
			members.push(nearest);
			anchor = events[nearest]!.step;
			sure = anchor;
			at = nearest - 1;
		} else anchor = target;
		if (hits.length > 200 || anchor < sure - 3 * period) break;
	}
	// A rhythm may begin long after the run did: what was missed before its first pause says nothing once there are enough.
	if (members.length >= lateHits) hits.length = hits.lastIndexOf(1) + 1;
	const count = hits.reduce((sum, hit) => sum + hit, 0);
	const recent = hits.slice(0, 12);
	const share = recent.reduce((sum, hit) => sum + hit, 0) / recent.length;
	if (count < (events[from]!.nested ? 2 : 3) || !recent[1] || share < 0.85 || nowStep - events[from]!.step > 1.3 * period)
		return null;
	// Where the steps between were measured over several periods, their mean is finer than one distance.
	const first = members.at(-1)!;
	const span = events[from]!.step - events[first]!.step;
	const gaps = Math.round(span / period);
	const chain: Chain = {
		period: gaps > 1 ? span / gaps : period,
		last: events[from]!.step,
		...expectedExcess(members.map(member => events[member]!.excess)),
		hits: members.length,
	};
	return {chain, members, gain: medianOf(members.map(member => events[member]!.excess)) * count};
}

const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[(values.length - 1) >> 1]!;

/**
 * Newest first. Weights halve every 6 pauses; what is beyond twice the middle counts as the middle, as the rest is taken for another pause. A trend is
 * believed as far as it stands out of its own noise: slope × t² / (t² + 6).
 */
function expectedExcess(values: number[]): Pick<Chain, 'excess' | 'growth'> {
	const middle = medianOf(values.slice(0, 15));
	const count = Math.min(values.length, 24);
	let [weights, x1, x2, y1, y2, xy] = [0, 0, 0, 0, 0, 0];
	for (let index = 0; index < count; index++) {
		const share = 0.5 ** (index / 6);
		const value = values[index]! > 2 * middle ? middle : Math.max(middle / 2, values[index]!);
		weights += share;
		x1 -= share * index;
		x2 += share * index * index;
		y1 += share * value;
		y2 += share * value * value;
		xy -= share * index * value;
	}
	const mean = y1 / weights;
	const spreadX = x2 - (x1 * x1) / weights;
	const spreadY = Math.max(0, y2 - (y1 * y1) / weights);
	if (count < 4) return {excess: mean, growth: 0};
	const slope = (xy - (x1 * y1) / weights) / spreadX;
	const rest =
		Math.max(0, spreadY - slope * slope * spreadX) / Math.max(1, (count * weights) / (weights + 2) - 2) + 1e-6 * mean * mean;
	const sure = (slope * slope * spreadX) / rest;
	const growth = (slope * sure) / (sure + 6);
	return {excess: mean + growth * (1 - x1 / weights), growth};
}

/** How many pauses of a chain are still to come; the slack lets one at the very last step count. */
export function pausesLeft(chain: Chain, step: number, total: number, rowSteps: number): number {
	const slack = Math.min(1.6 * rowSteps, 0.3 * chain.period);
	const until = Math.floor((total + slack - chain.last) / chain.period);
	const past = Math.max(0, Math.floor((step - slack - chain.last) / chain.period));
	return Math.max(0, until - past);
}

/** Seconds that the next `left` pauses of a chain take; a trend is followed up to thrice the present. */
export function chainSeconds(chain: Chain, left: number): number {
	const mean = chain.excess + (chain.growth * (left - 1)) / 2;
	return left * Math.max(chain.excess * 0.3, Math.min(chain.excess * 3, mean));
}
