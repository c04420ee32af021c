import type {Aligned} from '../../core/diff/align-names.ts';
import {type Delta, deltaOf} from '../../core/diff/delta.ts';
import type {Setting} from '../../core/diff/settings.ts';
import {type RunRow, readAggregate} from '../../core/row.ts';
import type {Json} from '../../core/run.ts';
import {guessDirection} from '../../core/table/direction.ts';
import {cleanText} from '../../core/text.ts';
import {formatNumber, noValue} from '../../core/units.ts';
import type {ScreenComparison} from '../../store/comparison.ts';
import {configText} from '../parts/config-text.ts';
import {gitFact} from '../runs/facts.ts';

/** What a line of the table says of one run. */
export interface CompareCell {
	text: string;
	/** Nothing is known. */
	empty: boolean;
	/** Differs from the baseline, in a line that is no number. */
	differs: boolean;
	/** For values with a change against the baseline. */
	value: number;
	base: number;
	delta: Delta | null;
	best: boolean;
}

/** A line of the table; its cells are only made when it is in view. */
export type CompareLine =
	| {kind: 'section'; title: string}
	| {kind: 'values'; label: string; part: string; cells: () => CompareCell[]};

const wordOf = (count: number, one: string) => (count === 1 ? one : `${one}s`);

const plainCell = (text: string, differs: boolean): CompareCell => ({
	text: text === '' ? noValue() : text,
	empty: text === '',
	differs,
	value: Number.NaN,
	base: Number.NaN,
	delta: null,
	best: false,
});

/** The lines of the table below its heading. */
export function compareLines({rows, config, metrics}: ScreenComparison, all: boolean): CompareLine[] {
	const total = config.differing.length + config.same.length + config.bookkeeping.length;
	const settings = all ? [...config.differing, ...config.same, ...config.bookkeeping] : config.differing;
	const hidden = total - settings.length;
	const verb = config.differing.length === 1 ? 'differs' : 'differ';
	const lines: CompareLine[] = [];
	if (total > 0) {
		const counted = `${config.differing.length} of ${total} ${wordOf(total, 'key')} ${verb}`;
		lines.push({kind: 'section', title: `Config   ${counted}${hidden > 0 ? ', d shows all' : ''}`});
		lines.push(...settings.map(setting => settingLine(setting)));
	}
	if (metrics.length > 0)
		lines.push({kind: 'section', title: 'Metrics'}, ...metrics.flatMap(metric => metricLines(rows, metric)));
	const about = factLines(rows, all);
	return about.length === 0 ? lines : [...lines, {kind: 'section', title: 'Source and run'}, ...about];
}

function settingLine({key, values}: Setting): CompareLine {
	const text = (value: Json | undefined) => (value === null ? 'none' : value === '' ? '""' : configText(value));
	return {
		kind: 'values',
		label: cleanText(key),
		part: '',
		cells: () => values.map((value, at) => plainCell(text(value), at > 0 && text(value) !== text(values[0]))),
	};
}

function metricLines(rows: readonly RunRow[], {name, nameIn}: Aligned): CompareLine[] {
	const goal = guessDirection(name);
	const label = cleanText(name);
	const last: CompareLine = {kind: 'values', label, part: 'last', cells: () => metricCells(rows, nameIn, 'last', goal)};
	if (goal === null) return [last];
	const part = goal === 'down' ? 'min' : 'max';
	return [last, {kind: 'values', label, part, cells: () => metricCells(rows, nameIn, part, goal)}];
}

function metricCells(
	rows: readonly RunRow[],
	nameIn: readonly (string | null)[],
	part: 'last' | 'min' | 'max',
	goal: 'up' | 'down' | null,
): CompareCell[] {
	const values = rows.map((row, at) => {
		const name = nameIn[at];
		return typeof name === 'string' ? readAggregate(row, name, part) : Number.NaN;
	});
	const had = rows.map((row, at) => typeof nameIn[at] === 'string' && readAggregate(row, nameIn[at], 'points') > 0);
	const finite = values.filter(Number.isFinite);
	const top = goal === 'down' ? Math.min(...finite) : Math.max(...finite);
	const base = values[0] ?? Number.NaN;
	return values.map((value, at) => ({
		text: had[at] ? formatNumber(value) : noValue(),
		empty: !had[at],
		differs: false,
		value,
		base,
		delta: at === 0 ? null : deltaOf(value, base, goal),
		best: goal !== null && finite.length > 1 && value === top,
	}));
}

/** Where the code came from, and how the runs stand; only what differs unless all is wanted, the commit always. */
function factLines(rows: readonly RunRow[], all: boolean): CompareLine[] {
	const facts: [string, (row: RunRow) => string | null, boolean][] = [
		['source', gitFact, true],
		['status', row => row.status, true],
		['step', row => (row.progress?.step == null ? null : String(row.progress.step)), false],
		['format', row => row.formats.join(' '), false],
		['host', row => row.host, false],
		['tags', row => row.tags.join(' '), false],
		['directory', row => row.dir, all],
	];
	return facts.flatMap(([label, read, always]): CompareLine[] => {
		const texts = rows.map(row => cleanText(read(row) ?? ''));
		const known = texts.some(text => text !== '');
		if (!known || !(always || all || new Set(texts).size > 1)) return [];
		return [
			{kind: 'values', label, part: '', cells: () => texts.map((text, at) => plainCell(text, at > 0 && text !== texts[0]))},
		];
	});
}
