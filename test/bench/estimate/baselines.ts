import type {Answer} from './score.ts';

/** A plain estimator to compare with: fed each question, answers it. */
export type Baseline = (t: number, step: number) => Answer;

const answer = (seconds: number | null): Answer => ({seconds, low: null, high: null});

/** Overall average since first seen. */
export function naive(total: number): Baseline {
	let first: [number, number] | null = null;
	return (t, step) => {
		first ??= [t, step];
		return answer(step > first[1] ? ((t - first[0]) * (total - step)) / (step - first[1]) : null);
	};
}

/** tqdm's moving averages (0.3), frozen between updates. */
export function tqdm(total: number): Baseline {
	let mark: [number, number] | null = null;
	let [steps, seconds, last]: [number, number, number | null] = [0, 0, null];
	return (t, step) => {
		mark ??= [t, step];
		if (step < mark[1]) mark = [t, step];
		else if (step > mark[1] && t - mark[0] >= 0.1) {
			steps = 0.3 * (step - mark[1]) + 0.7 * steps;
			seconds = 0.3 * (t - mark[0]) + 0.7 * seconds;
			mark = [t, step];
			last = ((total - step) * seconds) / steps;
		}
		return answer(last);
	};
}

/** Average over the second half of the rows seen. */
export function half(total: number): Baseline {
	let rows: [number, number][] = [];
	return (t, step) => {
		const previous = rows.at(-1);
		if (previous && step < previous[1]) rows = [];
		if (!previous || step !== previous[1]) rows.push([t, step]);
		if (rows.length < 2) return answer(null);
		const from = rows[rows.length > 3 ? rows.length >> 1 : 0]!;
		const to = rows.at(-1)!;
		return answer(to[1] > from[1] ? Math.max(0, ((total - step) * (to[0] - from[0])) / (to[1] - from[1])) : null);
	};
}
