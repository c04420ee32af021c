import type {Pauses} from './pauses.ts';
import type {Rows} from './rows.ts';

/** Pauses that come every `period` steps. */
export interface Chain {
	period: number;
	/** Step of the newest pause of it. */
	last: number;
	/** Seconds each of the next ones is expected to take. */
	excess: number;
	/** Deviation of one of them, in seconds. */
	spread: number;
	hits: number;
}

export interface Rhythms {
	chains: Chain[];
	/** Pauses in no chain: their number, the sum of their seconds, and the steps they were seen over. */
	loose: {count: number; seconds: number; largest: number};
}

const newest = 16;

/**
 * Learns periodic pauses. Candidate periods are the distances among the newest pauses; each is walked back, anchored again at each
 * hit (tolerance: a row or 2 % of the period). A chain needs 3 hits, of which the start of the run may be one, its newest two hit,
 * 85 % of the last 12, and its next one not overdue by 1.3 periods. The best (median excess × hits) is taken out, up to 3 times.
 */
export function findChains(rows: Rows, pauses: Pauses, firstStep: number, nowStep: number): Rhythms {
	const free = pauses.rows.map((row, index) => ({step: rows.ends[row]!, width: rows.steps[row]!, excess: pauses.excess[index]!}));
	const chains: Chain[] = [];
	for (let round = 0; round < 3 && free.length >= 2; round++) {
		let best: {chain: Chain; members: number[]; gain: number} | null = null;
		const tried: number[] = [];
		for (let later = free.length - 1; later >= Math.max(0, free.length - newest); later--) {
			for (let earlier = later - 1; earlier >= Math.max(-1, later - newest); earlier--) {
				const start = earlier < 0 ? firstStep : free[earlier]!.step;
				const period = free[later]!.step - start;
				const tolerance = Math.max(free[later]!.width, 0.02 * period);
				if (period <= 0 || tried.some(other => Math.abs(other - period) <= tolerance * 0.5)) continue;
				tried.push(period);
				const found = walkBack(free, later, period, firstStep, nowStep);
				if (found && (!best || found.gain > best.gain)) best = found;
			}
		}
		if (!best) break;
		chains.push(best.chain);
		for (const member of best.members) free.splice(member, 1);
	}
	let seconds = 0;
	let largest = 0;
	for (const pause of free) {
		seconds += pause.excess;
		largest = Math.max(largest, pause.excess);
	}
	return {chains, loose: {count: free.length, seconds, largest}};
}

interface Event {
	step: number;
	width: number;
	excess: number;
}

/** Members are given newest first, which is how they can be taken out of a list. */
function walkBack(events: Event[], from: number, period: number, firstStep: number, nowStep: number) {
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
	const count = hits.reduce((sum, hit) => sum + hit, 0);
	const recent = hits.slice(0, 12);
	const share = recent.reduce((sum, hit) => sum + hit, 0) / recent.length;
	if (count < 3 || !recent[1] || share < 0.85 || nowStep - events[from]!.step > 1.3 * period) return null;
	// Where the steps between were measured over several periods, their mean is finer than one distance.
	const first = members.at(-1)!;
	const span = events[from]!.step - events[first]!.step;
	const gaps = Math.round(span / period);
	const {level, spread} = expectedExcess(members.map(member => events[member]!.excess));
	const chain: Chain = {
		period: gaps > 1 ? span / gaps : period,
		last: events[from]!.step,
		excess: level,
		spread,
		hits: members.length,
	};
	return {chain, members, gain: medianOf(members.map(member => events[member]!.excess)) * count};
}

function medianOf(values: number[]): number {
	return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Newest first. Weights halve every 6 pauses; far outliers are clipped so that one slow validation does not stand for all. */
function expectedExcess(values: number[]): {level: number; spread: number} {
	const middle = medianOf(values.slice(0, 15));
	let weight = 0;
	let sum = 0;
	let squares = 0;
	for (let index = 0; index < Math.min(values.length, 24); index++) {
		const share = 0.5 ** (index / 6);
		const value = values.length < 3 ? values[index]! : Math.max(middle / 3, Math.min(middle * 3, values[index]!));
		weight += share;
		sum += share * value;
		squares += share * value * value;
	}
	const level = sum / weight;
	return {level, spread: Math.sqrt(Math.max(0, squares / weight - level * level))};
}

/** How many pauses of a chain are still to come; the slack lets one at the very last step count. */
export function pausesLeft(chain: Chain, step: number, total: number, rowSteps: number): number {
	const slack = Math.min(1.6 * rowSteps, 0.3 * chain.period);
	const until = Math.floor((total + slack - chain.last) / chain.period);
	const past = Math.max(0, Math.floor((step - slack - chain.last) / chain.period));
	return Math.max(0, until - past);
}
