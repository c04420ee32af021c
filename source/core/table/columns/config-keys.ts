import {textOfFieldValue} from '../../query/columns/alike.ts';
import {tableOf} from '../../query/columns/row-table.ts';
import {readCatalogue} from '../../query/fields/catalogue.ts';
import {valueOfJson} from '../../query/fields/field.ts';
import type {RunRow} from '../../row.ts';
import {TextNumbers} from '../../text-numbers.ts';
import {namesInput} from './input-paths.ts';

/** Which settings tell runs apart, and which are the same everywhere. */

export interface DifferingKey {
	key: string;
	/** Runs that have it. */
	runs: number;
	/** Different values, not having it included; counted up to 200. */
	values: number;
	/** True where not having it is one of these values: a run with other settings lacks it. */
	lacking: boolean;
	/** True for paths, names, identifiers and stamps, which differ in every run and explain nothing; of what is read, see `namesInput`. */
	noise: boolean;
	/** True for seeds and the like: what repeats an experiment without changing it. */
	seed: boolean;
}

const noiseWord =
	/(?:^|[._/-])(?:path|dir|directory|folder|file|filename|url|uri|host|hostname|name|id|uuid|output|log|logdir|workdir|cwd|root|timestamp|time|date|port|pid|rank|version|device|gpus?|notes?|tags?|resume|checkpoint|ckpt)$/i;
const seedWord =
	/(?:^|[._/-])(?:(?:[a-z]+_?)?seeds?|random_?state|rng|rng_?state|repeat|repetition|replicate|replica|repl|trial|fold|run_?(?:idx|index|no|number)|restart)$/i;
/** `exp_name` is noise, `optim.name` and `model.name` are choices. */
const choiceName =
	/(?:^|[._/-])(?:opt(?:im(?:izer)?)?|model|net(?:work)?|arch(?:itecture)?|backbone|data|dataset|task|env|environment|algo(?:rithm)?|loss|scheduler|sched|activation|act|policy|method|encoder|decoder|criterion|tokenizer|metric)[._/-]?(?:name|id|version)$/i;
/** A tracker's own accounts: `_wandb`, `model._cache`. What Hydra and flexlock write `_target_`, `_partial_`, `_args_` is what a person chose. */
const ownWord = /(?:^|[./])_(?![a-z]+(?:_[a-z]+)*_(?:$|[./]))/i;
const valueLimit = 200;

const separateWords = (key: string): string => key.replace(/([a-z])([A-Z])/g, '$1_$2');

/** True where a setting by its name repeats an experiment. */
export const isSeedKey = (key: string): boolean => seedWord.test(separateWords(key));

/** True where a setting by its name alone is no choice. */
export function isNoiseKey(key: string): boolean {
	if (ownWord.test(key)) return true;
	const words = separateWords(key);
	return noiseWord.test(words) && !choiceName.test(words);
}

const textNumbersOf = (rows: readonly RunRow[], key: string): TextNumbers =>
	new TextNumbers(() => rows.map(({config}) => config[key]));

/** Where an object lay in memory, which Python shows of what has no other words: `<function relu at 0x7f3c5a>`. */
const address = / at 0x[\da-f]+(?=>)/gi;

/** The value as something that is the same for equal values; null where it is missing. */
function identityOf({config}: RunRow, key: string, numbers: TextNumbers): number | string | null {
	const value = config[key];
	if (typeof value === 'number') return value;
	if (value === undefined || !Object.hasOwn(config, key)) return null;
	return typeof value === 'string'
		? (numbers.meant(value) ?? value.replaceAll(address, ''))
		: textOfFieldValue(valueOfJson(value));
}

/**
 * Keys whose values differ among the rows, the most useful first: what most runs have, choices before noise, few values before a new
 * one in each run. A key that some rows lack differs; rows without any config are left out of that.
 */
export function findDifferingKeys(rows: readonly RunRow[]): DifferingKey[] {
	const known = rows.filter(row => Object.keys(row.config).length > 0);
	const found: (DifferingKey & {rank: number})[] = [];
	for (const [key, runs] of readCatalogue(tableOf(rows)).config) {
		const values = new Set<number | string | null>();
		const numbers = textNumbersOf(known, key);
		for (const row of known) {
			values.add(identityOf(row, key, numbers));
			if (values.size >= valueLimit) break;
		}
		if (values.size < 2) continue;
		const noise = isNoiseKey(key) && !namesInput(known, key, separateWords(key));
		const alone = runs > 4 && values.size >= Math.min(runs, valueLimit) ? 0.5 : 0;
		found.push({
			key,
			runs,
			values: values.size,
			lacking: values.has(null),
			noise,
			seed: isSeedKey(key),
			rank: runs / known.length - (noise ? 2 : 0) - (isSeedKey(key) ? 0.3 : 0) - alone,
		});
	}
	found.sort((a, b) => b.rank - a.rank || a.key.split('.').length - b.key.split('.').length || (a.key < b.key ? -1 : 1));
	return found.map(({rank: _, ...rest}) => rest);
}

/** Keys that every row with a config has with one and the same value, with that value as text. [] for fewer than two rows. */
export function findConstantKeys(rows: readonly RunRow[]): {key: string; value: string}[] {
	const known = rows.filter(row => Object.keys(row.config).length > 0);
	const [first] = known;
	if (!first || known.length < 2) return [];
	return Object.keys(first.config).flatMap(key => {
		const numbers = textNumbersOf(known, key);
		const value = identityOf(first, key, numbers);
		return value !== null && known.every(row => Object.is(identityOf(row, key, numbers), value))
			? [{key, value: String(value)}]
			: [];
	});
}

/** Keys to group by so that only repetitions of the same experiment fall together: all that differ but seeds and noise. */
export function keysButSeed(rows: readonly RunRow[]): string[] {
	return findDifferingKeys(rows)
		.filter(({noise, seed}) => !noise && !seed)
		.map(({key}) => key);
}
