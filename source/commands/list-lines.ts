import {type RunRow, readAggregate} from '../core/row.ts';
import {formatAge, formatNumber, formatPercent} from '../core/units.ts';
import type {CommandInput} from './command.ts';
import type {Selection} from './select.ts';

/** The list as lines of text: aligned for people, nothing cut. */
export function listLines({rows}: Selection, _input: CommandInput, nowMs: number): string[] {
	const cells = rows.map((row): string[] => [
		row.status,
		row.name,
		row.progress?.fraction == null
			? row.progress?.step == null
				? ''
				: `step ${row.progress.step}`
			: formatPercent(row.progress.fraction),
		row.estimate?.text ?? '',
		lossOf(row),
		row.updatedAtMs === null ? '' : formatAge(nowMs - row.updatedAtMs),
		row.dir,
	]);
	const head = ['STATUS', 'RUN', 'DONE', 'LEFT', 'LAST', 'SILENT', 'DIRECTORY'];
	const widths = head.map((title, i) => Math.max(title.length, ...cells.map(line => line[i]!.length)));
	return [head, ...cells].map(line =>
		line
			.map((cell, i) => cell.padEnd(widths[i]!))
			.join('  ')
			.trimEnd(),
	);
}

function lossOf(row: RunRow): string {
	const name = row.metrics.names.find(metric => /loss/i.test(metric)) ?? row.metrics.names[0];
	return name === undefined ? '' : `${name} ${formatNumber(readAggregate(row, name, 'last'))}`;
}
