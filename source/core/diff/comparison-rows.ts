import type {Json} from '../run.ts';
import {readRuntime} from '../runtime.ts';
import {cleanText} from '../text.ts';
import {formatChange, formatDuration, formatNumber, formatParameter, noValue} from '../units.ts';
import type {MetricDiff} from './compare-metrics.ts';
import type {Comparison, Subject} from './compare-runs.ts';
import type {Delta} from './delta.ts';
import type {Setting} from './settings.ts';

/** One line of a comparison: what it is about, and for each run a value, with what it means against the first. */
export interface ComparisonRow {
	key: string;
	/** Which of several values of one key: "last", "best"; '' for the only one. */
	part: string;
	/** For people. */
	cells: string[];
	/** For programs: exact, '' where there is none. */
	exact: string[];
	deltas: (Delta | null)[];
}

export interface ComparisonSection {
	title: string;
	rows: ComparisonRow[];
}

const longest = 200;

function textOf(value: Json | undefined): string {
	if (value === undefined) return '';
	if (typeof value === 'string') return cleanText(value, Number.POSITIVE_INFINITY);
	return typeof value === 'object' ? cleanText(JSON.stringify(value), Number.POSITIVE_INFINITY) : String(value);
}

function cellOf(value: Json | undefined): string {
	if (value === undefined) return noValue();
	if (typeof value === 'number') return formatParameter(value);
	const text = textOf(value);
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function changeText(value: number, base: number, delta: Delta | null): string {
	if (delta === null) return '';
	if (delta.absolute === 0) return ' (same)';
	const sign = delta.absolute > 0 ? '+' : '−';
	const parts = [`${sign}${formatNumber(Math.abs(delta.absolute), 3)}`];
	if (delta.percent !== null) parts.push(formatChange(value, base));
	if (delta.better !== null) parts.push(delta.better ? 'better' : 'worse');
	return ` (${parts.join(', ')})`;
}

function settingRow({key, values}: Setting, deltas: (Delta | null)[] = values.map(() => null)): ComparisonRow {
	const cells = values.map((value, run) => {
		const change = deltas[run] ? changeText(value as number, values[0] as number, deltas[run]) : '';
		return cellOf(value) + change;
	});
	return {key: cleanText(key), part: '', cells, exact: values.map(textOf), deltas};
}

function metricRows({name, nameIn, goal, readings, deltas}: MetricDiff): ComparisonRow[] {
	const others = [...new Set(nameIn)].filter(spelling => spelling !== null && spelling !== name);
	const parts = goal === null ? (['last'] as const) : (['last', 'best'] as const);
	return parts.map((part): ComparisonRow => {
		const points = readings.map(reading => reading?.[part] ?? null);
		const base = points[0]?.value ?? Number.NaN;
		return {
			key: cleanText([name, ...others].join(' = ')),
			part: part === 'best' && goal !== null ? (goal.direction === 'down' ? 'min' : 'max') : part,
			cells: points.map((point, run) =>
				point === null
					? noValue()
					: `${formatNumber(point.value)} at ${formatNumber(point.step)}${changeText(point.value, base, deltas[run]![part])}`,
			),
			exact: points.map(point => (point === null ? '' : String(point.value))),
			deltas: deltas.map(delta => delta[part]),
		};
	});
}

function runRows(subjects: readonly Subject[], nowMs: number): ComparisonRow[] {
	const at = ({at: moment}: Subject): string =>
		moment === null ? '' : moment.kind === 'step' ? `step ${moment.step}` : `${formatDuration(moment.seconds)} after the start`;
	const parts: [string, (subject: Subject) => string][] = [
		['id', ({row}) => row.id],
		['status', ({row}) => row.status],
		['compared at', at],
		['runtime', ({row}) => formatDuration(readRuntime(row, nowMs) ?? Number.NaN)],
		['format', ({row}) => row.formats.join(', ')],
		['host', ({row}) => row.host ?? ''],
		['tags', ({row}) => row.tags.join(', ')],
		['dir', ({row}) => row.dir],
	];
	return parts
		.map(([key, read]): ComparisonRow => {
			const texts = subjects.map(subject => cleanText(read(subject)));
			return {key, part: '', cells: texts.map(text => text || noValue()), exact: texts, deltas: texts.map(() => null)};
		})
		.filter(({exact}) => exact.some(text => text !== ''));
}

export interface SectionOptions {
	/** Also what is the same in all runs, the trackers' own keys, and metrics that they keep out of sight. */
	all: boolean;
	nowMs: number;
}

const noSource = 'Source: not recorded';

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** The sections of a comparison as text and Markdown show them; empty ones are left out. */
export function listSections(comparison: Comparison, {all, nowMs}: SectionOptions): ComparisonSection[] {
	const {subjects, config, metrics, summary, source, environment, packages} = comparison;
	const rows = (settings: readonly Setting[]) => settings.map(setting => settingRow(setting));
	const folded =
		all || config.bookkeeping.length === 0 ? '' : `, and ${count(config.bookkeeping.length, 'key')} of the trackers' own`;
	const total = config.differing.length + config.same.length;
	const settingsTitle = `Config: ${config.differing.length} of ${total} keys differ${config.differing.length === 1 ? 's' : ''}${folded}`;
	const sections: ComparisonSection[] = [
		{title: 'Runs', rows: runRows(subjects, nowMs)},
		{title: settingsTitle, rows: rows(config.differing)},
		...(all ? [{title: "The trackers' own keys", rows: rows(config.bookkeeping)}] : []),
		...(all ? [{title: 'The same in all', rows: rows(config.same)}] : []),
		{title: 'Metrics', rows: metrics.filter(({isHidden}) => all || !isHidden).flatMap(metricRows)},
		{title: 'Summary', rows: summary.map(setting => settingRow(setting, setting.deltas))},
		{title: source.length === 0 ? noSource : 'Source', rows: rows(source)},
		{title: 'Environment', rows: rows(environment.differing)},
		{title: 'Packages', rows: rows(packages.differing)},
		...(all ? [{title: 'The same environment in all', rows: rows([...environment.same, ...packages.same])}] : []),
	];
	// That nothing differs in the config, or nothing is known of the source, is an answer too.
	return sections.filter(
		({title, rows: lines}) => lines.length > 0 || (title === settingsTitle && total > 0) || title === noSource,
	);
}
