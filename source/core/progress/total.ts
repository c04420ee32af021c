import type {Json, StepTotal} from '../run.ts';

// Last part of a config key, without case and separators. Steps first: they need no unit to match.
const stepKeys = [
	'maxsteps',
	'totalsteps',
	'numsteps',
	'nsteps',
	'trainsteps',
	'numtrainsteps',
	'maxtrainsteps',
	'trainingsteps',
	'totaltrainingsteps',
	'maxiters',
	'maxiter',
	'maxiterations',
	'numiterations',
	'niterations',
	'iterations',
	'numiters',
	'totaliters',
	'totaltimesteps',
	'maxsteplimit',
	'steps',
];
const epochKeys = ['epochs', 'maxepochs', 'numepochs', 'nepochs', 'numtrainepochs', 'totalepochs'];

const plain = (key: string) =>
	key
		.slice(key.lastIndexOf('.') + 1)
		.toLowerCase()
		.replaceAll(/[-_ ]/g, '');

function positive(value: Json | undefined): number | null {
	const number =
		typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
	return Number.isFinite(number) && number > 0 ? number : null;
}

function findKey(config: Record<string, Json>, wanted: readonly string[], unit: string): StepTotal | null {
	for (const name of wanted) {
		for (const [key, value] of Object.entries(config)) {
			if (plain(key) !== name) continue;
			const total = positive(value);
			if (total !== null) return {total, unit, from: `config ${key}`};
		}
	}
	return null;
}

/** A planned number of steps in a flat config, null where no known key holds a positive number. */
export function findStepTotal(config: Record<string, Json>): StepTotal | null {
	return findKey(config, stepKeys, 'step');
}

/** A planned number of epochs in a flat config. It says nothing of steps unless one step is an epoch. */
export function findEpochTotal(config: Record<string, Json>): StepTotal | null {
	return findKey(config, epochKeys, 'epoch');
}
