import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {TrackedRun} from '../../engine/model/tracked-run.ts';
import type {CommandInput} from '../command.ts';

/** Damaged runs that are named one by one; a disk full of them is a matter for `xtui check`. */
const mostNamed = 10;

/** Says what is damaged in the runs that are listed, a line a run, on the error output: the list itself has only a sign for it. */
export function warnOfDamaged(
	rows: readonly RunRow[],
	runs: ReadonlyMap<number, Pick<TrackedRun, 'problems'>>,
	{warn}: Pick<CommandInput, 'warn'>,
): void {
	const damaged = rows.map(({key}) => runs.get(key)?.problems ?? []).filter(problems => problems.length > 0);
	for (const problems of damaged.slice(0, mostNamed)) {
		const {file, message} = problems[0]!;
		const more = problems.length > 1 ? ` (and ${problems.length - 1} more in this run)` : '';
		warn(cleanText(`xtui: ${file}: ${message}${more}`));
	}
	const rest = damaged.length - mostNamed;
	if (rest > 0) warn(`xtui: ${rest} more runs have problems; xtui check names them all`);
}
