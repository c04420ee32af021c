import type {RunRow} from '../../core/row.ts';
import {type Problem, problemKey} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {TrackedRun} from '../../engine/model/tracked-run.ts';
import type {CommandInput} from '../command.ts';

/** Damaged runs that are named one by one; a disk full of them is a matter for `xtui check`. */
const mostNamed = 10;

/**
 * Says what is damaged in the runs that are listed, a line a run, on the error output: the list itself has only a sign for it. What several of them
 * have from one file, such as the database of a sweep's tasks, is said once.
 * @param told what was said already
 */
export function warnOfDamaged(
	rows: readonly RunRow[],
	runs: ReadonlyMap<number, Pick<TrackedRun, 'problems'>>,
	{warn}: Pick<CommandInput, 'warn'>,
	told: readonly Problem[] = [],
): void {
	const counts = new Map<string, number>();
	const all = rows.map(({key}) => runs.get(key)?.problems ?? []);
	for (const problem of all.flat()) counts.set(problemKey(problem), (counts.get(problemKey(problem)) ?? 0) + 1);
	const said = new Set(told.map(problemKey));
	let [named, rest] = [0, 0];
	for (const problems of all) {
		const fresh = problems.filter(problem => !said.has(problemKey(problem)));
		const [first, ...others] = fresh;
		if (first === undefined) continue;
		if (named === mostNamed) {
			rest++;
			continue;
		}
		named++;
		// What no line is for may still be said of another run.
		said.add(problemKey(first));
		const of = counts.get(problemKey(first))!;
		const more = others.length > 0 ? ` (and ${others.length} more in this run)` : '';
		warn(cleanText(`xtui: ${first.file}: ${first.message}${of > 1 ? `, in ${of} runs` : ''}${more}`));
	}
	if (rest > 0) warn(`xtui: ${rest} more runs have problems; xtui check names them all`);
}
