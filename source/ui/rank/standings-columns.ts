import {rankedRows, type Standing, type Standings} from '../../core/rank/standings.ts';
import {deltaParts, namesOf, placeText, standingsColumns, valueText} from '../../core/rank/standings-lines.ts';
import type {RunRow} from '../../core/row.ts';
import {readableText} from '../../core/table/columns/cell-text.ts';
import type {Column} from '../../core/table/columns/columns.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {alignNumber, areNumbers, formatNumber, measureNumbers, noValue, type TextOptions} from '../../core/text/units.ts';
import {type ColumnSpec, fitColumns, type PlacedColumn} from '../../draw/columns.ts';
import {textWidth} from '../../draw/width.ts';
import {drawnSetting, settingDigits} from '../../store/texts/setting-cell.ts';
import {largest} from '../parts/largest.ts';
import type {Brush} from '../scene.ts';
import type {Ranking} from './ranking.ts';

/** A column of the ranking: its heading, and its texts in the order of the places. */
export interface StandingsColumn {
	id: string;
	title: string;
	right: boolean;
	texts: readonly string[];
}

const longestName = 46;
const widestSetting = 14;

const heading = {place: '#', name: 'RUN', runs: 'RUNS', value: 'VALUE', step: 'STEP', last: 'LAST', delta: 'TO FIRST'} as const;

/** Everything that the list of a ranking says. */
export interface StandingsTexts {
	columns: readonly StandingsColumn[];
	/** Cells of the widest text of each column, by its id. */
	widths: ReadonlyMap<string, number>;
	/** Names of all lines, also of the runs without a place. */
	names: readonly string[];
	/** Keys of the runs of all lines, of repetitions that of the best. */
	keys: readonly number[];
}

export function writeStandings({standings, together}: Ranking, brush: Brush): StandingsTexts {
	const nameOf = namesOf(standings);
	const columns = columnsOf(standings, standingsColumns(rankedRows(standings), together), nameOf, brush);
	const names = [...standings.ranked.map(({rows: [row]}) => nameOf(row!)), ...standings.unranked.map(({row}) => nameOf(row))];
	return {
		columns,
		widths: new Map(columns.map(({id, title, texts}) => [id, largest(texts.map(textWidth), textWidth(title))])),
		keys: [...standings.ranked.map(({rows: [row]}) => row!.key), ...standings.unranked.map(({row}) => row.key)],
		names,
	};
}

/** All that each line says, to be looked through. */
export function saidBy({names, columns}: StandingsTexts): string[] {
	return names.map((name, line) => [name, ...columns.map(({texts}) => texts[line] ?? '')].join('\n'));
}

/** All columns of a ranking, numbers on a common point. */
function columnsOf(
	standings: Standings,
	settings: readonly Column[],
	nameOf: (row: RunRow) => string,
	{glyphs}: Brush,
): StandingsColumn[] {
	const {ranked} = standings;
	const rows = ranked.map(({rows: [row]}) => row!);
	const first = ranked[0]?.value ?? Number.NaN;
	const number = (id: keyof typeof heading, text: (standing: Standing) => string): StandingsColumn => {
		const texts = ranked.map(text);
		const room = measureNumbers(texts);
		return {id, title: heading[id], right: true, texts: texts.map(each => (each === '' ? '' : alignNumber(each, room)))};
	};
	const columns: StandingsColumn[] = [
		{id: 'place', title: heading.place, right: true, texts: ranked.map(placeText)},
		{id: 'name', title: heading.name, right: false, texts: ranked.map(({rows: [row]}) => nameOf(row!))},
		number('runs', ({rows}) => (rows.length > 1 ? String(rows.length) : '')),
		number('value', standing => valueText(standing, glyphs)),
		number('step', ({step}) => (step === null ? '' : String(step))),
		number('last', ({last}) => formatNumber(last, 4, glyphs)),
		{
			id: 'delta',
			title: heading.delta,
			right: true,
			texts: changeTexts(ranked, first, glyphs),
		},
		...settings.map((column): StandingsColumn => {
			const said = settingTexts(column, rows, glyphs);
			const right = areNumbers(said);
			const room = measureNumbers(right ? said : []);
			const texts = said.map(text => (text === '' ? noValue(glyphs) : right ? alignNumber(text, room) : text));
			return {id: column.id, title: cleanText(column.title), right, texts};
		}),
	];
	return columns.filter(({id, texts}) => id === 'name' || texts.some(text => text !== ''));
}

/** `+0.012  +5.6 % ≈`: each of the three below those of the lines above. */
function changeTexts(ranked: readonly Standing[], first: number, glyphs: TextOptions): string[] {
	const parts = ranked.map(standing => deltaParts(standing, first, glyphs));
	const room = measureNumbers(parts.flatMap(each => each?.change ?? []));
	const cellsOf = (part: 'share' | 'close') =>
		largest(
			parts.map(each => textWidth(each?.[part] ?? '')),
			0,
		);
	const [share, close] = [cellsOf('share'), cellsOf('close')];
	return parts.map(each => {
		if (each === null) return '';
		const behind = [
			...(share > 0 ? [`  ${each.share.padStart(share)}`] : []),
			...(close > 0 ? [` ${each.close.padEnd(close)}`] : []),
		];
		return alignNumber(each.change, room) + behind.join('');
	});
}

/** A setting of each run; what chance has drawn in as few digits as tell the runs apart, as in the list. */
function settingTexts(column: Column, rows: readonly RunRow[], glyphs: TextOptions): string[] {
	const {name: key} = column.field.source;
	const digits = settingDigits(rows, key);
	return rows.map(
		row => drawnSetting(row, key, () => digits, glyphs) ?? readableText(column, row, {...glyphs, nowMs: 0, zone: 0}),
	);
}

const priorities: Readonly<Record<string, number>> = {delta: 90, runs: 80, step: 60, last: 70};

/** Where they stand; settings go first where room is short, from the right. */
export function placeStandings({columns, widths}: StandingsTexts, cols: number): PlacedColumn[] {
	const specs = columns.map(({id}, at): ColumnSpec => {
		const widest = widths.get(id)!;
		if (id === 'name')
			return {
				id,
				min: Math.min(cols < 60 ? 14 : cols < 90 ? 20 : 28, widest),
				want: Math.min(longestName, widest),
				priority: Number.POSITIVE_INFINITY,
			};
		const own = id === 'place' || id === 'value';
		const want = own || id in priorities ? widest : Math.min(widestSetting, widest);
		return {id, min: want, want, max: want, priority: own ? Number.POSITIVE_INFINITY : (priorities[id] ?? 50 - at)};
	});
	return fitColumns(specs, cols);
}
