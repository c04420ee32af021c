import {isWithin} from '../../core/files/paths.ts';
import type {RunRow} from '../../core/row.ts';
import type {CommandInput} from '../command.ts';
import {type FoundRuns, runsBelow} from '../find/find-runs.ts';
import {namesPath, realPathOf} from '../find/roots.ts';

/**
 * The runs that words are, each word for itself: a directory must be a run itself, and not only have some below it.
 * Null where one is not; that has been said then.
 */
export function findExactly(
	{warn}: Pick<CommandInput, 'warn'>,
	words: readonly string[],
	{scanned, found}: FoundRuns,
): RunRow[] | null {
	const rows = new Set<RunRow>();
	let failures = 0;
	for (const word of words) {
		const exact = namesPath(word) ? runsAt(scanned.rows, word) : found.filter(({row}) => isNamed(row, word)).map(({row}) => row);
		for (const row of exact) rows.add(row);
		if (exact.length > 0) continue;
		failures++;
		const below = runsBelow(scanned.rows, word).length;
		const instead =
			below === 0
				? 'nothing there looks like one of any format; xtui doctor says what was looked at and passed over'
				: `${below} ${below === 1 ? 'run lies' : 'runs lie'} below it; without --run those are checked`;
		warn(`xtui: ${word} is no run: ${instead}`);
	}
	return failures > 0 ? null : [...rows];
}

/** The run that a directory is or a file is part of, or all runs of the store that a file is. */
function runsAt(rows: readonly RunRow[], word: string): RunRow[] {
	const real = realPathOf(word);
	return rows.filter(({path}) => real !== null && isWithin(real, path));
}

const isNamed = ({id, name, dir}: RunRow, word: string): boolean => id.startsWith(word) || name === word.trim() || dir === word;
