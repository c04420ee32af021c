import {askedOnce} from '../asked-once.ts';
import type {Json, StepTotal} from '../run.ts';

// Last part of a config key, without case and separators. Steps first: they need no unit to match.
const stepKeys = rank([
	'maxsteps',
	'totalsteps',
	'numsteps',
	'nsteps',
	'trainsteps',
	'numtrainsteps',
	'maxtrainsteps',
	'trainingsteps',
	'totaltrainingsteps',
	// Before how many updates these make, which CleanRL works out beside them.
	'totaltimesteps',
	'maxiters',
	'maxiter',
	'maxiterations',
	'numiterations',
	'niterations',
	'iterations',
	'numiters',
	'totaliters',
	'maxsteplimit',
	'steps',
]);
/** Of an agent that learns by itself, as PPO does, these are the steps that it takes between two updates. */
const rolloutKeys = new Set(['nsteps', 'numsteps']);
const agentKeys = new Set(['gaelambda', 'entcoef', 'vfcoef', 'cliprange', 'clipcoef', 'totaltimesteps']);
const epochKeys = rank(['epochs', 'maxepochs', 'numepochs', 'nepochs', 'numtrainepochs', 'totalepochs']);

function rank(names: readonly string[]): ReadonlyMap<string, number> {
	return new Map(names.map((name, i) => [name, i]));
}

/** What a key is compared by. Keys come again in every run. */
const plain = askedOnce(key =>
	key
		.slice(key.lastIndexOf('.') + 1)
		.toLowerCase()
		.replaceAll(/[-_ ]/g, ''),
);

function positive(value: Json | undefined): number | null {
	const number =
		typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
	return Number.isFinite(number) && number > 0 ? number : null;
}

/** The key of the earliest wanted name that holds a positive number; among keys of one name, the first. */
function findKey(
	config: Record<string, Json>,
	ranks: ReadonlyMap<string, number>,
	unit: string,
	isOther: (key: string, total: number) => boolean = () => false,
): StepTotal | null {
	let found: StepTotal | null = null;
	let best = Number.POSITIVE_INFINITY;
	for (const key in config) {
		const rank = ranks.get(plain(key)) ?? Number.POSITIVE_INFINITY;
		if (rank >= best) continue;
		const total = positive(config[key]);
		if (total === null || isOther(key, total)) continue;
		best = rank;
		found = {total, unit, from: `config ${key}`};
	}
	return found;
}

/** The last step that is believed to be one of a planned number of them. */
export const overshoot = (total: number): number => total * 1.02 + 1;

/**
 * A planned number of steps in a flat config, null where no known key holds a positive number.
 * @param isPassed true for one that the run has passed: of an agent 500 updates may be planned, and a million steps
 */
export function findStepTotal(
	config: Record<string, Json>,
	isPassed: (total: number) => boolean = () => false,
): StepTotal | null {
	let isAgent: boolean | null = null;
	return findKey(config, stepKeys, 'step', (key, total) => {
		if (isPassed(total)) return true;
		if (!rolloutKeys.has(plain(key))) return false;
		isAgent ??= Object.keys(config).some(each => agentKeys.has(plain(each)));
		return isAgent;
	});
}

/** A planned number of epochs in a flat config. It says nothing of steps unless one step is an epoch. */
export const findEpochTotal = (config: Record<string, Json>): StepTotal | null => findKey(config, epochKeys, 'epoch');
