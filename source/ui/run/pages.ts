import type {HealthMark} from '../../core/health/mark.ts';
import {aggregateStride, type RunRow, readAggregate} from '../../core/row.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text.ts';
import {formatAge, formatBytes, formatClock, formatCount, formatNumber, formatTimestamp} from '../../core/units.ts';
import type {Span} from '../../draw/spans.ts';
import {healthLooks, lookGlyph} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {RunDetail} from '../../engine/protocol.ts';
import type {State} from '../../store/state.ts';
import type {RunTab} from '../../store/view.ts';
import {configText} from '../parts/config-text.ts';
import {largest} from '../parts/largest.ts';
import {gitFact} from '../runs/facts.ts';
import type {Brush} from '../scene.ts';
import type {TextPage} from './text-pane.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const strong = roleStyle('default', bold);
const warn = roleStyle('warn');

type Line = Span[];
const line = (text: string, style = plain): Line => [{text: cleanText(text), style}];
const nothing = (text: string): Line[] => [line(text, dim)];
const heading = (text: string): Line => line(text, strong);

/** Words at the left in one column, values after them. */
function pairs(entries: readonly (readonly [string, string])[], least = 10): Line[] {
	const width =
		Math.min(
			40,
			largest(
				entries.map(([key]) => key.length),
				least,
			),
		) + 2;
	return entries.map(([key, value]) => [
		{text: cleanText(key.length > width - 2 ? `${key}  ` : key.padEnd(width)), style: dim},
		{text: cleanText(value), style: plain},
	]);
}

/** Text of a tab of an open run. What the engine has not told yet shows as `…`. */
export function pageOf(tab: RunTab, row: RunRow, state: State, brush: Brush): TextPage {
	const detail = state.detail?.run === row.key ? state.detail : null;
	if (tab === 'log') return logPage(state, row);
	const lines = (): Line[] => {
		if (tab === 'config') return configLines(detail?.facts.config ?? row.config);
		if (tab === 'summary') return summaryLines(row, detail);
		if (detail === null) return nothing('…');
		if (tab === 'source') return sourceLines(row, detail);
		if (tab === 'files') return fileLines(row, detail, state, brush);
		if (tab === 'problems') return problemLines(detail);
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

function flatten(value: JsonObject, prefix = ''): [string, Json][] {
	return Object.entries(value).flatMap(([key, inner]) =>
		inner !== null && typeof inner === 'object' && !Array.isArray(inner) && Object.keys(inner).length > 0
			? flatten(inner, `${prefix}${key}.`)
			: [[`${prefix}${key}`, inner] as [string, Json]],
	);
}

const valueText = (value: Json) => (value === null ? 'none' : configText(value));

function configLines(config: JsonObject): Line[] {
	const entries = flatten(config).map(([key, value]) => [key, valueText(value)] as const);
	return entries.length === 0 ? nothing('No config was recorded') : pairs(entries);
}

/** Every metric with its newest and extreme values, then what the tracker itself wrote down. */
function summaryLines(row: RunRow, detail: RunDetail | null): Line[] {
	const {names} = row.metrics;
	const recorded =
		detail === null
			? []
			: flatten(detail.facts.summary).map(
					([key, value]) => [key, typeof value === 'number' ? formatNumber(value, 8) : valueText(value)] as const,
				);
	if (names.length === 0 && recorded.length === 0) return nothing(row.complete ? 'No metrics and no summary were recorded' : '…');
	const width =
		Math.min(
			40,
			largest(
				names.map(name => name.length),
				8,
			),
		) + 2;
	const columns = ['last', 'min', 'max', 'mean', 'points'] as const;
	const table = names
		.toSorted()
		.map(
			(name): Line => [
				{text: name.padEnd(width), style: plain},
				...columns.map(column => ({text: cell(row, name, column).padStart(12), style: column === 'last' ? plain : dim})),
			],
		);
	const head: Line[] =
		names.length === 0
			? []
			: [[{text: 'metric'.padEnd(width), style: dim}, ...columns.map(column => ({text: column.padStart(12), style: dim}))]];
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
	add('command', facts.command?.argv.join(' '));
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

function problemLines({problems}: RunDetail): Line[] {
	if (problems.length === 0) return nothing('Nothing is wrong with the files of this run');
	return problems.flatMap(({file, message}) => [line(message, warn), line(`  ${file}`, dim)]);
}

/** The run that this one repeats, the one that that one repeats, and so on, as far as they are known here. */
function chainBack(row: RunRow, {rows}: State): string {
	const chain: string[] = [];
	const byId = new Map([...rows.values()].map(other => [other.id, other]));
	for (let id = row.restartOf; id !== null && !chain.includes(id); id = byId.get(id)?.restartOf ?? null) chain.push(id);
	return chain.map(id => nameWithId(byId.get(id), id)).join(', restart of ');
}

function repeatsOf({id}: RunRow, {rows}: State): string {
	const repeats = [...rows.values()].filter(({restartOf}) => restartOf === id);
	return repeats.map(other => `${nameWithId(other, other.id)} ${other.status}`).join(', ');
}

const nameWithId = (row: RunRow | undefined, id: string) => (row === undefined || row.name === id ? id : `${row.name} (${id})`);

function healthLine({kind, reason}: HealthMark, brush: Brush): Line {
	const look = healthLooks[kind];
	return [
		{text: `${lookGlyph(look, brush.glyphs)} ${look.word}  `, style: roleStyle(look.role)},
		{text: cleanText(reason), style: plain},
	];
}

/** Why the status is what it is, how the estimate was made, what happened, and whatever else the format tells. */
function aboutLines(row: RunRow, {facts, status, estimateNotes, events}: RunDetail, state: State, brush: Brush): Line[] {
	const time = (atMs: number | null) =>
		atMs === null ? '' : `${formatTimestamp(atMs, brush.zone)}   ${formatAge(state.nowMs - atMs)} ago`;
	const entries: [string, string][] = [
		['status', `${status.status}: ${status.why}`],
		['recorded as', facts.recorded ?? ''],
		['verdict', row.verdict ?? ''],
		['started', time(row.startedAtMs)],
		['ended', time(row.endedAtMs)],
		['last sign', time(row.updatedAtMs)],
		['id', row.id],
		['format', row.formats.join(', ')],
		['path', row.path],
		['group', row.group ?? ''],
		['parent', row.parent ?? ''],
		['restart of', chainBack(row, state)],
		['restarted as', repeatsOf(row, state)],
		['attempt', row.attempt === null ? '' : String(row.attempt)],
		['host', [row.host, row.user, row.pid === null ? null : `pid ${row.pid}`].filter(part => part).join(', ')],
		['tags', row.tags.join(' ')],
	];
	const sections: Line[][] = [pairs(entries.filter(([, value]) => value !== ''))];
	if (row.health.length > 0) sections.push([heading('Health'), ...row.health.map(mark => healthLine(mark, brush))]);
	if (row.error !== null) sections.push([heading('Error'), ...row.error.split('\n').map(text => line(text, roleStyle('bad')))]);
	const {estimate} = row;
	const notes =
		estimate === null
			? estimateNotes
			: [`${estimate.text}, done ${formatClock(estimate.finishAtMs, state.nowMs, brush.zone)}`, ...estimateNotes];
	if (notes.length > 0) sections.push([heading('Time left'), ...notes.map(text => line(text))]);
	if (row.notes.length > 0)
		sections.push([heading('Notes'), ...row.notes.flatMap(note => note.split('\n')).map(text => line(text))]);
	if (events.length > 0) {
		const shown = events.slice(-50).toReversed();
		sections.push([
			heading('Events'),
			...shown.map(event =>
				line(
					`${event.atMs === null ? '' : `${formatClock(event.atMs, state.nowMs, brush.zone)}  `}${event.step === null ? '' : `step ${event.step}  `}${event.text}`,
					event.kind === 'error' || event.kind === 'alert' ? warn : plain,
				),
			),
		]);
	}
	const extra = flatten(facts.extra).map(([key, value]) => [key, valueText(value)] as const);
	if (extra.length > 0) sections.push([heading('Also recorded'), ...pairs(extra)]);
	return sections.flatMap((section, at) => (at === 0 ? section : [line(''), ...section]));
}
