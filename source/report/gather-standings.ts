import {describeRuns, rankedRows, rankRuns, type Standings} from '../core/rank/standings.ts';
import {namesOf, standingsColumns, standingsTable} from '../core/rank/standings-lines.ts';
import {describeDirection, describeNames, describePart, type Yardstick} from '../core/rank/yardstick.ts';
import {put} from '../core/table/gather.ts';
import {cleanText} from '../core/text/clean-text.ts';
import {countWords} from '../core/text/count-words.ts';
import {fullText} from '../core/text/numbers.ts';
import {type Block, type Table, textCell} from './blocks.ts';
import type {ReportSource} from './source.ts';

/** Places of a ranking; where there are more, the table of runs has them all. */
const mostPlaces = 20;
const mostReasons = 8;

/** A ranking for each yardstick, and why some runs have no place in it. */
export function standingsBlocks(source: ReportSource): Block[] {
	return source.yardsticks.flatMap(yardstick => blocksOf(source, yardstick));
}

function blocksOf({runs, nowMs, together}: ReportSource, yardstick: Yardstick): Block[] {
	const rows = runs.map(({row}) => row);
	const standings = rankRuns(rows, yardstick, {nowMs, together});
	const {ranked, unranked} = standings;
	const metric = cleanText(yardstick.metric);
	const heading: Block = {kind: 'heading', text: `Best by ${metric}`};
	const about = `${describePart(yardstick)} value of each run; ${describeDirection(yardstick)}; ${describeRuns(standings, rows.length)}${describeNames(yardstick)}.`;
	const said: Block = {kind: 'text', text: about.charAt(0).toUpperCase() + about.slice(1)};
	if (ranked.length === 0)
		return [heading, {kind: 'text', text: `No run has a finite value of ${metric}.`}, ...reasonBlocks(standings)];
	const table = toTable(standings, standingsTable(standings, standingsColumns(rankedRows(standings), together), nowMs, fullText));
	const rest = ranked.length - table.rows.length;
	const more: Block[] =
		rest > 0 ? [{kind: 'text', text: `And ${countWords(rest, 'place')} more, from ${table.rows.length + 1} on.`}] : [];
	return [heading, said, {kind: 'table', table}, ...more, ...(unranked.length > 0 ? reasonBlocks(standings) : [])];
}

function toTable({ranked}: Standings, {titles, right, rows}: ReturnType<typeof standingsTable>): Table {
	return {
		columns: titles.map((title, at) => ({title, right: right[at]})),
		rows: rows
			.slice(0, mostPlaces)
			.map((cells, line) =>
				cells.map((text, at) =>
					at === 2 && ranked[line]!.place === 1 ? {text: `★ ${text}`, role: 'best' as const} : textCell(text),
				),
			),
	};
}

/** `Without a place: a (loss is NaN at step 12), b (no loss)`: reason by reason where they are many. */
function reasonBlocks(standings: Standings): Block[] {
	const {unranked} = standings;
	const nameOf = namesOf(standings);
	const byReason = new Map<string, string[]>();
	for (const {row, why} of unranked) put(byReason, why, nameOf(row));
	const reasons = [...byReason].map(([why, names]) => {
		const shown = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} others` : names.join(', ');
		return `${shown} (${cleanText(why)})`;
	});
	const rest = reasons.length - mostReasons;
	const text = `Without a place: ${reasons.slice(0, mostReasons).join('; ')}${rest > 0 ? `; and ${countWords(rest, 'reason')} more` : ''}.`;
	return [{kind: 'text', text}];
}
