import {cleanText} from '../core/text/clean-text.ts';
import {type Block, type TableCell, textCell} from './blocks.ts';
import type {ReportRun, ReportSource} from './source.ts';

const mostProblems = 100;

/** What the runs suffer from: damaged files, failures with their last words, NaN and other marks of health. */
export function problemBlocks({runs}: ReportSource): Block[] {
	const rows = runs.flatMap(run => problemsOf(run).map(what => [textCell(cleanText(run.row.name)), ...what]));
	if (rows.length === 0) return [];
	const more = rows.length - mostProblems;
	return [
		{kind: 'heading', text: 'Problems'},
		{
			kind: 'table',
			table: {columns: [{title: 'run'}, {title: 'what'}, {title: 'where'}], rows: rows.slice(0, mostProblems)},
		},
		...(more > 0 ? [{kind: 'text' as const, text: `And ${more} more; xtui check lists them all.`}] : []),
	];
}

/** Of a stack its last line, which says what happened; other text as it is. */
function lastWords(error: string): string {
	const lines = error.split('\n').filter(line => line.trim() !== '');
	return lines[0]?.startsWith('Traceback') ? lines.at(-1)! : error;
}

function problemsOf({row, problems}: ReportRun): TableCell[][] {
	const failure = row.error === null ? [] : [[{text: cleanText(lastWords(row.error), 300), role: 'bad' as const}, textCell('')]];
	const health = row.health.map(({reason}): TableCell[] => [{text: cleanText(reason), role: 'warn'}, textCell('')]);
	const files = problems.map(({file, message}): TableCell[] => [
		{text: cleanText(message), role: 'warn'},
		textCell(cleanText(file)),
	]);
	return [...failure, ...health, ...files];
}
