import type {RunRow} from '../core/row.ts';
import {runToJson} from '../core/run-json.ts';
import type {CommandInput, ExitStatus} from './command.ts';
import {listLines} from './list-lines.ts';
import {scanRoots, splitWords} from './scan.ts';
import {selectRows} from './select.ts';
import {runSlice} from './slice.ts';

/** `xtui ls`: everything that the list on the screen shows, for people, pipes and programs. */
export async function runLs(input: CommandInput): Promise<ExitStatus> {
	const {roots, query} = splitWords(input.words);
	const scanned = scanRoots(roots, input);
	if (scanned === null) return 1;
	const nowMs = Date.now();
	const selection = selectRows(input, query, scanned, nowMs);
	if (selection === null) return 2;
	if (typeof input.flags.slice === 'string') return runSlice(input, input.flags.slice, selection.rows, scanned);
	const toJson = (row: RunRow) => {
		const run = scanned.runs.get(row.key)!;
		return runToJson(row, run.facts, run.problems, nowMs);
	};
	const {rows} = selection;
	const {flags, print, warn} = input;
	if (flags.json) printArray(rows, toJson, print);
	else if (flags.jsonl) for (const row of rows) print(JSON.stringify(toJson(row)));
	else if (flags.ids) for (const {id} of rows) print(id);
	else {
		const format = flags.csv ? 'csv' : flags.md ? 'md' : 'text';
		for (const line of listLines(selection, scanned.rows, format, flags.columns === 'all', nowMs)) print(line);
	}
	if (scanned.rows.length === 0) warn(`xtui: no runs found; looked at ${scanned.directories} directories`);
	return 0;
}

/** One array, a run a line, written piece by piece: ten thousand runs need not be one string. */
function printArray(rows: readonly RunRow[], toJson: (row: RunRow) => unknown, print: (line: string) => void): void {
	print('[');
	for (const [i, row] of rows.entries()) print(`${JSON.stringify(toJson(row))}${i < rows.length - 1 ? ',' : ''}`);
	print(']');
}
