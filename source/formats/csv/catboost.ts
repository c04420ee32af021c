import type {Entry} from '../../core/files/files.ts';
import {nameOf, stemOf} from '../plain/files-source.ts';

/** True for what CatBoost writes beside its tables; it repeats these in event files, in a folder for each. */
export const isCatboost = (entries: readonly Entry[]): boolean => entries.some(({name}) => name === 'catboost_training.json');

/** CatBoost's time_left.tsv: how long each iteration took and what is left, and no metric. */
export function isTimeLeft(names: readonly string[]): boolean {
	return names.join(' ') === 'iter Passed Remaining';
}

/**
 * What stands before the name of a metric where an earlier table of the run has that name: the table's own. CatBoost's test_error.tsv is named as the
 * folder is in which it repeats that table, so that both are one curve.
 */
export function prefixOf(path: string): string {
	return /^(learn|test\d*)_error\.tsv$/.exec(nameOf(path))?.[1] ?? stemOf(path);
}
