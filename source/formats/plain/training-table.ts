import {stemOf} from './files-source.ts';
import {isTellingStep} from './names/step-names.ts';
import {isCommonWord, isMetricName, tellingRank} from './names/telling.ts';
import {isPlainStem} from './names/training-stems.ts';

const hasEnding = (name: string): boolean => /\.(?:csv|tsv|jsonl|ndjson|json|log|txt)(?:\.gz)?$/i.test(name);

/** True for a name that only logs of a training have, and for a plain one that the data of a training may have too: `train_loss`, `eval`. */
export function isTellingStem(stem: string): boolean {
	const rank = tellingRank(stem);
	return rank === 2 || (rank === 1 && isPlainStem(stem));
}

/** True for a file named as only logs of a training are, with the ending of a table or a text. */
export const isTrainingTable = (name: string): boolean => hasEnding(name) && tellingRank(stemOf(name)) === 2;

/** True also for one that is named as the data of a training may be: `training.csv`, `eval.jsonl`. Then its columns have to tell; see `isSureTable`. */
export const mayBeTrainingTable = (name: string): boolean => hasEnding(name) && isTellingStem(stemOf(name));

/** What numbers the examples of a data set: `id`, `sample_idx`; a run, a worker or a batch that is numbered is none. */
const exampleIds =
	/^(?:(?:row|sample|example|item|record|entry|instance|image|img|doc(?:ument)?|text|sentence|question|prompt|query|user|patient|product)[-_. ]?)?(?:id|idx|index)$/i;

/** True for columns, or keys, that no data has: one counts the steps of a training, and another one measures how that goes, while none numbers examples. */
export function isSureTable(names: readonly string[]): boolean {
	const counts = (name: string) => isTellingStep(name) || isTellingStep(name.slice(name.lastIndexOf('/') + 1));
	return (
		!names.some(name => exampleIds.test(name)) &&
		names.some(counts) &&
		names.some(name => isMetricName(name) && !isCommonWord(name))
	);
}
