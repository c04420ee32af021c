import type {Aligned} from '../../core/diff/align-names.ts';
import {readAggregate} from '../../core/row.ts';
import {guessDirection} from '../../core/table/direction.ts';
import {formatNumber} from '../../core/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {shortenNames} from '../../draw/names.ts';
import {lookStyle, runSign} from '../../draw/palette.ts';
import {readSample} from '../../draw/read-out.ts';
import {drawSpans, type Span} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {xText} from '../charts/chart-title-line.ts';
import type {CurvesFrame} from '../charts/charts-frame.ts';
import type {PlannedChart} from '../charts/plan-charts.ts';
import {shortenKey} from '../runs/titles.ts';
import type {CompareModel} from './compare-model.ts';

const dim = roleStyle('dim');
const numberCells = 9;

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
	const {chartX, hidden} = state.view;
	const entries = rows.flatMap((row, at): LegendEntry[] => {
		const name = aligned.nameIn[at];
		if (typeof name !== 'string' || hidden.has(row.key)) return [];
		const request = chart.requests.find(({run}) => run === row.key);
		const sample = request === undefined ? null : state.curves.get(request);
		const read = chartX === null || sample === null ? null : readSample(sample, chartX);
		const value = chartX === null ? readAggregate(row, name, 'last') : (read?.value ?? Number.NaN);
		const best = goal === null ? Number.NaN : readAggregate(row, name, goal === 'down' ? 'min' : 'max');
		return [{run: row.key, name: row.name, value, best, isBest: false}];
	});
	if (goal === null || entries.length < 2) return entries;
	const finite = entries.map(({value}) => value).filter(Number.isFinite);
	const top = goal === 'down' ? Math.min(...finite) : Math.max(...finite);
	return entries.map(entry => ({...entry, isBest: finite.length > 1 && entry.value === top}));
}

/** `━ resnet-lr3e-4   0.2130 ★ 0.2098`: each run's line, its value and its best one, at the right of the chart. */
export function drawLegend(frame: CurvesFrame, chart: PlannedChart, entries: readonly LegendEntry[], model: CompareModel): void {
	const {grid, state, brush} = frame;
	const {rect, asideCols = 0} = chart;
	if (asideCols === 0 || entries.length === 0) return;
	const x = rect.x + rect.cols - asideCols;
	const goal = guessDirection(chart.metric);
	const nameCells = asideCols - 4 - numberCells * (goal === null ? 1 : 2) - 1;
	const names = shortenNames(
		entries.map(({name}) => name),
		nameCells,
		brush.glyphs,
	);
	const bestWord = goal === null ? '' : (goal === 'down' ? 'min' : 'max').padStart(numberCells);
	const at = state.view.chartX === null ? 'last' : 'here';
	grid.put(x + 2 + nameCells, rect.y + 1, at.padStart(numberCells) + (goal === null ? '' : `  ${bestWord}`), dim);
	const room = rect.rows - 2;
	const shown = entries.length > room ? room - 1 : entries.length;
	entries.slice(0, Math.max(0, shown)).forEach((entry, line) => {
		const look = model.looks.get(String(entry.run));
		if (look === undefined) return;
		const chosen = entry.run === model.chosen;
		const star = entry.isBest ? lookGlyph(markLooks.best, brush.glyphs) : ' ';
		const spans: Span[] = [
			{text: `${runSign(look.pattern, brush.glyphs)} `, style: lookStyle(look, bold)},
			{text: names[line]!.padEnd(nameCells), style: lookStyle(look, chosen ? bold : 0)},
			{text: textOf(entry.value, brush.glyphs).padStart(numberCells), style: roleStyle('default')},
			{text: ` ${star}`, style: roleStyle('accent', bold)},
			{text: textOf(entry.best, brush.glyphs).padStart(numberCells), style: dim},
		];
		drawSpans(grid, x, rect.y + 2 + line, spans, asideCols - 1, brush.glyphs);
	});
	if (shown >= 0 && shown < entries.length)
		grid.put(x + 2, rect.y + 2 + shown, `${glyphFor('ellipsis', brush.glyphs)} ${entries.length - shown} more below`, dim);
}

/** The line over a chart: the metric; at the right where the reading line stands, and without a legend each run's value in its colour. */
export function drawCompareTitle(
	{grid, state, brush}: CurvesFrame,
	chart: PlannedChart,
	entries: readonly LegendEntry[],
	model: CompareModel,
): void {
	const {rect, metric, asideCols = 0} = chart;
	const {chartX, focus} = state.view;
	const right: Span[] = chartX === null ? [] : [{text: ` ${xText(chartX, state, brush)}`, style: dim}];
	if (asideCols === 0) {
		for (const {run, value} of entries) {
			const look = model.looks.get(String(run));
			if (look === undefined || Number.isNaN(value)) continue;
			right.push(
				{text: ` ${runSign(look.pattern, brush.glyphs)}`, style: lookStyle(look, bold)},
				{text: textOf(value, brush.glyphs), style: lookStyle(look, run === model.chosen ? bold : 0)},
			);
		}
	}
	const focused = chart.focused && focus === 'charts';
	const room = rect.cols - 2;
	const width = right.reduce((sum, {text}) => sum + text.length, 0);
	const least = Math.min(metric.length, 10);
	const name = shortenKey(metric, Math.max(least, room - width - 1), brush);
	drawSpans(grid, rect.x + 1, rect.y, [{text: name, style: roleStyle(focused ? 'accent' : 'default', bold)}], room, brush.glyphs);
	const from = Math.max(rect.x + 1 + name.length + 1, rect.x + rect.cols - 1 - width);
	drawSpans(grid, from, rect.y, right, rect.x + rect.cols - 1 - from, brush.glyphs);
}
