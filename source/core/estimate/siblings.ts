/** A finished run of the same sweep: its curve is pairs [step, seconds since its start], from the start to the end. */
export interface Sibling {
	total: number;
	/** Seconds in all, with what came after the last step. */
	duration: number;
	curve: [number, number][];
}

/** How many there are, for people. */
export const sayRuns = ({length}: readonly Sibling[]): string => (length === 1 ? '1 sibling' : `${length} siblings`);

/** Seconds that a sibling had run when it was at this fraction of its steps. */
function timeAt(sibling: Sibling, step: number): number {
	const {curve} = sibling;
	let below = 0;
	while (below < curve.length - 2 && curve[below + 1]![0] <= step) below++;
	const from = curve[below];
	const to = curve[below + 1] ?? from;
	if (!from || !to) return 0;
	const share = to[0] > from[0] ? (step - from[0]) / (to[0] - from[0]) : 0;
	return from[1] + (to[1] - from[1]) * Math.max(0, Math.min(1, share));
}

/** Seconds that finished siblings took from a step to their next row, the longest of them; 0 where none tells. */
export function rowSecondsAfter(siblings: Sibling[], step: number, total: number): number {
	let longest = 0;
	for (const sibling of siblings) {
		const here = (step * sibling.total) / total;
		const next = sibling.curve.find(([at]) => at > here);
		if (next !== undefined) longest = Math.max(longest, next[1] - timeAt(sibling, here));
	}
	return longest;
}

export interface SiblingForecast {
	seconds: number;
	/** Deviation of the siblings from each other, of the logarithm. */
	spread: number;
	/** How far this run's course so far is from theirs, mean |logarithm| over its parts; 0 while there is none to compare. */
	mismatch: number;
	count: number;
}

/** This run so far: moments in seconds since its first row, at steps, ascending; the last one is now. */
export interface Course {
	steps: ArrayLike<number>;
	seconds: ArrayLike<number>;
	count: number;
}

/** Share of a sibling's length that it weighs with against the first noisy rows of this run. */
const inertia = 0.01;

/**
 * Remaining seconds by finished siblings: what was left of each, at this run's speed relative to it. Siblings whose course was like
 * this run's so far count more.
 */
export function bySiblings(siblings: Sibling[], firstStep: number, total: number, course: Course): SiblingForecast | null {
	const found: {log: number; weight: number; mismatch: number}[] = [];
	const now = course.count - 1;
	const step = now < 0 ? firstStep : course.steps[now]!;
	const elapsed = now < 0 ? 0 : course.seconds[now]!;
	for (const sibling of siblings) {
		if (!(sibling.duration > 0) || !(sibling.total > 0) || sibling.curve.length < 2) continue;
		const scale = sibling.total / total;
		const begun = timeAt(sibling, firstStep * scale);
		const here = timeAt(sibling, step * scale) - begun;
		const left = sibling.duration - begun - here;
		const factor = (elapsed + inertia * sibling.duration) / (here + inertia * sibling.duration);
		if (!(left > 0) || !Number.isFinite(factor)) continue;
		let off = 0;
		for (let at = 0; at <= now; at++) {
			const own = course.seconds[at]! - (at > 0 ? course.seconds[at - 1]! : 0);
			const theirs =
				timeAt(sibling, course.steps[at]! * scale) - timeAt(sibling, (at > 0 ? course.steps[at - 1]! : firstStep) * scale);
			off += Math.min(1, Math.abs(Math.log(Math.max(1e-9, own) / Math.max(1e-9, theirs * factor)))) / course.count;
		}
		found.push({log: Math.log(left * factor), weight: 1 / (off + 0.03) ** 2, mismatch: off});
	}
	if (found.length === 0) return null;
	const weights = found.reduce((sum, {weight}) => sum + weight, 0);
	const mean = (of: (item: {log: number; mismatch: number}) => number) =>
		found.reduce((sum, item) => sum + item.weight * of(item), 0) / weights;
	const log = mean(item => item.log);
	return {
		seconds: Math.exp(log),
		spread: Math.sqrt(mean(item => (item.log - log) ** 2)),
		mismatch: mean(item => item.mismatch),
		count: found.length,
	};
}

/** Siblings as they come in JSON; what is not one is left out. */
export function readSiblings(value: unknown): Sibling[] {
	if (!Array.isArray(value)) return [];
	return value.filter((item: unknown): item is Sibling => {
		if (typeof item !== 'object' || item === null) return false;
		const {total, duration, curve} = item as Record<string, unknown>;
		const pairs = Array.isArray(curve) ? (curve as unknown[]) : [];
		return (
			Number(total) > 0 &&
			Number(duration) > 0 &&
			pairs.length > 1 &&
			pairs.every(pair => Array.isArray(pair) && pair.every(Number.isFinite))
		);
	});
}
