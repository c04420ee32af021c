import type {Remaining} from './remaining.ts';

/** One running run of a group: how long it has run and what is left, seconds; `left` null where nobody can say. */
export interface RunningPart {
	elapsed: number;
	left: {seconds: number; low: number; high: number} | null;
}

export interface GroupClues {
	running: RunningPart[];
	/** Runs that wait for a free slot. */
	queued: number;
	/** Whole lengths of finished runs, seconds. */
	finished: number[];
	/** How many run at once; by default as many as run now. */
	slots?: number;
}

export interface GroupEstimate {
	seconds: number;
	low: number;
	high: number;
	/** What it was made from: "2 running, 6 queued as long as 4 finished". */
	from: string;
}

/** The same as of a run, for the display rule. A group has no rows of its own, so it is never late. */
export function remainingOf(estimate: GroupEstimate): Remaining {
	return {stepsLeft: 0, overdueSeconds: null, silentSeconds: 0, stuck: false, ending: false, settling: false, ...estimate};
}

const draws = 99;
const mostQueued = 2000;

/**
 * When a sweep, a queue or any group will be done as a whole: each running run ends within its own interval, each queued one takes as
 * long as one of those known, and a free slot takes the next. Played through 99 times with the same numbers each time; the middle and
 * the middle 80 % are the answer. Null where a length is needed and none is known.
 */
export function estimateGroup({
	running,
	queued,
	finished,
	slots = Math.max(1, running.length),
}: GroupClues): GroupEstimate | null {
	if (running.length + queued === 0) return null;
	const lengths = finished.filter(seconds => seconds > 0);
	const known = lengths.length > 0 ? lengths : running.flatMap(({elapsed, left}) => (left ? [elapsed + left.seconds] : []));
	if (known.length === 0) return null;
	const waiting = Math.min(queued, mostQueued);
	const ends: number[] = [];
	let state = 12345;
	const next = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 4294967296;
	};
	for (let draw = 0; draw < draws; draw++) {
		const free: number[] = running.map(part => endOf(part, known, next));
		while (free.length < slots) free.push(0);
		let end = Math.max(...free);
		for (let run = 0; run < waiting; run++) {
			let first = 0;
			for (let slot = 1; slot < free.length; slot++) if (free[slot]! < free[first]!) first = slot;
			free[first]! += known[Math.floor(next() * known.length)]! * (known.length < 3 ? 0.8 + 0.4 * next() : 1);
			end = Math.max(end, free[first]!);
		}
		ends.push(end * (queued / Math.max(1, waiting) || 1));
	}
	ends.sort((a, b) => a - b);
	const at = (share: number) => ends[Math.round(share * (draws - 1))]!;
	return {seconds: at(0.5), low: at(0.1), high: at(0.9), from: wordsFor(running.length, queued, lengths.length)};
}

/** A draw from a run's interval: in the logarithm, 80 % between low and high. */
function endOf({elapsed, left}: RunningPart, known: number[], next: () => number): number {
	if (!left) return Math.max(0, known[Math.floor(next() * known.length)]! - elapsed);
	const place = (next() + next() + next()) / 1.5 - 1;
	const edge = Math.max(1e-3, place < 0 ? left.low : left.high) / Math.max(1e-3, left.seconds);
	// The mean of three uniform numbers has 10 % of its mass beyond 0.43 of its reach on each side.
	return left.seconds * edge ** (Math.abs(place) / 0.43);
}

function wordsFor(running: number, queued: number, finished: number): string {
	const parts = running > 0 ? [`${running} running`] : [];
	if (queued > 0) parts.push(`${queued} queued as long as ${finished > 0 ? `${finished} finished` : 'those running'}`);
	return parts.join(', ');
}
