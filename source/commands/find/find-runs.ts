import {type Moment, splitMoment} from '../../core/diff/moment.ts';
import {isWithin} from '../../core/files/paths.ts';
import type {RunRow} from '../../core/row.ts';
import {foldStarts} from '../../core/table/lines/kinship.ts';
import type {CommandInput} from '../command.ts';
import {findNamed} from './find-named.ts';
import {checkRoots, namesPath} from './roots.ts';
import {sayAmbiguous, sayUnknown} from './say-unnamed.ts';
import {type Scanned, scanRoots} from './scan.ts';

/** A word that names a run, and the moment behind its `@`. */
interface NamedRun {
	word: string;
	at: Moment | null;
}

export interface FoundRun {
	row: RunRow;
	at: Moment | null;
}

export interface FoundRuns {
	scanned: Scanned;
	/** In the order of the words; a directory that is no run itself gives none. */
	found: FoundRun[];
	/** True where every word was a directory to look under. */
	onlyRoots: boolean;
}

const exists = (word: string): boolean => checkRoots([word]).failures.length === 0;

/** `run@500` names a path only without its moment. */
function partWord(word: string): NamedRun {
	const parted = exists(word) ? null : splitMoment(word);
	return parted !== null && exists(parted.word) ? parted : {word, at: null};
}

function findOne(rows: readonly RunRow[], {word, at}: NamedRun): {rows: RunRow[]; at: Moment | null} {
	const whole = findNamed(rows, word);
	if (whole.length > 0 || at !== null) return {rows: whole, at};
	const parted = splitMoment(word);
	return parted === null ? {rows: whole, at} : {rows: findNamed(rows, parted.word), at: parted.at};
}

/** Runs that lie in a directory, or at any depth below it. */
export function runsBelow(rows: readonly RunRow[], word: string): RunRow[] {
	const [root] = checkRoots([word]).roots;
	return root === undefined ? [] : rows.filter(({path}) => isWithin(path, root));
}

/**
 * The runs that words name: ids, names and paths, each with an optional `@step` or `@time`. Words that are paths are looked under; the others are
 * looked for there, or below the current directory. Null where a word names no run, or several; that has been said then. `isQuiet` leaves what is
 * wrong with files to the caller; with `takesMany` a store file stands for all runs in it; `isWhole` as for `scanRoots`.
 */
export function findRuns(
	input: Pick<CommandInput, 'warn'>,
	words: readonly string[],
	{isQuiet = false, takesMany = false, isWhole = false}: {isQuiet?: boolean; takesMany?: boolean; isWhole?: boolean} = {},
): FoundRuns | null {
	const named = words.map(partWord);
	const isPath = named.map(({word}) => namesPath(word));
	const scanned = scanRoots(
		named.filter((_, i) => isPath[i]).map(({word}) => word),
		input,
		{isQuiet, isWhole, hasStarts: true},
	);
	if (scanned === null) return null;
	const found: FoundRun[] = [];
	let failures = 0;
	const onlyRoots = isPath.every(Boolean);
	for (const [i, name] of named.entries()) {
		const one = findOne(scanned.rows, name);
		const isDirectory = one.rows.length === 0 && onlyRoots;
		const below = isDirectory ? runsBelow(foldStarts(scanned.rows), name.word) : [];
		// A directory around a single run names that run.
		const {rows, at} = below.length === 1 ? {rows: below, at: name.at} : one;
		if (rows.length === 1 || (takesMany && isPath[i])) found.push(...rows.map(row => ({row, at})));
		else if (rows.length > 1) {
			input.warn(sayAmbiguous(name.word, rows));
			failures++;
		} else if (!isPath[i]) {
			input.warn(sayUnknown(name.word));
			failures++;
		}
	}
	// All of them is asked for, not only what a list shows.
	for (const {row} of found) scanned.runs.get(row.key)?.wake();
	return failures > 0 ? null : {scanned, found, onlyRoots};
}
