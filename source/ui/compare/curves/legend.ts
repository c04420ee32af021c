import {glyphFor} from '../../../draw/glyphs.ts';
import {shortenApart} from '../../../draw/names-apart.ts';
import {lookGlyph, markLooks} from '../../../draw/status.ts';
import {bold, roleStyle, type Style, withAttributes} from '../../../draw/style.ts';
import {drawCell} from '../../../draw/table.ts';
import {textWidth} from '../../../draw/width.ts';
import type {CurvesFrame} from '../../charts/charts-frame.ts';
import type {PlannedChart} from '../../charts/plan-charts.ts';
import {largest} from '../../parts/largest.ts';
import type {Brush} from '../../scene.ts';
import {type Legend, type LegendEntry, legendNumber} from './legend-entries.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const leastName = 8;
/** Cells of an entry with a short name. */
const leastColumn = 17;

export const strong = (style: Style): Style => withAttributes(style, bold);

/** Whether keys are about what an entry tells. */
export const isChosen = ({runs}: LegendEntry, chosen: number | null): boolean => chosen !== null && runs.includes(chosen);

/** Where the entries stand: in two columns without their second values where one is too short for all of them. */
interface LegendPlan {
	columns: number;
	/** Of a column, with the cell between it and the next. */
	cols: number;
	nameCells: number;
	valueCells: number;
	/** 0 where second values are not shown. */
	secondCells: number;
	/** Entries in a column. */
	room: number;
}

function planLegend({entries, heads}: Legend, cells: number, room: number, glyphs: Brush['glyphs']): LegendPlan {
	const columns = entries.length > room && Math.floor(cells / 2) >= leastColumn ? 2 : 1;
	const cols = Math.floor(cells / columns);
	const valueCells = largest([heads.value, ...entries.map(({value}) => legendNumber(value, glyphs))].map(textWidth), 4);
	const wanted = heads.second === '' ? 0 : largest([heads.second, ...entries.map(({second}) => second)].map(textWidth), 3) + 1;
	const left = cols - 6 - valueCells;
	const secondCells = columns === 1 && left - wanted >= leastName ? wanted : 0;
	return {columns, cols, nameCells: Math.max(1, left - secondCells), valueCells, secondCells, room};
}

/** `━ resnet-lr3e-4   0.2130 ★ 0.2098`: each line with its value and its best one, at the right of the chart. */
export function drawLegend(
	{grid, brush}: CurvesFrame,
	{rect, asideCols = 0, pair = null}: PlannedChart,
	legend: Legend,
	chosen: number | null,
): void {
	const {entries, heads} = legend;
	if (asideCols === 0 || entries.length === 0) return;
	const {glyphs} = brush;
	const {columns, cols, nameCells, valueCells, secondCells, room} = planLegend(legend, asideCols, rect.rows - 2, glyphs);
	const left = rect.x + rect.cols - asideCols;
	const top = rect.y + 2;
	const names = shortenApart(entries, nameCells, glyphs);
	const cell = (text: string, from: number, cells: number, y: number, style: Style) =>
		drawCell(grid, from, y, cells, {text, style, align: 'right'}, glyphs);
	const valueAt = 3 + nameCells;
	const secondAt = valueAt + valueCells + 2;
	for (let column = 0; column < columns; column++) cell(heads.value, left + column * cols + valueAt, valueCells, top - 1, dim);
	if (secondCells > 0) cell(heads.second, left + secondAt, secondCells, top - 1, dim);
	// What the other lines of a pair are is said in any case.
	else if (pair !== null) grid.put(left + 2, top - 1, heads.second, dim, nameCells);
	const most = columns * room;
	const shown = entries.length > most ? Math.max(0, most - 1) : entries.length;
	entries.slice(0, shown).forEach((entry, at) => {
		const {sign, style, value, second, isBest} = entry;
		const x = left + Math.floor(at / room) * cols;
		const y = top + (at % room);
		grid.put(x, y, sign, strong(style));
		grid.put(x + 2, y, names[at]!, isChosen(entry, chosen) ? strong(style) : style, nameCells);
		cell(legendNumber(value, glyphs), x + valueAt, valueCells, y, plain);
		if (isBest) grid.put(x + valueAt + valueCells + 1, y, lookGlyph(markLooks.best, glyphs), roleStyle('accent', bold));
		if (secondCells > 0) cell(second, x + secondAt, secondCells, y, dim);
	});
	if (shown < entries.length && room > 0)
		grid.put(
			left + (columns - 1) * cols + 2,
			top + room - 1,
			`${glyphFor('ellipsis', glyphs)} ${entries.length - shown} more`,
			dim,
		);
}
