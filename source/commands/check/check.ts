import type {Finding} from '../../core/check/finding.ts';
import {isDatabaseName} from '../../core/files/database-names.ts';
import {journalFileName} from '../../core/files/journal-file.ts';
import {isWithin, placeAbove} from '../../core/files/paths.ts';
import type {RunRow} from '../../core/row.ts';
import {isSameProblem, type Problem} from '../../core/run.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {isEmpty} from '../../formats/csv/claim/passed-over.ts';
import {isTrackerStore} from '../../formats/stores/find-databases.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {findRuns} from '../find/find-runs.ts';
import {realPathOf} from '../find/roots.ts';
import {sayDirectories} from '../find/say-unnamed.ts';
import type {Scanned} from '../find/scan.ts';
import {selectRows} from '../find/select.ts';
import {checkJson, checkLines, countFindings} from './check-lines.ts';
import {findExactly} from './check-named.ts';
import {asFinding, emptyFile} from './check-sources.ts';
import {passedFiles} from './doctor-passed.ts';
import {RunChecks} from './run-checks.ts';
import {sayOnce} from './say-once.ts';

/** What those who look for runs say of a file: a run that it belongs to says it in other words. */
const saysShut = /^Cannot (?:be read|look into)/;

/** A file that is named stands for what it holds or the run it is part of, not for all of its directory. */
function isMeant(path: string, word: string): boolean {
	const real = realPathOf(word);
	return real !== null && (path === real || path.startsWith(real === '/' ? real : `${real}/`) || real.startsWith(`${path}/`));
}

/** True of the journal of a run, and of a directory of journals above it. */
function isOfJournal(file: string, {path, format, id}: RunRow): boolean {
	const home = placeAbove(`${file}/.`, '.xtui');
	if (home === null || !isWithin(path, home)) return false;
	return !file.endsWith('.jsonl') || file.endsWith(`/${journalFileName(format, id)}`);
}

/** True of a journal above all places that were asked for, which may be of runs that were not. */
function isAbove(file: string, roots: readonly string[]): boolean {
	const home = placeAbove(`${file}/.`, '.xtui');
	return home !== null && roots.every(root => root !== home && isWithin(root, home));
}

/** `xtui check`: whether runs are whole and say the same everywhere. Ends 1 where something is wrong. */
export async function runCheck(input: CommandInput): Promise<ExitStatus> {
	const {flags} = input;
	// What is wrong with files is the report itself here.
	const words = flags.run === true && input.words.length === 0 ? ['.'] : input.words;
	const named = findRuns(input, words, {isQuiet: true, takesMany: true, isWhole: true});
	if (named === null) return 1;
	const {scanned, found, onlyRoots} = named;
	const nowMs = Date.now();
	const selection = selectRows(input, '', scanned, nowMs, 'all');
	if (selection === null) return 2;
	const exact = flags.run === true ? findExactly(input, words, named) : [];
	if (exact === null) return 1;
	const below = onlyRoots ? selection.rows.filter(({path}) => words.length === 0 || words.some(word => isMeant(path, word))) : [];
	const rows = flags.run === true ? exact : onlyRoots ? below : found.map(({row}) => row);
	const checks = new RunChecks(scanned, flags.quick === true, nowMs);
	const runs = rows.map(row => checks.check(row));
	const said = new Set(runs.flatMap(({findings}) => findings.map(({file}) => file)));
	const elsewhere = findElsewhere(rows, scanned, onlyRoots ? scanned.roots : [], checks.ofShared()).filter(
		// A warning only doubts whether a file was one of the run beside it.
		({severity, file, message}) => !said.has(file) || (severity === 'error' && !saysShut.test(message)),
	);
	const report = sayOnce({runs, elsewhere});
	if (flags.json === true) input.print(jsonText(checkJson(report), 1));
	else for (const line of checkLines(report)) input.print(line);
	if (runs.length === 0) input.warn(`xtui: no runs found; looked at ${sayDirectories(scanned.directories)}`);
	const {errors, warnings} = countFindings(report);
	return errors > 0 || runs.length === 0 || (flags.strict === true && warnings > 0) ? 1 : 0;
}

/** What is wrong with none of the runs: with what several of them share, and with other files of the places that were asked for. */
function findElsewhere(
	rows: readonly RunRow[],
	scanned: Scanned,
	roots: readonly string[],
	ofShared: readonly Finding[],
): Finding[] {
	const ofRuns = rows.flatMap(({key}) => scanned.runs.get(key)?.problems ?? []);
	const concerns = ({file}: Problem): boolean =>
		(roots.length > 0 && !isAbove(file, roots)) || rows.some(row => isWithin(file, row.path) || isOfJournal(file, row));
	const isOfRun = (problem: Problem): boolean => ofRuns.some(known => isSameProblem(known, problem));
	const elsewhere = scanned.problems.filter(problem => concerns(problem) && !isOfRun(problem)).map(asFinding('record'));
	const shared = ofShared.filter(finding => !elsewhere.some(known => isSameProblem(known, finding)));
	// What is empty says nothing of what it was: that it was a run's its name has to tell. Web frameworks leave empty databases too.
	const empty = passedFiles(roots, scanned)
		.filter(({path: file, why}) => why === isEmpty && (!isDatabaseName(file) || isTrackerStore(file, new Set())))
		.map(({path: file}) => asFinding('record')({file, message: emptyFile, isWarning: true}));
	return [...elsewhere, ...shared, ...empty];
}
