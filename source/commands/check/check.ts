import {checkCounts} from '../../core/check/check-counts.ts';
import {checkStatus} from '../../core/check/check-status.ts';
import {checkSteps} from '../../core/check/check-steps.ts';
import type {Finding} from '../../core/check/finding.ts';
import {isWithin} from '../../core/paths.ts';
import type {RunRow} from '../../core/row.ts';
import type {Problem} from '../../core/run.ts';
import {formatBytes} from '../../core/units.ts';
import type {SourceHandle} from '../../engine/source-handle.ts';
import {nodeFiles} from '../../io/files.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {findRuns} from '../find/find-runs.ts';
import {realPathOf} from '../find/roots.ts';
import type {Scanned} from '../find/scan.ts';
import {selectRows} from '../find/select.ts';
import {checkFiles, type FileCheck} from './check-files.ts';
import {type CheckedRun, type CheckReport, checkJson, checkLines, countFindings} from './check-lines.ts';
import {findExactly} from './check-named.ts';

const lineFeed = 10;
/** Files that are written whole, and end as their writer likes. */
const written = /\.(?:json|ya?ml|db|bin)$/i;

const asFinding =
	(kind: Finding['kind']) =>
	({file, message}: Problem): Finding => ({severity: 'error', kind, file, message});

/** What opened the run: one source for each tracker that wrote to it. */
const sourcesOf = (row: RunRow, {engine}: Scanned): SourceHandle[] =>
	[...engine.registry.handles.values()].filter(({runs}) => [...runs.values()].some(({run}) => run.key === row.key));

/** The inputs and hashes of a run, which readers look at only when asked. */
function verify(row: RunRow, scanned: Scanned): Finding[] {
	const findings: Finding[] = [];
	for (const {source, claim} of sourcesOf(row, scanned)) {
		if (source.verify === undefined) continue;
		try {
			for (const problem of source.verify()) {
				// What is being written just now is whole in a moment.
				if (problem.about === 'record' && row.status === 'running') continue;
				const finding = asFinding(problem.about ?? 'input')(problem);
				findings.push(problem.isWarning === true ? {...finding, severity: 'warning'} : finding);
			}
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			findings.push(
				asFinding('input')({file: claim.path, message: `The check of its inputs failed (${reason}); please report it`}),
			);
		}
	}
	return findings;
}

/** The one file that does not end as lines do; null where none is, or it could be any of several. */
function findTorn(paths: readonly string[]): string | null {
	const torn = paths.filter(path => {
		const {kind, size} = nodeFiles.stat(path) ?? {kind: 'other', size: 0};
		return kind === 'file' && size > 0 && !written.test(path) && nodeFiles.readRange(path, size - 1, 1)?.[0] !== lineFeed;
	});
	return torn.length === 1 ? torn[0]! : null;
}

/** Records that were begun and never ended, in the files of a run that nothing writes to any more. */
function checkEnds(row: RunRow, scanned: Scanned, problems: readonly Problem[]): Finding[] {
	if (row.status === 'running') return [];
	const findings: Finding[] = [];
	for (const {bytesLeft, claim, source} of sourcesOf(row, scanned)) {
		// Output has lines and no records: a progress bar ends without a line feed.
		if (bytesLeft === 0 || claim.format === 'textlog' || problems.some(problem => claim.files.includes(problem.file))) continue;
		const file = findTorn(source.watched()) ?? claim.files[0] ?? claim.path;
		const message = `Ends within a record: its last ${formatBytes(bytesLeft)} are not read`;
		findings.push({severity: 'warning', kind: 'record', file, message});
	}
	return findings;
}

/** A file that is named stands for what it holds or the run it is part of, not for all of its directory. */
function isMeant(path: string, word: string): boolean {
	const real = realPathOf(word);
	return real !== null && (path === real || path.startsWith(real === '/' ? real : `${real}/`) || real.startsWith(`${path}/`));
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
	const paths = new Set(scanned.rows.map(({path}) => path));
	// Many runs may live in one file or directory, which is read once.
	const walked = new Map<string, FileCheck>();
	const runs = rows.map((row): CheckedRun => {
		const {facts, metrics, problems, writers} = scanned.runs.get(row.key)!;
		const isShared = walked.has(row.path);
		const mayLeadNowhere = (path: string, target: string): boolean =>
			sourcesOf(row, scanned).some(({source}) => source.mayLeadNowhere?.(path, target) === true);
		const files = walked.get(row.path) ?? checkFiles(row.path, paths, mayLeadNowhere);
		walked.set(row.path, files);
		const findings = [
			...(isShared ? [] : files.findings),
			...problems.map(asFinding('record')),
			...checkEnds(row, scanned, problems),
			...writers.flatMap(writer => checkCounts(writer, writer.metrics, metrics)),
			...checkSteps(
				metrics,
				writers.map(writer => writer.metrics),
			),
			...checkStatus(row, facts, metrics, nowMs),
			...(flags.quick === true ? [] : verify(row, scanned)),
		];
		let points = 0;
		for (const {length} of metrics.values()) points += length;
		return {row, files: isShared ? 0 : files.files, bytes: isShared ? 0 : files.bytes, points, findings};
	});
	const concerns = ({file}: Problem): boolean => onlyRoots || rows.some(({path}) => isWithin(file, path));
	const report: CheckReport = {runs, elsewhere: scanned.problems.filter(concerns).map(asFinding('record'))};
	if (flags.json === true) input.print(JSON.stringify(checkJson(report), null, 1));
	else for (const line of checkLines(report)) input.print(line);
	if (runs.length === 0) input.warn(`xtui: no runs found; looked at ${scanned.directories} directories`);
	const {errors, warnings} = countFindings(report);
	return errors > 0 || runs.length === 0 || (flags.strict === true && warnings > 0) ? 1 : 0;
}
