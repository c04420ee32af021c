import {checkCounts} from '../../core/check/check-counts.ts';
import {checkStatus} from '../../core/check/check-status.ts';
import {checkSteps} from '../../core/check/check-steps.ts';
import type {Finding} from '../../core/check/finding.ts';
import {journalFileName} from '../../core/files/journal-file.ts';
import {isWithin, placeAbove} from '../../core/files/paths.ts';
import type {RunRow} from '../../core/row.ts';
import {isSameProblem, type Problem} from '../../core/run.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import type {SourceHandle} from '../../engine/reading/source-handle.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {findRuns} from '../find/find-runs.ts';
import {realPathOf} from '../find/roots.ts';
import {sayDirectories} from '../find/say-unnamed.ts';
import {selectRows} from '../find/select.ts';
import {checkFiles, type FileCheck} from './check-files.ts';
import {type CheckedRun, checkJson, checkLines, countFindings} from './check-lines.ts';
import {findExactly} from './check-named.ts';
import {asFinding, checkEnds, isFound, sayShutOnce, sourcesOf, verify} from './check-sources.ts';
import {sayOnce} from './say-once.ts';

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

/** True where it says only that a file cannot be read that could not be opened here either, which says why. */
const isSaid = ({file, message}: Problem, findings: readonly Finding[]): boolean =>
	/cannot be read/i.test(message) && findings.some(known => known.kind === 'file' && known.file === file);

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
	const paths = new Set(scanned.rows.map(({path}) => path));
	// Many runs may live in one file or directory, which is read once.
	const walked = new Map<string, FileCheck>();
	// What is wrong with such a file is no fault of any one of its runs, and is said once.
	const shared = new Set<SourceHandle>();
	const runs = rows.map((row): CheckedRun => {
		const run = scanned.runs.get(row.key)!;
		const {facts, metrics, problems, writers} = run;
		const isShared = walked.has(row.path);
		const sources = sourcesOf(row, scanned);
		for (const handle of sources) if (handle.takesRuns) shared.add(handle);
		const own = sources.filter(handle => !shared.has(handle));
		const isRunning = row.status === 'running';
		const mayLeadNowhere = (path: string, target: string): boolean =>
			sources.some(({source}) => source.mayLeadNowhere?.(path, target) === true);
		const files = walked.get(row.path) ?? checkFiles(row.path, paths, mayLeadNowhere);
		walked.set(row.path, files);
		const verified = flags.quick === true ? [] : own.flatMap(handle => verify(handle, isRunning));
		const findings = [
			...(isShared ? [] : files.findings),
			...problems.filter(problem => !isSaid(problem, files.findings) && !isFound(problem, verified)).map(asFinding('record')),
			...own.flatMap(handle => checkEnds(handle, isRunning, problems)),
			...writers.flatMap(writer => checkCounts(writer, writer.metrics, metrics)),
			...checkSteps(
				metrics,
				writers.map(writer => writer.metrics),
			),
			...checkStatus(row, facts, metrics, nowMs),
			...verified,
		];
		let points = 0;
		for (const {length} of metrics.values()) points += length;
		return {
			row,
			files: isShared ? 0 : files.files,
			bytes: isShared ? 0 : files.bytes,
			points,
			findings: sayShutOnce(findings, run),
		};
	});
	const concerns = ({file}: Problem): boolean =>
		onlyRoots || rows.some(row => isWithin(file, row.path) || isOfJournal(file, row));
	const ofShared = [...shared].flatMap(handle => {
		const isRunning = [...handle.runs.values()].some(({run}) => run.judgement.status === 'running');
		return [...checkEnds(handle, isRunning, scanned.problems), ...(flags.quick === true ? [] : verify(handle, isRunning))];
	});
	const ofRuns = rows.flatMap(({key}) => scanned.runs.get(key)?.problems ?? []);
	const isOfRun = (problem: Problem): boolean => ofRuns.some(known => isSameProblem(known, problem));
	const elsewhere = scanned.problems.filter(problem => concerns(problem) && !isOfRun(problem)).map(asFinding('record'));
	elsewhere.push(...ofShared.filter(finding => !elsewhere.some(known => isSameProblem(known, finding))));
	const report = sayOnce({runs, elsewhere});
	if (flags.json === true) input.print(jsonText(checkJson(report), 1));
	else for (const line of checkLines(report)) input.print(line);
	if (runs.length === 0) input.warn(`xtui: no runs found; looked at ${sayDirectories(scanned.directories)}`);
	const {errors, warnings} = countFindings(report);
	return errors > 0 || runs.length === 0 || (flags.strict === true && warnings > 0) ? 1 : 0;
}
