import {curvesOf, hasCourse, isReturned, type RunRow, readAggregate} from '../../core/row.ts';
import {spellInfinity} from '../../core/text/numbers.ts';
import {alignNumber, formatCount, formatNumber, measureNumbers} from '../../core/text/units.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateEnd, truncateMiddle} from '../../draw/names.ts';
import {roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {isLive} from '../../store/order/sort-values.ts';
import {selectShownMetrics} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {settingText} from '../../store/texts/config-text.ts';
import type {Brush} from '../scene.ts';
import {whyNoCharts} from './no-charts.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** A line of the table: a heading has no value. */
interface Entry {
	name: string;
	value: string;
	note: string;
}

/** Cells of a name at most, between the columns, and that a column has at least. */
const mostName = 36;
const gap = 4;
const leastColumn = 30;

/**
 * True for a run all of whose metrics are single values: charts of single points would tell no more than their numbers. One that is under way may go on
 * at any moment.
 */
export const hasOnlyValues = (row: RunRow): boolean =>
	row.complete && !isLive(row) && !curvesOf(row).some(metric => hasCourse(row, metric));

/** What a run logged once, and its settings, as lines in columns in place of charts; false where there is nothing of either. */
export function drawSingleValues(grid: Grid, state: State, row: RunRow, brush: Brush): boolean {
	if (!hasOnlyValues(row)) return false;
	const {values, title} = valuesOf(row, selectShownMetrics(state), brush);
	const settings = settingsOf(row);
	if (values.length + settings.length === 0) return false;
	drawBlocks(grid, 1, [[heading(title), ...values], settings.length === 0 ? [] : [heading('Settings'), ...settings]], brush);
	return true;
}

/** Whether what a run logged once stands in place of its charts. */
export const hasLoggedValues = (row: RunRow, state: State): boolean =>
	hasOnlyValues(row) && valueNames(row, selectShownMetrics(state)).length > 0;

/** The settings that say something, each with its value in full. */
export const settingsOf = (row: RunRow): Entry[] =>
	Object.keys(row.config).flatMap((key): Entry[] => {
		const value = settingText(row.config, key);
		return value === '' ? [] : [{name: key, value, note: ''}];
	});

/** Settings under their heading, from column `x` on. */
export const drawSettings = (grid: Grid, x: number, settings: readonly Entry[], brush: Brush): void =>
	drawBlocks(grid, x, [[heading('Settings'), ...settings]], brush);

const heading = (name: string): Entry => ({name, value: '', note: ''});

function drawBlocks(grid: Grid, from: number, blocks: readonly (readonly Entry[])[], brush: Brush): void {
	let x = from;
	for (const [at, column] of blocks.flatMap(block => inColumns(block, grid.rows - 1)).entries()) {
		const room = grid.cols - x - 1;
		if (room < leastColumn && at > 0) break;
		x += drawColumn(grid, x, column, room, brush) + gap;
	}
}

const valueNames = (row: RunRow, ranked: readonly string[]): string[] =>
	ranked.filter(name => row.metrics.names.includes(name) && (!row.hidden?.includes(name) || isReturned(row, name)));

/** The values, the most telling first; the step of all of them is said once, above. */
function valuesOf(row: RunRow, ranked: readonly string[], {glyphs}: Brush): {title: string; values: Entry[]} {
	const names = valueNames(row, ranked);
	if (names.length === 0) return {title: whyNoCharts([row]), values: []};
	const texts = names.map(name => spellInfinity(formatNumber(readAggregate(row, name, 'last')), glyphs));
	const room = measureNumbers(texts);
	const notes = names.map(name => {
		const step = readAggregate(row, name, 'lastStep');
		return step > 0 ? `at step ${formatCount(step)}` : '';
	});
	const shared = notes.every(note => note === notes[0]) ? notes[0]! : null;
	return {
		title: shared ? `Logged once, ${shared}` : 'Logged once',
		values: names.map((name, at) => ({
			name,
			value: alignNumber(texts[at]!, room),
			note: shared === null ? notes[at]! : '',
		})),
	};
}

/** A block as columns of so many lines, the first below its heading. */
function inColumns([heading, ...entries]: readonly Entry[], rows: number): Entry[][] {
	if (heading === undefined || rows < 2) return [];
	const page = rows - 1;
	return Array.from({length: Math.max(1, Math.ceil(entries.length / page))}, (_, at) => [
		at === 0 ? heading : {...heading, name: ''},
		...entries.slice(at * page, (at + 1) * page),
	]);
}

/** Gives the cells that it took. */
function drawColumn(grid: Grid, x: number, [heading, ...entries]: readonly Entry[], room: number, {glyphs}: Brush): number {
	const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(textWidth));
	const name = Math.min(mostName, Math.max(8, room >> 1), widest(entries.map(entry => entry.name)));
	const valueAt = x + name + 2;
	const cells = Math.min(room - name - 2, widest(entries.map(({value, note}) => (note === '' ? value : `${value}  ${note}`))));
	grid.put(x, 1, heading!.name, dim, room);
	entries.forEach((entry, at) => {
		const y = at + 2;
		grid.put(x, y, truncateMiddle(entry.name, name, glyphs), plain, name);
		const end = grid.put(valueAt, y, truncateEnd(entry.value, cells, glyphs), plain, cells);
		if (entry.note !== '') grid.put(end + 2, y, entry.note, dim, Math.max(0, valueAt + cells - end - 2));
	});
	return Math.max(name + 2 + cells, textWidth(heading!.name));
}
