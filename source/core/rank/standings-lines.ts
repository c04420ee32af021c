import {shareText} from '../diff/delta.ts';
import type {RunRow} from '../row.ts';
import type {JsonObject} from '../run.ts';
import {jsonNumber} from '../run-json.ts';
import {readableText} from '../table/columns/cell-text.ts';
import {type Column, configColumn} from '../table/columns/columns.ts';
import {findDifferingKeys} from '../table/columns/config-keys.ts';
import {shortenTitles} from '../table/columns/default-columns.ts';
import {csvCell, markdownRow} from '../table/columns/render.ts';
import {cleanText} from '../text/clean-text.ts';
import type {TextOptions} from '../text/numbers.ts';
import {alignTable} from '../text/plain-table.ts';
import {areNumbers, formatNumber, formatSpread} from '../text/units.ts';
import {nameRuns} from './run-names.ts';
import {rankedRows, type Standing, type Standings} from './standings.ts';

/** Settings that tell the ranked runs apart; seeds where they do not stand together. */
export function standingsColumns(rows: readonly RunRow[], together: boolean, most = 6): Column[] {
	const keys = findDifferingKeys(rows).filter(({noise, seed}) => !noise && !(together && seed));
	return shortenTitles(keys.slice(0, most).map(({key}) => configColumn(key)));
}

/** `1`, `2=` where others share the place. */
export const placeText = ({place, tied}: Standing): string => `${place}${tied ? '=' : ''}`;

/** The value, of repetitions `0.213 ± 0.004`. */
export function valueText({rows, value, deviation}: Standing, options: TextOptions): string {
	return rows.length > 1 ? formatSpread(value, deviation, options) : formatNumber(value, 4, options);
}

/** The name, of repetitions that of the best one and how many there are: `resnet-seed3 and 4 others`. */
function standingName({rows}: Standing, nameOf: (row: RunRow) => string): string {
	const name = nameOf(rows[0]!);
	return rows.length === 1 ? name : `${name} and ${rows.length - 1} ${rows.length === 2 ? 'other' : 'others'}`;
}

/** The change to the first, as a part of that, and a tilde where repetitions scatter too much to tell; null for the first. */
export function deltaParts(
	{value, delta, close}: Standing,
	first: number,
	options: TextOptions,
): Record<'change' | 'share' | 'close', string> | null {
	if (delta === null) return null;
	const sign = delta.absolute > 0 ? '+' : options.unicode ? '−' : '-';
	return {
		change: `${sign}${formatNumber(Math.abs(delta.absolute), 3, options)}`,
		share: shareText(delta, value, first, options),
		close: close ? (options.unicode ? '≈' : '~') : '',
	};
}

/** `+0.012  +5.6 % ≈` */
function deltaText(standing: Standing, first: number, options: TextOptions): string {
	const {change, share, close} = deltaParts(standing, first, options) ?? {change: '', share: '', close: ''};
	return `${change}${share && `  ${share}`}${close && ` ${close}`}`;
}

/** Names of all runs in a ranking, which tell them apart. */
export function namesOf({ranked, unranked}: Standings): (row: RunRow) => string {
	return nameRuns([...rankedRows({ranked}), ...unranked.map(({row}) => row)]);
}

export interface StandingsTable {
	titles: string[];
	/** True for columns of numbers. */
	right: boolean[];
	rows: string[][];
}

/** The ranking as texts: place, run, value, step, last value, change from the first, the settings that differ. */
export function standingsTable(
	standings: Standings,
	columns: readonly Column[],
	nowMs: number,
	options: TextOptions,
): StandingsTable {
	const {ranked} = standings;
	const first = ranked[0]?.value ?? Number.NaN;
	const nameOf = namesOf(standings);
	const settings = columns.map(column => ranked.map(({rows}) => readableText(column, rows[0]!, {...options, nowMs, zone: 0})));
	return {
		titles: ['#', 'run', 'value', 'step', 'last', 'to first', ...columns.map(({title}) => cleanText(title))],
		right: [true, false, true, true, true, true, ...settings.map(areNumbers)],
		rows: ranked.map((standing, at) => [
			placeText(standing),
			standingName(standing, nameOf),
			valueText(standing, options),
			standing.step === null ? '' : String(standing.step),
			formatNumber(standing.last, 4, options),
			deltaText(standing, first, options),
			...settings.map(texts => texts[at]!),
		]),
	};
}

/** The ranking as lines for a pipe, runs without a place at the end. */
export function standingsLines(
	standings: Standings,
	columns: readonly Column[],
	nowMs: number,
	format: 'text' | 'csv' | 'md',
): string[] {
	const {titles, right, rows} = standingsTable(standings, columns, nowMs, {unicode: false});
	const nameOf = namesOf(standings);
	const left = standings.unranked.map(({row, why}) => ({name: nameOf(row), why: cleanText(why)}));
	if (format === 'csv') return csvLines(standings, columns, nowMs);
	if (format === 'text')
		return [
			...(rows.length > 0 ? alignTable([titles.map((title, at) => (at < 6 ? title.toUpperCase() : title)), ...rows], right) : []),
			...alignTable(left.map(({name, why}) => ['-', name, why])),
		];
	return [
		markdownRow(titles),
		`| ${right.map(isRight => (isRight ? '---:' : '---')).join(' | ')} |`,
		...rows.map(markdownRow),
		...left.map(({name, why}) => markdownRow(['–', name, why, ...titles.slice(3).map(() => '')])),
	];
}

function csvLines({ranked, unranked}: Standings, columns: readonly Column[], nowMs: number): string[] {
	const number = (value: number | null | undefined): string =>
		value === null || value === undefined || Number.isNaN(value) ? '' : String(value);
	const settings = (row: RunRow): string[] => columns.map(column => readableText(column, row, {unicode: false, nowMs, zone: 0}));
	const head = [
		'place',
		'id',
		'name',
		'runs',
		'value',
		'deviation',
		'step',
		'last',
		'delta',
		'percent',
		...columns.map(({id}) => id),
		'why',
	];
	const lines = ranked.map(standing => [
		number(standing.place),
		standing.rows[0]!.id,
		standing.rows[0]!.name,
		number(standing.rows.length),
		number(standing.value),
		number(standing.deviation),
		number(standing.step),
		number(standing.last),
		number(standing.delta?.absolute),
		number(standing.delta?.percent),
		...settings(standing.rows[0]!),
		'',
	]);
	const rest = unranked.map(({row, why}) => ['', row.id, row.name, '1', '', '', '', '', '', '', ...settings(row), why]);
	return [head, ...lines, ...rest].map(cells => cells.map(cell => csvCell(cleanText(cell, Number.POSITIVE_INFINITY))).join(','));
}

/** A place as JSON, without the runs themselves. */
export function standingToJson(standing: Standing): JsonObject {
	const {place, tied, value, deviation, step, last, delta, close} = standing;
	return {
		place,
		tied,
		value: jsonNumber(value),
		deviation: Number.isNaN(deviation) ? null : deviation,
		step,
		last: jsonNumber(last),
		delta: delta === null ? null : {absolute: delta.absolute, percent: delta.percent},
		close,
	};
}
