import path from 'node:path';
import type {Finding} from '../../core/check/finding.ts';
import {type RunRow, shownDir} from '../../core/row.ts';
import type {JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {countWords} from '../../core/text/count-words.ts';
import {formatBytes} from '../../core/text/units.ts';

/** A run that was checked. */
export interface CheckedRun {
	row: RunRow;
	files: number;
	bytes: number;
	points: number;
	findings: Finding[];
}

export interface CheckReport {
	runs: CheckedRun[];
	/** What was found where no run is to blame. */
	elsewhere: Finding[];
}

/** How many findings of each severity there are. */
export function countFindings({runs, elsewhere}: CheckReport): {errors: number; warnings: number} {
	const all = [...elsewhere, ...runs.flatMap(({findings}) => findings)];
	const errors = all.filter(({severity}) => severity === 'error').length;
	return {errors, warnings: all.length - errors};
}

/** A message with the file that it is about, '' for none; many begin with its name, or with the end of its path. */
export function withPlace(file: string, message: string): string {
	if (file === '') return message;
	const parts = file.split('/');
	const said = parts.map((_, i) => parts.slice(i).join('/')).find(end => message.startsWith(`${end} `));
	return said === undefined ? `${file}: ${message}` : `${file}${message.slice(said.length)}`;
}

function findingLine({severity, file, message}: Finding, base: string | null): string {
	const below = file === null ? '' : base === null ? file : path.relative(base, file);
	return cleanText(`  ${severity.padEnd(7)}  ${withPlace(below.startsWith('..') ? file! : below, message)}`);
}

/** What a line calls a run by: in a store several may share it, and their ids tell them apart. */
const placeOf = (row: RunRow): string => `${shownDir(row)}\0${row.name}`;

/** What was found, run by run, then all in a line. Runs that are well are only counted. */
export function checkLines(report: CheckReport): string[] {
	const {runs, elsewhere} = report;
	const lines: string[] = [];
	const named = new Map<string, number>();
	for (const {row} of runs) named.set(placeOf(row), (named.get(placeOf(row)) ?? 0) + 1);
	for (const {row, findings} of runs) {
		if (findings.length === 0) continue;
		const isAlone = named.get(placeOf(row)) === 1;
		const name = `${row.name === row.dir ? '' : `  ${row.name}`}${isAlone ? '' : `  ${row.id}`}`;
		lines.push(cleanText(`${shownDir(row)}${name}  (${row.format}, ${row.status})`));
		lines.push(...findings.map(finding => findingLine(finding, row.path)));
	}
	if (elsewhere.length > 0) lines.push('In no run', ...elsewhere.map(finding => findingLine(finding, null)));
	const sum = (of: 'files' | 'bytes' | 'points') => runs.reduce((total, run) => total + run[of], 0);
	const {errors, warnings} = countFindings(report);
	const seen = `${countWords(runs.length, 'run')}, ${countWords(sum('files'), 'file')}, ${formatBytes(sum('bytes'))}, ${countWords(sum('points'), 'point')}`;
	const well = runs.length === 0 ? 'there is nothing to check' : 'all is well';
	const found = errors + warnings === 0 ? well : `${countWords(errors, 'error')}, ${countWords(warnings, 'warning')}`;
	return [...lines, `${seen} checked: ${found}`];
}

export function checkJson(report: CheckReport): JsonObject {
	const plain = ({severity, kind, file, message}: Finding): JsonObject => ({severity, kind, file, message});
	const {errors, warnings} = countFindings(report);
	return {
		ok: errors === 0,
		errors,
		warnings,
		runs: report.runs.map(({row, files, bytes, points, findings}) => ({
			id: row.id,
			name: row.name,
			dir: row.dir,
			path: row.path,
			format: row.format,
			status: row.status,
			ok: findings.every(({severity}) => severity !== 'error'),
			files,
			bytes,
			points,
			findings: findings.map(plain),
		})),
		elsewhere: report.elsewhere.map(plain),
	};
}
