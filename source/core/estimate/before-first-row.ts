import type {Remaining} from './remaining.ts';
import {bySiblings, rowSecondsAfter, type Sibling, sayRuns} from './siblings.ts';

/** Only finished siblings know anything before the first row. */
export function beforeFirstRow(
	siblings: Sibling[],
	first: {at: number; step: number},
	now: number,
	total: number,
): Remaining | null {
	const prior = siblings.length > 0 ? bySiblings(siblings, first.step, total, {steps: [], seconds: [], count: 0}) : null;
	if (!prior) return null;
	const silent = Math.max(0, now - first.at);
	const rowSeconds = rowSecondsAfter(siblings, first.step, total);
	const late = Math.max(0, silent - 1.3 * rowSeconds);
	const seconds = Math.max(prior.seconds * 0.02, prior.seconds - silent + late);
	return {
		seconds,
		low: seconds * 0.65,
		high: seconds * 1.5 + 0.5 * late,
		stepsLeft: Math.max(0, total - first.step),
		overdueSeconds: late > 0 ? late : null,
		silentSeconds: silent,
		stuck: late > Math.max(10, 3 * rowSeconds),
		ending: false,
		settling: false,
		from: sayRuns(siblings),
	};
}
