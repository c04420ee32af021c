import {formatNumber} from '../text/numbers.ts';
import type {HealthMark} from './mark.ts';

/**
 * NaN and infinite values. A metric that is logged as NaN now and then (a validation score on the steps between) is no alarm: what
 * counts is a streak longer than any it came back from.
 */
export function createNonfiniteDetector(metric: string): {observe(step: number, value: number): void; mark(): HealthMark | null} {
	let streak = 0;
	let since = 0;
	let kind = 'NaN';
	let recovered = 0;
	let last: number | null = null;
	return {
		observe(step, value) {
			if (Number.isFinite(value)) {
				recovered = Math.max(recovered, streak);
				streak = 0;
				last = value;
				return;
			}
			if (streak === 0) {
				since = step;
				kind = Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
			}
			streak++;
		},
		mark() {
			const needed = last === null ? 3 : recovered === 0 ? 1 : 2 * recovered + 1;
			if (streak < needed) return null;
			const before = last === null ? 'from its first value on' : `after ${formatNumber(last)}`;
			return {
				kind: 'nonfinite',
				metric,
				step: since,
				text: `${kind} at ${since}`,
				reason: `${metric} is ${kind} since step ${since}, ${before}`,
			};
		},
	};
}
