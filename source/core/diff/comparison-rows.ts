import {shownDir} from '../row.ts';
import {readRuntime} from '../runtime.ts';
import {cleanText} from '../text/clean-text.ts';
import {formatDuration, noValue} from '../text/units.ts';
import {isAllSingle, type MetricDiff} from './compare-metrics.ts';
import type {Comparison, Subject} from './compare-runs.ts';
import {cellOf, changeTexts, fitting, metricCell, textOf} from './comparison-cells.ts';
import type {Delta} from './delta.ts';
import {type Setting, sameTitle} from './settings.ts';

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

function settingRow(
	{key, values}: Setting,
	most: number | null,
	deltas: (Delta | null)[] = values.map(() => null),
): ComparisonRow {
	const cells = values.map((value, run) => {
		const changes = deltas[run] ? changeTexts(value as number, values[0] as number, deltas[run]) : [''];
		const text = cellOf(value, most);
		return fitting(
			changes.map(change => text + change),
			most,
		);
	});
	return {key: cleanText(key), part: '', cells, exact: values.map(textOf), deltas};
}

function metricRows(metric: MetricDiff, most: number | null): ComparisonRow[] {
	const {name, nameIn, goal, readings, deltas} = metric;
	const others = [...new Set(nameIn)].filter(spelling => spelling !== null && spelling !== name);
	const parts = goal === null || isAllSingle(metric) ? (['last'] as const) : (['last', 'best'] as const);
	return parts.map((part): ComparisonRow => {
		const points = readings.map(reading => reading?.[part] ?? null);
		const base = points[0]?.value ?? Number.NaN;
		return {
			key: cleanText([name, ...others].join(' = ')),
			part: part === 'best' && goal !== null ? (goal.direction === 'down' ? 'min' : 'max') : part,
			cells: points.map((point, run) => (point === null ? noValue() : metricCell(point, base, deltas[run]![part], most))),
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
		['constraints', ({row}) => row.infeasible ?? ''],
		['compared at', at],
		['runtime', ({row}) => formatDuration(readRuntime(row, nowMs) ?? Number.NaN)],
		['format', ({row}) => row.formats.join(', ')],
		['host', ({row}) => row.host ?? ''],
		['tags', ({row}) => row.tags.join(', ')],
		['dir', ({row}) => shownDir(row)],
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
	/** Characters of a value, the middle of longer ones left out; null for all, as programs need them. */
	mostCharacters: number | null;
}

const noSource = 'Source: not recorded';

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** The sections of a comparison as text and Markdown show them; empty ones are left out. */
export function listSections(comparison: Comparison, {all, nowMs, mostCharacters}: SectionOptions): ComparisonSection[] {
	const {subjects, config, metrics, summary, source, environment, packages} = comparison;
	const rows = (settings: readonly Setting[]) => settings.map(setting => settingRow(setting, mostCharacters));
	const folded =
		all || config.bookkeeping.length === 0 ? '' : `, and ${count(config.bookkeeping.length, 'key')} of the trackers' own`;
	const total = config.differing.length + config.same.length;
	const settingsTitle = `Config: ${config.differing.length} of ${total} keys differ${config.differing.length === 1 ? 's' : ''}${folded}`;
	const sections: ComparisonSection[] = [
		{title: 'Runs', rows: runRows(subjects, nowMs)},
		{title: settingsTitle, rows: rows(config.differing)},
		...(all ? [{title: "The trackers' own keys", rows: rows(config.bookkeeping)}] : []),
		...(all ? [{title: sameTitle(config.same), rows: rows(config.same)}] : []),
		{
			title: 'Metrics',
			rows: metrics.filter(({isHidden}) => all || !isHidden).flatMap(metric => metricRows(metric, mostCharacters)),
		},
		{title: 'Summary', rows: summary.map(setting => settingRow(setting, mostCharacters, setting.deltas))},
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
