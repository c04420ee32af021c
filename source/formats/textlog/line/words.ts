/** What words of a log line mean: counters, phases, and names that are no metrics. */

import {askedOnce} from '../../../core/asked-once.ts';
import {isDataWord} from '../../plain/names/data-words.ts';
import {ownStepRank} from '../../plain/names/own-names.ts';
import {isMetricName} from '../../plain/names/telling.ts';

const counters = new Map<string, CounterKind>([
	['step', 'step'],
	['steps', 'step'],
	['global_step', 'step'],
	['globalstep', 'step'],
	['iter', 'step'],
	['iters', 'step'],
	['iteration', 'step'],
	['iterations', 'step'],
	['it', 'step'],
	['update', 'step'],
	['updates', 'step'],
	['timestep', 'step'],
	['timesteps', 'step'],
	['episode', 'step'],
	['round', 'step'],
	['generation', 'step'],
	['cycle', 'step'],
	['batch', 'batch'],
	['minibatch', 'batch'],
	['epoch', 'epoch'],
	['ep', 'epoch'],
]);

export type CounterKind = 'step' | 'batch' | 'epoch';

/** Kind of the counter that a word names, null for every other word. A person's own names count steps. */
export function counterOf(word: string): CounterKind | null {
	const lower = word.toLowerCase();
	const name = lower.endsWith('.') || lower.includes('(') ? lower.replace(/\.$|\(.*$/, '') : lower;
	return counters.get(name) ?? (ownStepRank(name) >= 0 ? 'step' : null);
}

/** Kind of the counter that the last of these words names, null where none does: "reward per episode" is a value. */
export function counterOfLast(words: readonly string[]): CounterKind | null {
	const last = words.at(-1);
	const kind = last === undefined ? null : counterOf(last);
	if (kind === null || words.length < 2) return kind;
	// "Average undiscounted return per training episode"; "101 samples per sec epoch 5" is a speed before an epoch.
	const isOfValue = words.at(-2) === 'per' || (words.length > 3 && words.at(-3) === 'per' && isDataWord(words.at(-2)!));
	return isOfValue ? null : kind;
}

/** Words that say which data a line is about, and the phase that a run is in without saying so: the same as in tables. */
export {isDataWord as isPhase, isTrainingWord as isTraining} from '../../plain/names/data-words.ts';

const phaseNames = /^(?:split|phase|mode|stage|set|subset|dataset)$/i;

/** True for names whose value says which data a line is about: "split: val". */
export const namesPhase = (name: string): boolean => phaseNames.test(name);

/** Words that only lead to a name: "with loss 0.5". */
const fillers = new Set([
	'with',
	'at',
	'the',
	'and',
	'of',
	'a',
	'an',
	'in',
	'is',
	'was',
	'has',
	'to',
	'for',
	'after',
	'on',
	'by',
	'got',
	'now',
	'set',
	'from',
	'until',
	'than',
	'every',
	'over',
	'as',
	'or',
	'then',
	'which',
	'gives',
	'giving',
	'yields',
	'yielding',
]);

/** True for a word that belongs to no name. */
export const isFiller = (word: string): boolean => fillers.has(word.toLowerCase());

const noMetrics = new Set([
	'time',
	'date',
	'datetime',
	'timestamp',
	'ts',
	'elapsed',
	'eta',
	'remaining',
	'took',
	'takes',
	'duration',
	'left',
	'ip',
	'addr',
	'address',
	'host',
	'node',
	'port',
	'pid',
	'id',
	'job',
	'jobid',
	'version',
	'v_num',
	'seed',
	'rank',
	'local_rank',
	'global_rank',
	'world_size',
	'size',
	'line',
	'code',
	'exit',
	'status',
	'signal',
	'device',
	'shape',
	'cuda',
	'gpu',
	'attempt',
	'retry',
	'pp',
	'pages',
	'file',
	'level',
	'member',
	'members',
	'top',
	'group',
	'时间',
	'用时',
	'耗时',
	// What TensorFlow says of a GPU, below the head of the first epoch: "major: 7 minor: 5 memoryClockRate(GHz): 1.6", "DMA: 0".
	'major',
	'minor',
	'dma',
]);
const noMetricWords = /(?:^|[_ ])(?:eta|elapsed|time[_ ](?:taken|cost|consumed|used|spent)|version|pid|port)$/i;
const sourceFile = /\.(?:py|pyx|ipynb|c|cc|cpp|cu|cuh|h|hpp|rs|go|js|ts|java|jl|lua|sh)$/i;

const keptFile = /\.(?:ckpt|pth?|pkl|safetensors|h5|hdf5|keras|onnx|npz|npy|bin|json|ya?ml|csv|txt|log|tar)$/i;

/** A sample of data, as lists of these and of what was told of each name it. */
const sampleFile = /\.(?:jpe?g|png|bmp|tiff?|gif|webp|wav|mp3|flac|ogg|mp4|avi|mov|dcm|nii(?:\.gz)?)$/i;

/** True for the name of a file of code, or that something is kept in, which belongs to the name of no value. */
export const isFileName = (word: string): boolean => word.includes('.') && (keptFile.test(word) || sourceFile.test(word));

/** True for names whose numbers are no metric: versions, times, addresses, places in source files. */
export const isNoMetric = askedOnce(name => {
	const key = name.toLowerCase();
	return (
		(/(?:^|[_ ])u?u?ids?$/.test(key) && !isMetricName(key)) ||
		noMetrics.has(key) ||
		// "throughput per GPU" is no number of a GPU.
		(noMetrics.has(key.slice(key.lastIndexOf(' ') + 1)) && !/ per \w+$/.test(key)) ||
		noMetricWords.test(key) ||
		sourceFile.test(key) ||
		sampleFile.test(key)
	);
});

const attempts = /^(?:run|worker|session|fold)$/i;

/** True for a value that tells one attempt or process from another, as its name says no more: "Run: 01", "[worker 1]", "Fold 3". */
export const numbersAttempts = (name: string, value: number): boolean => attempts.test(name) && Number.isInteger(value);

/** Units that may follow a number as a word of their own. Sizes make the number no metric. */
const units =
	/^(?:%|ms|us|µs|ns|s|sec|secs|seconds?|min|mins|minutes?|h|hours?|it\/s|s\/it|iters?\/s(?:ec)?|tok(?:ens)?\/s(?:ec)?|samples?\/s(?:ec)?|im(?:g|gs|ages?)?\/s(?:ec)?|ex(?:amples)?\/s(?:ec)?|[a-z]+\/s(?:ec)?|steps?\/s(?:ec)?|ms\/step|s\/step|dB|W|°C|x)$/i;
const sizes = /^(?:[kKMGTP]i?[bB]|[bB]|bytes?)(?:\/s)?$/;

export const isUnit = (word: string): boolean => units.test(word);

/** True for units of sizes: B, KB, MiB. */
export const isSize = (word: string): boolean => sizes.test(word);

const timeUnits = /^(?:ms|us|µs|ns|s|sec|secs|seconds?|min|mins|minutes?|h|hours?)$/;

export const isTimeUnit = (unit: string): boolean => timeUnits.test(unit);

/** True for what makes thousands and more of a number. */
export const isFactor = (unit: string): boolean => unit.length === 1 && 'kKMGT'.includes(unit);

/** True for names of memory, where an M behind the number is of bytes. */
export const isMemory = (name: string): boolean => /(?:^|[-_ ])v?(?:mem(?:ory)?|ram|rss)(?:$|[-_ ])/i.test(name);
