import type {RunRow} from '../../core/row.ts';
import type {Column} from '../../core/table/columns/columns.ts';
import {allColumns, columnsOfQuery} from '../../core/table/columns/default-columns.ts';
import {markdownCell, renderTable, type TableFormat} from '../../core/table/columns/render.ts';
import type {RunGroup} from '../../core/table/groups/group.ts';
import {formatGroupSpread, spreadOf, statusWords} from '../../core/table/groups/group-summary.ts';
import {isSpreadable} from '../../core/table/groups/group-table.ts';
import {localZone} from '../../io/local-zone.ts';
import type {Selection} from '../find/select.ts';

export interface Listing {
	selection: Selection;
	/** The same runs below headings, null for none. */
	groups: readonly RunGroup[] | null;
	/** Every run that was found. */
	known: readonly RunRow[];
	format: TableFormat;
	/** Every field that there is. */
	isAll: boolean;
	nowMs: number;
}

/** Columns of a list: those asked for, else those that tell most about its runs. */
export function columnsOf({selection: {query, rows}, known, isAll}: Pick<Listing, 'selection' | 'known' | 'isAll'>): Column[] {
	return isAll ? allColumns(known) : columnsOfQuery(query, rows);
}

/** `lr 1e-3: 4 runs, 4 finished, loss 0.23 ± 0.03` */
function headingText({label, rows}: RunGroup, columns: readonly Column[], {format, nowMs}: Listing): string {
	const runs = rows.length === 1 ? '1 run' : `${rows.length} runs`;
	const numbers = columns.filter(isSpreadable).flatMap(column => {
		const text = formatGroupSpread(spreadOf(rows, column.read, nowMs), 'mean', {unicode: format === 'md'});
		return text === '' ? [] : [`${column.title} ${text}`];
	});
	return `${label}: ${[runs, statusWords(rows), ...numbers].join(', ')}`;
}

/** The list as lines: aligned text for people, nothing cut; CSV and Markdown for other programs, whose every field is asked for with `all`. */
export function listLines(listing: Listing): string[] {
	const {selection, groups, format, nowMs} = listing;
	const columns = columnsOf(listing);
	const lines = renderTable(selection.rows, columns, format, {nowMs, zone: localZone});
	if (groups === null || format === 'csv') return lines;
	// Aligned together, then dealt out below the headings.
	const titles = lines.splice(0, format === 'md' ? 2 : 1);
	const lineOf = new Map(selection.rows.map((row, at) => [row, lines[at]!]));
	const below = (group: RunGroup, depth: number): string[] => {
		const heading = headingText(group, columns, listing);
		const indent = '  '.repeat(depth);
		const inner = group.groups.flatMap(each => below(each, depth + 1));
		const own = group.groups.length > 0 ? [] : group.rows.map(row => lineOf.get(row)!);
		return format === 'md'
			? [
					`${'#'.repeat(Math.min(6, depth + 3))} ${markdownCell(heading)}`,
					'',
					...inner,
					...(own.length > 0 ? [...titles, ...own, ''] : []),
				]
			: [indent + heading, ...inner, ...own.map(line => `${indent}  ${line}`)];
	};
	const deepest = '  '.repeat(selection.rows.length > 0 ? depthOf(groups) : 0);
	return [...(format === 'md' ? [] : titles.map(line => deepest + line)), ...groups.flatMap(group => below(group, 0))];
}

function depthOf(groups: readonly RunGroup[]): number {
	const [first] = groups;
	return first === undefined ? 0 : 1 + depthOf(first.groups);
}
