import {flatConfigOf} from '../model/row.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/**
 * The last part of a setting's name that says how much is done: `epochs`, `max_steps`, `n_iter`, `num_train_epochs`, `num_boost_round`,
 * `total_env_steps`; not `save_steps`.
 */
const countName =
	/^(?:max|min|total|num|n|numberof|train|training|limit|env|environment|global|boost|boosting|search)*(?:epochs?|steps?|iters?|iterations?|updates?|timesteps?|batches|rounds?|episodes?|trials?|gens?|generations?|evals?|evaluations?|rollouts?|games?|frames|estimators|trees)$/;

/**
 * What a run's settings say of how much it is to do, as one text: with other numbers in it, where one run ended says nothing of the other's end.
 * '' where no setting counts.
 * @param counting keys that were found to count, whatever they are called
 */
export function plannedCounts({facts}: TrackedRun, counting: readonly string[] = none): string {
	const config = flatConfigOf(facts);
	const counts: string[] = [];
	for (const key in config) {
		const value = config[key];
		if (typeof value !== 'number' && typeof value !== 'string') continue;
		const name = key
			.slice(key.lastIndexOf('.') + 1)
			.toLowerCase()
			.replaceAll(/[-_ ]/g, '');
		if (countName.test(name) || counting.includes(key)) counts.push(`${key}=${Number(value)}`);
	}
	return counts.sort().join();
}

/** Keys of settings that counted what these runs did: each run that has such a key ended just there. */
export function countingKeys(runs: readonly {run: TrackedRun; done: number}[]): readonly string[] {
	const telling = new Set<string>();
	for (const {run, done} of runs) {
		const config = flatConfigOf(run.facts);
		for (const key in config) if (isCount(config[key], done)) telling.add(key);
	}
	if (telling.size === 0) return none;
	for (const {run, done} of runs) {
		const config = flatConfigOf(run.facts);
		for (const key of telling) if (config[key] !== undefined && !isCount(config[key], done)) telling.delete(key);
	}
	return [...telling];
}

const none: readonly string[] = [];

/** True for that number of steps, or one more: those that are counted from 0 lack one. */
const isCount = (value: unknown, done: number): boolean => typeof value === 'number' && (value === done || value === done + 1);
