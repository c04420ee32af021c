import {summaryInWords} from '../../core/media/recorded-media.ts';
import {aggregateStride, type RunRow, readAggregate} from '../../core/row.ts';
import type {JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {quoteWord} from '../../core/text/shell-words.ts';
import {formatBytes, formatClock, formatCount, formatNumber, formatWhole} from '../../core/text/units.ts';
import type {RunDetail} from '../../engine/protocol.ts';
import type {State} from '../../store/state.ts';
import {configText} from '../../store/texts/config-text.ts';
import type {RunTab} from '../../store/view.ts';
import {wrapText} from '../parts/wrap-text.ts';
import {gitFact} from '../runs/facts.ts';
import type {Brush} from '../scene.ts';
import {aboutLines} from './about-page.ts';
import {columnOf, dim, flatten, heading, inColumn, type Line, line, nothing, pairs, plain, warn} from './page-lines.ts';
import type {TextPage} from './text-pane.ts';

/** Text of a tab of an open run, in so many cells for what is wrapped. What the engine has not told yet shows as `…`. */
export function pageOf(tab: RunTab, row: RunRow, state: State, brush: Brush, cells: number): TextPage {
	const detail = state.detail?.run === row.key ? state.detail : null;
	if (tab === 'log') return logPage(state, row);
	const lines = (): Line[] => {
		if (tab === 'config') return configLines(detail?.facts.config ?? row.config);
		if (tab === 'summary') return summaryLines(row, detail);
		if (detail === null) return nothing('…');
		if (tab === 'source') return sourceLines(row, detail);
		if (tab === 'files') return fileLines(row, detail, state, brush);
		if (tab === 'problems') return problemLines(detail, cells);
		return aboutLines(row, detail, state, brush);
	};
	return {lines: lines(), follows: false};
}

function logPage(state: State, row: RunRow): TextPage {
	const log = state.log?.run === row.key ? state.log : null;
	if (log === null) return {lines: nothing('…'), follows: false};
	if (log.lines.length === 0)
		return {
			lines: nothing(log.path === null ? 'No output was kept' : `${log.path} is empty`),
			follows: false,
		};
	const head: Line[] =
		log.before === null || log.before > 0
			? [
					line(
						`${log.before === null ? 'earlier' : formatCount(log.before)} lines before these in ${log.path ?? 'the records'}`,
						dim,
					),
				]
			: [];
	return {lines: [...head, ...log.lines.map(text => line(text))], follows: true};
}

function configLines(config: JsonObject): Line[] {
	const entries = flatten(config).map(([key, value]) => [key, configText(value)] as const);
	return entries.length === 0 ? nothing('No config was recorded') : pairs(entries);
}

/** Every metric with its newest and extreme values, then what the tracker itself wrote down. */
function summaryLines(row: RunRow, detail: RunDetail | null): Line[] {
	const {names} = row.metrics;
	const recorded =
		detail === null
			? []
			: flatten(summaryInWords(detail.facts.summary)).map(
					([key, value]) => [key, typeof value === 'number' ? formatWhole(value, 8) : configText(value)] as const,
				);
	if (names.length === 0 && recorded.length === 0) return nothing(row.complete ? 'No metrics and no summary were recorded' : '…');
	const width = columnOf(names, 8);
	const columns = ['last', 'min', 'max', 'mean', 'points'] as const;
	const table = names
		.toSorted()
		.map(
			(name): Line => [
				{text: inColumn(name, width), style: plain},
				...columns.map(column => ({text: cell(row, name, column).padStart(12), style: column === 'last' ? plain : dim})),
			],
		);
	const head: Line[] =
		names.length === 0
			? []
			: [[{text: inColumn('metric', width), style: dim}, ...columns.map(column => ({text: column.padStart(12), style: dim}))]];
	const rest = recorded.length === 0 ? [] : [line(''), heading('As the tracker recorded it'), ...pairs(recorded)];
	return [...head, ...table, ...rest];
}

function cell(row: RunRow, name: string, column: 'last' | 'min' | 'max' | 'mean' | 'points'): string {
	const value = readAggregate(row, name, column);
	if (column === 'points') return formatCount(value);
	const points = readAggregate(row, name, 'points');
	return points > 0 && row.metrics.values.length >= aggregateStride ? formatNumber(value, 6) : '';
}

function sourceLines(row: RunRow, {facts}: RunDetail): Line[] {
	const entries: [string, string][] = [];
	const add = (key: string, value: string | null | undefined) => {
		if (value) entries.push([key, value]);
	};
	add('command', facts.command?.argv.map(quoteWord).join(' '));
	add('directory', facts.command?.cwd);
	add('commit', facts.git?.commit);
	add('branch', facts.git?.branch);
	add('changes', facts.git?.dirty == null ? null : facts.git.dirty ? 'yes, beyond the commit' : 'none');
	add('remote', facts.git?.remote);
	add('digest', facts.sourceDigest);
	for (const [key, value] of Object.entries(facts.command?.env ?? {})) add(`env ${key}`, value);
	return entries.length === 0 ? nothing(gitFact(row) ?? 'Neither command nor source were recorded') : pairs(entries);
}

function fileLines(row: RunRow, {files}: RunDetail, state: State, brush: Brush): Line[] {
	if (files.length === 0) return nothing('No files');
	return files.map(({path, bytes, modifiedAtMs}) => [
		{text: formatBytes(bytes).padStart(8), style: plain},
		{text: formatClock(modifiedAtMs, state.nowMs, brush.zone).padStart(12), style: dim},
		{text: `  ${path.startsWith(`${row.path}/`) ? path.slice(row.path.length + 1) : path}`, style: plain},
	]);
}

/** Whole sentences, which may ask the person something: none is cut off. */
function problemLines({problems}: RunDetail, cells: number): Line[] {
	if (problems.length === 0) return nothing('Nothing is wrong with the files of this run');
	return problems.flatMap(({file, message}) => [
		...wrapText(cleanText(message), cells).map(text => line(text, warn)),
		line(`  ${file}`, dim),
	]);
}
