import {ownStepRank} from './own-names.ts';

/** A person's own names come before these. */
const mostOwn = 100;

/** Names that count steps, in order of preference: the first that a row has is its axis. */
const stepNames = ['step', 'global_step', '_step', 'iter', 'iteration', 'it', 'epoch', 'batch', 'index', 'n', 'x'];

/** Spellings of single libraries (Stable-Baselines3, OpenAI's baselines, Ray Tune, Lightning, RLlib), asked after the common ones. */
const rareStepNames = [
	'trainer/global_step',
	'train/global_step',
	'train/step',
	'global step',
	'globalstep',
	'steps',
	'iterations',
	'iters',
	'epochs',
	'time/total_timesteps',
	'time/total timesteps',
	'total_timesteps',
	'total timesteps',
	'misc/total_timesteps',
	'total/steps',
	'timestepssofar',
	'timesteps_total',
	'training_iteration',
	'timesteps',
	'timestep',
	'env_step',
	'env_steps',
	'num_steps',
	'current_step',
	'current_steps',
	'num_updates',
	'batch_idx',
	'batch_index',
	'minibatch',
	'update',
	'episode',
	'episodes',
	'round',
	'generation',
	'trial',
];

/** Too common in tables of any kind to say that a table is about training. Plurals are settings more often than counters. */
const weak = new Set([
	'it',
	'index',
	'n',
	'x',
	'update',
	'round',
	'generation',
	'trial',
	'batch',
	'batch_idx',
	'batch_index',
	'minibatch',
	'steps',
	'iters',
	'iterations',
	'epochs',
	'episodes',
	'num_steps',
]);

/** True for a name that may say how many there were: `episodes`, `num_steps`. */
export const isPluralStep = (name: string): boolean => /^(?:num_)?(?:step|iter|iteration|epoch|episode)s$/i.test(name.trim());

/** True for the number of steps behind the number of the episode, as far as its name says: however many it had, and none that all rows are counted by. */
export const isEpisodeLength = (name: string, isBehindEpisode: boolean): boolean =>
	isBehindEpisode && /^(?:num_)?steps$/i.test(name.trim()) && ownStepRank(name) < 0;

const ranks = new Map([...stepNames, ...rareStepNames].map((name, rank) => [name, rank]));

/** What only says which of a counter's numbers it is, before its name or behind it: `global_iter`, `cur_epoch`, `epoch_num`. */
const whichNumber =
	/^(?:global|current|cur)[_ ](?=(?:step|iter|iteration|epoch|episode)$)|(?<=^(?:step|iter|iteration|epoch|episode))[_ ](?:num|number|idx|index|no)$/;

/** A name as the lists above have it. */
function listedName(name: string): string {
	const key = name.trim().toLowerCase();
	return ranks.has(key) ? key : key.replace(whichNumber, '');
}

export const isEpisode = (name: string): boolean => listedName(name) === 'episode';

/** True for what counts epochs: `epoch`, `epochs`, `cur_epoch`, `epoch_num`. */
export const isEpochCounter = (name: string): boolean => /^epochs?$/.test(listedName(name));

/** The unit of a planned number that a row repeats ("total_steps": 1000), null for every other name. */
export function totalUnit(name: string): 'step' | 'epoch' | null {
	const found = /^(?:total|max|num_total)_(?:train(?:ing)?_)?(step|iter|iteration|epoch)s?$/i.exec(name.trim());
	if (found === null) return null;
	return found[1]!.toLowerCase() === 'epoch' ? 'epoch' : 'step';
}

/** Place of a name in the order of step names, lower is better; -1 for every other name. */
export function stepRank(name: string): number {
	const own = ownStepRank(name);
	const listed = listedName(name);
	const usual = ranks.get(listed);
	const rarity = listed === name.trim().toLowerCase() ? 0 : ranks.size;
	return own >= 0 ? own : usual === undefined ? -1 : mostOwn + rarity + usual;
}

/** Names of what is no part of an epoch: an epoch has many rows of these for reasons of their own. */
const notWithin = new Set(['index', 'n', 'x', 'round', 'generation', 'trial', 'episode', 'episodes', 'epoch', 'epochs']);

/** True for a metric that counts what has steps of its own: where it goes on, they are counted anew within the same training. */
export const countsSteps = (metric: string): boolean => /(?:^|\/)(?:epoch|episode|round|generation)$/i.test(metric);

/** True for names of what may be counted within an epoch, such as `batch`. */
export function countsWithinEpoch(name: string): boolean {
	const key = listedName(name);
	return ranks.has(key) && !notWithin.has(key);
}

/** True for names that make a table a training log wherever they stand. */
export function isTellingStep(name: string): boolean {
	const key = listedName(name);
	return ownStepRank(name) >= 0 || (ranks.has(key) && !weak.has(key));
}

/** True for wandb's own step, which counts the rows where another column or key is the axis. */
export const countsRows = (name: string): boolean => name === '_step';

/** True for the name that ms-swift gives to the step and the planned total in one text, "10/100". */
export const namesStepOfTotal = (name: string): boolean => /^global_step\/max_steps$/i.test(name);
