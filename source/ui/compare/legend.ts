import type {Aligned} from '../../core/diff/align-names.ts';
import {readAggregate} from '../../core/row.ts';
import {stepAxis} from '../../core/series/axis.ts';
import {guessDirection} from '../../core/table/direction.ts';
import {cleanText} from '../../core/text.ts';
import {formatNumber} from '../../core/units.ts';
import {readSample} from '../../draw/chart/read-out.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {shortenNames} from '../../draw/names.ts';
import {lookSign, lookStyle} from '../../draw/palette.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle, type Style} from '../../draw/style.ts';
import {drawCell} from '../../draw/table.ts';
import {textWidth} from '../../draw/width.ts';
import type {Curve} from '../../engine/protocol.ts';
import {cursorOn} from '../../store/shelves/chart-settings.ts';
import {xText} from '../charts/chart-notes.ts';
import type {CurvesFrame} from '../charts/charts-frame.ts';
import {axisOf} from '../charts/curves.ts';
import type {PlannedChart} from '../charts/plan-charts.ts';
import {largest} from '../parts/largest.ts';
import {shortenKey} from '../runs/titles.ts';
import type {CompareModel} from './compare-model.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const leastName = 8;

export interface LegendEntry {
	run: number;
	name: string;
	/** At the reading line where there is one, else the newest. NaN for none. */
	value: number;
	best: number;
	isBest: boolean;
}

const textOf = (value: number, glyphs: {unicode: boolean}) => (Number.isNaN(value) ? '' : formatNumber(value, 4, glyphs));

/** What the drawn runs have of a metric, in the order of the table's columns. */
export function legendOf({state}: CurvesFrame, chart: PlannedChart, aligned: Aligned, {rows}: CompareModel): LegendEntry[] {
	const goal = guessDirection(aligned.name);
	const {hidden} = state.view;
	const chartX = cursorOn(state.view.chartX, axisOf(state, chart.requests));
	const entries = rows.flatMap((row, at): LegendEntry[] => {
		const name = aligned.nameIn[at];
		if (typeof name !== 'string' || hidden.has(row.key)) return [];
		const request = chart.requests.find(({run}) => run === row.key);
		const sample = request === undefined ? null : state.curves.get(request);
		const value = chartX === null ? readAggregate(row, name, 'last') : readAt(sample, chartX);
		const best = goal === null ? Number.NaN : readAggregate(row, name, goal === 'down' ? 'min' : 'max');
		return [{run: row.key, name: cleanText(row.name), value, best, isBest: false}];
	});
	if (goal === null || entries.length < 2) return entries;
	const finite = entries.map(({value}) => value).filter(Number.isFinite);
	const top = goal === 'down' ? Math.min(...finite) : Math.max(...finite);
	return entries.map(entry => ({...entry, isBest: finite.length > 1 && entry.value === top}));
}

/** What a curve has at x; NaN before it begins and after it ends, where it says nothing. */
function readAt(sample: Curve | null, x: number): number {
	if (sample === null || x < sample.first || x > sample.last) return Number.NaN;
	return readSample(sample, x)?.value ?? Number.NaN;
}

/** `━ resnet-lr3e-4   0.2130 ★ 0.2098`: each run's line, its value and its best one, at the right of the chart. */
export function drawLegend(frame: CurvesFrame, chart: PlannedChart, entries: readonly LegendEntry[], model: CompareModel): void {
	const {grid, state, brush} = frame;
	const {rect, asideCols = 0} = chart;
	if (asideCols === 0 || entries.length === 0) return;
	const x = rect.x + rect.cols - asideCols;
	const goal = guessDirection(chart.metric);
	const values = entries.map(({value}) => textOf(value, brush.glyphs));
	const bests = entries.map(({best}) => textOf(best, brush.glyphs));
	const valueCells = largest(values.map(textWidth), 4);
	const bestCells = goal === null ? 0 : largest(bests.map(textWidth), 3) + 1;
	const all = asideCols - 1;
	const withBest = all - 5 - valueCells - bestCells >= leastName;
	const nameCells = Math.max(1, all - 5 - valueCells - (withBest ? bestCells : 0));
	const names = shortenNames(
		entries.map(({name}) => name),
		nameCells,
		brush.glyphs,
	);
	const valueAt = x + 3 + nameCells;
	const cell = (text: string, from: number, cells: number, y: number, style: Style) =>
		drawCell(grid, from, y, cells, {text, style, align: 'right'}, brush.glyphs);
	cell(
		cursorOn(state.view.chartX, axisOf(state, chart.requests)) === null ? 'last' : 'here',
		valueAt,
		valueCells,
		rect.y + 1,
		dim,
	);
	if (withBest && goal !== null) cell(goal === 'down' ? 'min' : 'max', valueAt + valueCells + 2, bestCells, rect.y + 1, dim);
	const room = rect.rows - 2;
	const shown = entries.length > room ? Math.max(0, room - 1) : entries.length;
	entries.slice(0, shown).forEach((entry, line) => {
		const y = rect.y + 2 + line;
		const look = model.looks.get(String(entry.run));
		if (look === undefined) return;
		grid.put(x, y, lookSign(look, brush), lookStyle(look, bold));
		grid.put(x + 2, y, names[line]!, lookStyle(look, entry.run === model.chosen ? bold : 0), nameCells);
		cell(values[line]!, valueAt, valueCells, y, plain);
		if (entry.isBest) grid.put(valueAt + valueCells + 1, y, lookGlyph(markLooks.best, brush.glyphs), roleStyle('accent', bold));
		if (withBest) cell(bests[line]!, valueAt + valueCells + 2, bestCells, y, dim);
	});
	if (shown < entries.length && room > 0)
		grid.put(x + 2, rect.y + 2 + shown, `${glyphFor('ellipsis', brush.glyphs)} ${entries.length - shown} more`, dim);
}

/** The line over a chart: the metric; at the right where the reading line stands, and without a legend each run's value in its colour. */
export function drawCompareTitle(
	{grid, state, brush}: CurvesFrame,
	chart: PlannedChart,
	entries: readonly LegendEntry[],
	model: CompareModel,
): void {
	const {rect, metric, asideCols = 0} = chart;
	const {focus} = state.view;
	const axis = axisOf(state, chart.requests) ?? stepAxis;
	const chartX = cursorOn(state.view.chartX, axis);
	const right: Span[] = chartX === null ? [] : [{text: ` ${xText(chartX, axis, state, brush)}`, style: dim}];
	if (asideCols === 0) {
		for (const {run, value} of entries) {
			const look = model.looks.get(String(run));
			if (look === undefined || Number.isNaN(value)) continue;
			right.push(
				{text: ` ${lookSign(look, brush)}`, style: lookStyle(look, bold)},
				{text: textOf(value, brush.glyphs), style: lookStyle(look, run === model.chosen ? bold : 0)},
			);
		}
	}
	const focused = chart.focused && focus === 'charts';
	const room = rect.cols - 2;
	const width = spansWidth(right);
	const least = Math.min(textWidth(metric), 10);
	const name = shortenKey(metric, Math.max(least, room - width - 1), brush);
	drawSpans(grid, rect.x + 1, rect.y, [{text: name, style: roleStyle(focused ? 'accent' : 'default', bold)}], room, brush.glyphs);
	const from = Math.max(rect.x + 1 + textWidth(name) + 1, rect.x + rect.cols - 1 - width);
	drawSpans(grid, from, rect.y, right, rect.x + rect.cols - 1 - from, brush.glyphs);
}
