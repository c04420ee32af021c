import {isInfeasible} from '../../row.ts';
import type {Json, JsonObject} from '../../run.ts';
import {jsonNumber} from '../../run-json.ts';
import {formatDuration} from '../../text/durations.ts';
import {plainText, type TextOptions} from '../../text/numbers.ts';
import {alignTable} from '../../text/plain-table.ts';
import {formatPercent} from '../../text/units.ts';
import type {Column} from '../columns/columns.ts';
import {csvCell, markdownRow, type TableFormat} from '../columns/render.ts';
import type {RunGroup} from './group.ts';
import {foreseeGroup, groupFraction} from './group-outlook.ts';
import {countStatuses, formatGroupSpread, spreadOf, statusWords} from './group-summary.ts';
import type {Spread} from './statistics.ts';

/** Groups of runs as lines for pipes and programs: what they share, how many runs of which status, how far, how long still, and the numbers. */

/** A group with the values of the groups that it lies in, from the outermost in. */
export interface LeafGroup extends RunGroup {
	all: RunGroup['values'];
}

/** The innermost groups, from top to bottom. */
export function leafGroups(groups: readonly RunGroup[], above: RunGroup['values'] = []): LeafGroup[] {
	return groups.flatMap(group => {
		const all = [...above, ...group.values];
		return group.groups.length > 0 ? leafGroups(group.groups, all) : [{...group, all}];
	});
}

/** Columns whose numbers are put together. */
export const isSpreadable = ({field: {source}}: Column): boolean => source.from === 'metric' || source.from === 'metric step';

function textTable(groups: readonly LeafGroup[], columns: readonly Column[], nowMs: number, options: TextOptions): string[][] {
	const keys = groups[0]?.all.map(({title}) => title) ?? [];
	const own = ['runs', 'status', 'progress', 'left'].map(word => (options.unicode ? word : word.toUpperCase()));
	const title = [...keys, ...own, ...columns.map(({title: name}) => name)];
	return [
		title,
		...groups.map(group => {
			const fraction = groupFraction(group.rows);
			const outlook = foreseeGroup(group.rows, nowMs);
			return [
				...group.all.map(({value}) => value ?? '-'),
				String(group.rows.length),
				statusWords(group.rows),
				fraction === null ? '' : formatPercent(fraction),
				outlook === null ? '' : formatDuration(outlook.seconds),
				...columns.map(({read}) => formatGroupSpread(spreadOf(group.rows, read, nowMs), 'mean', options)),
			];
		}),
	];
}

const statistics = ['mean', 'deviation', 'median', 'low', 'high'] as const;
const words = {mean: 'mean', deviation: 'sd', median: 'median', low: 'min', high: 'max'} as const;

function exactSpread(spread: Spread, tellsInfeasible: boolean): string[] {
	const numbers = statistics.map(name => (Number.isNaN(spread[name]) ? '' : String(spread[name])));
	const counts = [spread.runs, spread.nonfinite, ...(tellsInfeasible ? [spread.infeasible ?? 0] : [])];
	return [...numbers, ...counts.map(String)];
}

function csvTable(groups: readonly LeafGroup[], columns: readonly Column[], nowMs: number): string[][] {
	const tellsInfeasible = groups.some(({rows}) => rows.some(isInfeasible));
	const parts = [...statistics.map(name => words[name]), 'n', 'nonfinite', ...(tellsInfeasible ? ['infeasible'] : [])];
	const keys = groups[0]?.all.map(({field}) => field) ?? [];
	const title = [...keys, 'runs', 'status', 'progress', 'left', 'left.low', 'left.high'];
	return [
		[...title, ...columns.flatMap(({id}) => parts.map(part => `${id}.${part}`))],
		...groups.map(group => {
			const outlook = foreseeGroup(group.rows, nowMs);
			return [
				...group.all.map(({value}) => value ?? ''),
				String(group.rows.length),
				statusWords(group.rows),
				String(groupFraction(group.rows) ?? ''),
				...[outlook?.seconds, outlook?.low, outlook?.high].map(seconds => (seconds === undefined ? '' : seconds.toFixed(1))),
				...columns.flatMap(({read}) => exactSpread(spreadOf(group.rows, read, nowMs), tellsInfeasible)),
			];
		}),
	];
}

/** Groups as lines without line feeds: aligned text, CSV with every statistic in full, or a Markdown table. */
export function renderGroups(
	groups: readonly LeafGroup[],
	columns: readonly Column[],
	format: TableFormat,
	nowMs: number,
): string[] {
	const numbers = columns.filter(isSpreadable);
	if (format === 'csv') return csvTable(groups, numbers, nowMs).map(line => line.map(csvCell).join(','));
	const table = textTable(groups, numbers, nowMs, {...plainText, unicode: format === 'md'});
	if (format === 'text') {
		const keys = groups[0]?.all.length ?? 0;
		const right = table[0]!.map((_, at) => at === keys || at > keys + 3);
		return alignTable(table, right);
	}
	const [title, ...lines] = table.map(markdownRow);
	return [title!, `|${' --- |'.repeat(table[0]!.length)}`, ...lines];
}

/** A group for programs; a missing value is null, statistics of no number are null. */
export function groupToJson(group: LeafGroup, columns: readonly Column[], nowMs: number): JsonObject {
	const outlook = foreseeGroup(group.rows, nowMs);
	const number = (value: number): Json => (Number.isNaN(value) ? null : jsonNumber(value));
	const spreads = columns.filter(isSpreadable).map(({id, read}): [string, Json] => {
		const spread = spreadOf(group.rows, read, nowMs);
		const values = statistics.map((name): [string, Json] => [words[name], number(spread[name])]);
		const {runs, nonfinite, infeasible} = spread;
		return [id, {runs, nonfinite, ...(infeasible !== undefined && {infeasible}), ...Object.fromEntries(values)}];
	});
	return {
		group: Object.fromEntries(group.all.map(({field, value}) => [field, value])),
		runs: group.rows.length,
		ids: group.rows.map(({id}) => id),
		status: Object.fromEntries(countStatuses(group.rows).map(({status, runs}) => [status, runs])),
		progress: groupFraction(group.rows),
		eta: outlook && {seconds: outlook.seconds, low: outlook.low, high: outlook.high, from: outlook.from},
		metrics: Object.fromEntries(spreads),
	};
}
