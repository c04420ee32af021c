import {type RunRow, readAggregate} from '../core/row.ts';
import {runToJson} from '../core/run-json.ts';
import {formatAge, formatNumber, formatPercent} from '../core/units.ts';
import type {CommandInput, ExitStatus} from './command.ts';
import {scanRoots, splitWords} from './scan.ts';

/** `xtui ls`: everything that the list on the screen shows, for people, pipes and programs. */
export async function runLs(input: CommandInput): Promise<ExitStatus> {
	const {roots} = splitWords(input.words);
	const scanned = scanRoots(roots, input);
	if (scanned === null) return 1;
	const nowMs = Date.now();
	const toJson = (row: RunRow) => {
		const run = scanned.runs.get(row.key)!;
		return runToJson(row, run.facts, run.problems, nowMs);
	};
	if (input.flags.json) input.print(JSON.stringify(scanned.rows.map(toJson), null, 1));
	else if (input.flags.jsonl) for (const row of scanned.rows) input.print(JSON.stringify(toJson(row)));
	else for (const row of scanned.rows) input.print(`${row.status}\t${row.name}\t${row.dir}\t${row.statusWhy}`);
	return 0;
}
void [formatAge, formatNumber, formatPercent, readAggregate];
