import {stepRank, totalUnit} from '../../plain/names/step-names.ts';

export type TotalUnit = 'step' | 'epoch';

/** Which of the words in "max_iters" a column of steps counts by, null for others: an update of a policy is made of many steps. */
function wordOf(name: string): 'epoch' | 'step' | 'iter' | null {
	const found = /^(?:current_|global_|train(?:ing)?_)?(epoch|step|iter)(?:ation)?s?$/i.exec(name.trim())?.[1];
	return (found?.toLowerCase() as 'epoch' | 'step' | 'iter' | undefined) ?? null;
}

/**
 * The column that repeats the planned number of what the step column counts, such as "max_epochs" beside "epoch"; null where there is none. Beside
 * episodes, or epochs, a number of steps may be that of each of them.
 */
export function findTotal(header: readonly string[], step: number): {at: number; unit: TotalUnit} | null {
	if (step < 0 || header.some(name => /episode/i.test(name))) return null;
	const word = wordOf(header[step]!);
	if (word === null || (word !== 'epoch' && header.some(name => /^epochs?$/i.test(name.trim())))) return null;
	const unit = word === 'epoch' ? 'epoch' : 'step';
	const isOf = (name: string) => totalUnit(name) === unit && name.toLowerCase().includes(word);
	const at = header.findIndex(other => stepRank(other) < 0 && isOf(other));
	return at < 0 ? null : {at, unit};
}

/** Follows that number: one that changes, or that a step goes beyond, is none. */
export class PlannedTotal {
	total = Number.NaN;

	/** Takes what a row has of both, NaN for nothing; false where the column is a metric. Infinity plans no end. */
	take(total: number, step: number): boolean {
		if (!Number.isFinite(total)) return true;
		if (Number.isNaN(this.total)) this.total = total;
		return total === this.total && total > 0 && !(step > total);
	}
}
