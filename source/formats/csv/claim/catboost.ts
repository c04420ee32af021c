import type {Entry, FileAccess} from '../../../core/files/files.ts';
import {nameOf} from '../../../core/files/paths.ts';
import type {StepTotal} from '../../../core/run.ts';
import {stemOf} from '../../plain/files-source.ts';

const trainingFile = 'catboost_training.json';
/** Its first line has what was planned, and the name of each metric and data set. */
const headBytes = 16 * 1024;
const ofErrors = /^(learn|test\d*)_error\.tsv$/;

/** True for what CatBoost writes beside its tables; it repeats these in event files, in a folder for each. */
export const isCatboost = (entries: readonly Entry[]): boolean => entries.some(({name}) => name === trainingFile);

/** CatBoost's time_left.tsv: how long each iteration took and what is left, and no metric. */
export const isTimeLeft = (names: readonly string[]): boolean => names.join(' ') === 'iter Passed Remaining';

/**
 * What stands before the name of a metric where an earlier table of the run has that name: the table's own. CatBoost's test_error.tsv is named as the
 * folder is in which it repeats that table, so that both are one curve.
 */
export const prefixOf = (path: string): string => ofErrors.exec(nameOf(path))?.[1] ?? stemOf(path);

/** How many iterations CatBoost was told to make, as it says beside its tables; null for other tables. It counts them from 0. */
export function plannedIterations(paths: readonly string[], files: FileAccess): StepTotal | null {
	const table = paths.find(path => ofErrors.test(nameOf(path)));
	if (table === undefined) return null;
	const head = files.readRange(`${table.slice(0, -nameOf(table).length)}${trainingFile}`, 0, headBytes);
	const count = head === null ? undefined : /"iteration_count":\s*(\d+)/.exec(new TextDecoder().decode(head))?.[1];
	return count === undefined ? null : {total: Number(count), unit: 'step', from: `${trainingFile} iteration_count`};
}
