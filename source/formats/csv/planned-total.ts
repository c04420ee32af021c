import {countsWithinEpoch, stepRank, totalUnit} from '../plain/step-names.ts';

export type TotalUnit = 'step' | 'epoch';

/**
 * The column that repeats the planned number of what the step column counts, such as "max_epochs" beside "epoch"; null where there is none. Beside
 * episodes a number of steps is that of each of them.
 */
export function findTotal(header: readonly string[], step: number): {at: number; unit: TotalUnit} | null {
	if (step < 0 || header.some(name => /episode/i.test(name))) return null;
	const name = header[step]!;
	const unit = /^epochs?$/i.test(name.trim()) ? 'epoch' : countsWithinEpoch(name) ? 'step' : null;
	const at = header.findIndex(other => stepRank(other) < 0 && unit !== null && totalUnit(other) === unit);
	return unit === null || at < 0 ? null : {at, unit};
}

/** Follows that number: one that changes, or that a step goes beyond, is none. */
export class PlannedTotal {
	total = Number.NaN;

	/** Takes what a row has of both, NaN for nothing; false where the column is a metric. */
	take(total: number, step: number): boolean {
		if (Number.isNaN(total)) return true;
		if (Number.isNaN(this.total)) this.total = total;
		return total === this.total && total > 0 && !(step > total);
	}
}
