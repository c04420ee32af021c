import {stemOf} from './files-source.ts';
import {tellingRank} from './telling.ts';

/** True for a file named as only logs of a training are, with the ending of a table or a text. */
export const isTrainingTable = (name: string): boolean =>
	/\.(?:csv|tsv|jsonl|ndjson|json|log|txt)$/i.test(name) && tellingRank(stemOf(name)) === 2;
