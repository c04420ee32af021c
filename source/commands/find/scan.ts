import type {RunRow} from '../../core/row.ts';
import type {Problem} from '../../core/run.ts';
import {packRuns} from '../../core/run-index/pack.ts';
import {foldRows, foldStarts} from '../../core/table/lines/kinship.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {Engine} from '../../engine/engine.ts';
import {scanOnce} from '../../engine/headless.ts';
import {shutOf} from '../../engine/liveness/shut.ts';
import {makeRow} from '../../engine/model/row.ts';
import type {TrackedRun} from '../../engine/model/tracked-run.ts';
import {formats} from '../../formats/index.ts';
import {nodeFiles} from '../../io/files.ts';
import {hasFreshIndex, keepRunIndex} from '../../io/kept/run-index.ts';
import type {CommandInput} from '../command.ts';
import {openShelf, recallDeaths, renewShelf} from './kept-shelf.ts';
import {remarksOnFiles} from './named-files.ts';
import {checkRoots, namesPath} from './roots.ts';

export interface Scanned {
	/** What was looked under, as `checkRoots` gives it. */
	roots: string[];
	rows: RunRow[];
	runs: Map<number, TrackedRun>;
	problems: Problem[];
	directories: number;
	/** For what only some commands ask: the opened sources. */
	engine: Engine;
}

/** How runs are read and listed. */
interface ScanHabits {
	/** Says nothing of damaged files. */
	isQuiet?: boolean;
	/** Has one row where the screen has one line: for a training with its splits, for all attempts, for all ranks of a job. */
	isFolded?: boolean;
	/** Has a row for each start that wrote to the same files, not one for all. */
	hasStarts?: boolean;
	/** Has one row for a run and what trackers logged of it elsewhere. */
	isJoined?: boolean;
	/** Reads every file, also those of runs that were read by an earlier command and have not changed since. */
	isWhole?: boolean;
}

/** Words that name existing directories are roots, the others together are the query. */
export function splitWords(words: readonly string[]): {roots: string[]; query: string} {
	return {roots: words.filter(namesPath), query: words.filter(word => !namesPath(word)).join(' ')};
}

/**
 * Reads everything under the roots; null where no root could be used, which has been said then.
 */
export function scanRoots(
	words: readonly string[],
	{warn}: Pick<CommandInput, 'warn'>,
	{isQuiet = false, isFolded = false, hasStarts = false, isJoined = false, isWhole = false}: ScanHabits = {},
): Scanned | null {
	const {roots, failures} = checkRoots(words);
	for (const failure of failures) warn(failure);
	if (roots.length === 0) return null;
	const startedAtMs = Date.now();
	const shelf = isWhole ? null : openShelf(roots);
	const engine = scanOnce(roots, nodeFiles, formats, Date.now, isFolded || (isJoined && 'trackers'), shelf, ({deaths}) =>
		recallDeaths(deaths, roots),
	);
	for (const remark of remarksOnFiles(words, engine)) warn(remark);
	const runs = engine.registry.runs;
	// What a run names itself of that which may not be read need not be said of its directory too.
	const named = new Set([...runs.values()].flatMap(run => shutOf(run).flatMap(({file, isOwn}) => (isOwn ? [file] : []))));
	const problems = engine.problems.filter(({file}) => !named.has(file));
	if (!isQuiet)
		for (const {file, message, isWarning} of problems) if (isWarning !== true) warn(cleanText(`xtui: ${file}: ${message}`));
	const rows = [...runs.values()].map(makeRow);
	const about = {roots, atMs: startedAtMs, tookMs: Date.now() - startedAtMs};
	// When everything is printed: nobody waits for it.
	process.once('exit', () => {
		const isSame = shelf !== null && !renewShelf(shelf, engine, roots) && engine.registry.handles.size === shelf.size;
		if (!isSame || !hasFreshIndex(roots)) keepRunIndex(roots, packRuns(rows, about));
	});
	return {
		roots,
		rows: isFolded ? foldRows(rows) : hasStarts ? rows : [...foldStarts(rows)],
		runs,
		problems,
		directories: engine.discovery.directories,
		engine,
	};
}
