import {glyphFor} from '../../../draw/glyphs.ts';
import {shortenNames} from '../../../draw/names.ts';
import {lookGlyph, markLooks} from '../../../draw/status.ts';
import {attributesOf, backgroundOf, bold, foregroundOf, makeStyle, roleStyle, type Style} from '../../../draw/style.ts';
import {drawCell} from '../../../draw/table.ts';
import {textWidth} from '../../../draw/width.ts';
import type {CurvesFrame} from '../../charts/charts-frame.ts';
import type {PlannedChart} from '../../charts/plan-charts.ts';
import {largest} from '../../parts/largest.ts';
import {type Legend, type LegendEntry, legendNumber} from './legend-entries.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const leastName = 8;

export const strong = (style: Style): Style => makeStyle(foregroundOf(style), backgroundOf(style), attributesOf(style) | bold);

/** Whether keys are about what an entry tells. */
export const isChosen = ({runs}: LegendEntry, chosen: number | null): boolean => chosen !== null && runs.includes(chosen);

/** `━ resnet-lr3e-4   0.2130 ★ 0.2098`: each line with its value and its best one, at the right of the chart. */
export function drawLegend(
	{grid, brush}: CurvesFrame,
	{rect, asideCols = 0}: PlannedChart,
	{entries, heads}: Legend,
	chosen: number | null,
): void {
	if (asideCols === 0 || entries.length === 0) return;
	const x = rect.x + rect.cols - asideCols;
	const values = entries.map(({value}) => legendNumber(value, brush.glyphs));
	const valueCells = largest([heads.value, ...values].map(textWidth), 4);
	const secondCells =
		heads.second === '' ? 0 : largest([heads.second, ...entries.map(({second}) => second)].map(textWidth), 3) + 1;
	const all = asideCols - 1;
	const withSecond = secondCells > 0 && all - 5 - valueCells - secondCells >= leastName;
	const nameCells = Math.max(1, all - 5 - valueCells - (withSecond ? secondCells : 0));
	const names = shortenNames(
		entries.map(({name}) => name),
		nameCells,
		brush.glyphs,
	);
	const valueAt = x + 3 + nameCells;
	const cell = (text: string, from: number, cells: number, y: number, style: Style) =>
		drawCell(grid, from, y, cells, {text, style, align: 'right'}, brush.glyphs);
	cell(heads.value, valueAt, valueCells, rect.y + 1, dim);
	if (withSecond) cell(heads.second, valueAt + valueCells + 2, secondCells, rect.y + 1, dim);
	const room = rect.rows - 2;
	const shown = entries.length > room ? Math.max(0, room - 1) : entries.length;
	entries.slice(0, shown).forEach((entry, line) => {
		const {sign, style, second, isBest} = entry;
		const y = rect.y + 2 + line;
		grid.put(x, y, sign, strong(style));
		grid.put(x + 2, y, names[line]!, isChosen(entry, chosen) ? strong(style) : style, nameCells);
		cell(values[line]!, valueAt, valueCells, y, plain);
		if (isBest) grid.put(valueAt + valueCells + 1, y, lookGlyph(markLooks.best, brush.glyphs), roleStyle('accent', bold));
		if (withSecond) cell(second, valueAt + valueCells + 2, secondCells, y, dim);
	});
	if (shown < entries.length && room > 0)
		grid.put(x + 2, rect.y + 2 + shown, `${glyphFor('ellipsis', brush.glyphs)} ${entries.length - shown} more`, dim);
}
