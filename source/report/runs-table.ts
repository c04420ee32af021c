import {nameIn} from '../core/rank/joined-metric.ts';
import {rankRuns} from '../core/rank/standings.ts';
import {standingsColumns} from '../core/rank/standings-lines.ts';
import {readYardstick} from '../core/rank/yardstick.ts';
import {isTold, type RunRow, shownDir} from '../core/row.ts';
import {readRuntime} from '../core/runtime.ts';
import {readableText} from '../core/table/columns/cell-text.ts';
import {metricColumn} from '../core/table/columns/columns.ts';
import {cleanText} from '../core/text/clean-text.ts';
import {formatDuration, formatNumber, formatPercent, formatTimestamp, fullText} from '../core/text/units.ts';
import {statusLooks} from '../draw/status.ts';
import {type Table, type TableCell, type TableColumn, textCell} from './blocks.ts';
import type {ReportSource} from './source.ts';

const mostMetrics = 3;
const mostSettings = 8;

interface Column extends TableColumn {
	cell: (row: RunRow) => TableCell;
}

/** Every run with its status and why, how far it is, its values and the settings that differ. */
export function runsTable(source: ReportSource): Table {
	const rows = source.runs.map(({row}) => row);
	const columns = [
		...placeColumns(source),
		...stateColumns(rows, source.nowMs),
		...metricColumns(source),
		...settingColumns(rows, source.nowMs),
	];
	return {
		columns: columns.map(({title, right}) => ({title, right})),
		rows: rows.map(row => columns.map(({cell}) => cell(row))),
	};
}

function placeColumns({runs, yardsticks: [yardstick], nowMs}: ReportSource): Column[] {
	const name: Column = {
		title: 'run',
		cell: row => ({text: cleanText(row.name), note: shownDir(row) === row.name ? undefined : cleanText(shownDir(row))}),
	};
	if (yardstick === undefined) return [name];
	const {ranked} = rankRuns(
		runs.map(({row}) => row),
		yardstick,
		{nowMs},
	);
	const places = new Map(ranked.map(({place, rows: [row]}) => [row, place]));
	return [{title: '#', right: true, cell: row => textCell(String(places.get(row) ?? ''))}, name];
}

function stateColumns(rows: readonly RunRow[], nowMs: number): Column[] {
	const status: Column = {title: 'status', cell: statusCell};
	const progress: Column = {title: 'progress', right: true, cell: progressCell};
	const left: Column = {title: 'left', right: true, cell: leftCell};
	const span = (row: RunRow): string => {
		const seconds = readRuntime(row, nowMs);
		return seconds === null ? '' : formatDuration(seconds);
	};
	return [
		status,
		...(rows.some(row => row.progress !== null) ? [progress] : []),
		...(rows.some(row => row.estimate !== null) ? [left] : []),
		...(rows.some(row => span(row) !== '') ? [{title: 'run time', right: true, cell: (row: RunRow) => textCell(span(row))}] : []),
	];
}

function statusCell(row: RunRow): TableCell {
	const {glyph, word, role} = statusLooks[row.status];
	const shown = role === 'good' || role === 'bad' || role === 'warn' || role === 'dim' ? role : undefined;
	return {text: `${glyph} ${word}`, note: cleanText(row.statusWhy), role: shown};
}

function progressCell({progress}: RunRow): TableCell {
	if (progress === null) return textCell('');
	const {step, total, fraction, unit} = progress;
	if (step === null) return textCell('');
	const counted = total === null ? `${unit} ${step}` : `${step} of ${total} ${unit}s`;
	return fraction === null ? {text: counted} : {text: formatPercent(fraction), note: counted, bar: Math.min(1, fraction)};
}

/** `≈ 12 min`, with the 80 % interval and the moment below. */
function leftCell({estimate}: RunRow): TableCell {
	if (estimate === null || !isTold(estimate)) return textCell('');
	const range = `${formatDuration(estimate.low)} – ${formatDuration(estimate.high)}`;
	return {
		text: cleanText(estimate.text || `≈ ${formatDuration(estimate.seconds)}`),
		note: `${range}, done ${formatTimestamp(estimate.finishAtMs, 0).slice(0, 16)} UTC`,
	};
}

/** The value that counts and the last one of each yardstick; without any, the last values of the metrics. */
function metricColumns({yardsticks, metrics, nowMs}: ReportSource): Column[] {
	const number = (value: number): TableCell => textCell(Number.isNaN(value) ? '' : formatNumber(value));
	const judged = yardsticks
		.slice(0, mostMetrics)
		.flatMap((yardstick): Column[] => [
			{title: `${cleanText(yardstick.metric)} best`, right: true, cell: row => number(readYardstick(row, yardstick, nowMs))},
		]);
	const lasts = metrics.slice(0, mostMetrics).map((joined): Column => {
		const columns = new Map([joined.metric, ...joined.others].map(name => [name, metricColumn(name)]));
		return {
			title: `${cleanText(joined.metric)} last`,
			right: true,
			cell: row => textCell(readableText(columns.get(nameIn(row, joined))!, row, {...fullText, nowMs, zone: 0})),
		};
	});
	return [...judged, ...lasts];
}

function settingColumns(rows: readonly RunRow[], nowMs: number): Column[] {
	return standingsColumns(rows, false, mostSettings).map(column => ({
		title: cleanText(column.title),
		right: false,
		cell: row => textCell(readableText(column, row, {...fullText, nowMs, zone: 0})),
	}));
}
