import {flatConfigOf} from '../model/row.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** The last part of a setting's name that says how much is done: `epochs`, `max_steps`, `n_iter`, `num_train_epochs`; not `save_steps`. */
const countName =
	/^(?:max|min|total|num|n|train|training|limit)*(?:epochs?|steps?|iters?|iterations?|updates|timesteps|batches|rounds?)$/;

/**
 * What a run's settings say of how much it is to do, as one text: with other numbers in it, where one run ended says nothing of the other's end.
 * '' where no setting counts.
 */
export function plannedCounts({facts}: TrackedRun): string {
	const config = flatConfigOf(facts);
	const counts: string[] = [];
	for (const key in config) {
		const value = config[key];
		if (typeof value !== 'number' && typeof value !== 'string') continue;
		const name = key
			.slice(key.lastIndexOf('.') + 1)
			.toLowerCase()
			.replaceAll(/[-_ ]/g, '');
		if (countName.test(name)) counts.push(`${key}=${Number(value)}`);
	}
	return counts.sort().join();
}
