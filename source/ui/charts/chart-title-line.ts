import {readAggregate} from '../../core/row.ts';
import type {CurveAxis} from '../../core/series/axis.ts';
import {guessDirection} from '../../core/table/direction.ts';
import {cleanText} from '../../core/text.ts';
import {formatClock, formatCount, formatDuration, formatNumber} from '../../core/units.ts';
import type {ChartSeries} from '../../draw/chart/chart.ts';
import {readSample} from '../../draw/chart/read-out.ts';
import {chartTitles} from '../../draw/chart/title.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {axisTitle, cursorOn} from '../../store/chart-settings.ts';
import type {State} from '../../store/state.ts';
import {shortenKey} from '../runs/titles.ts';
import type {Brush} from '../scene.ts';
import type {ChartsFrame} from './charts-frame.ts';
import {axisOf, countOthers} from './curves.ts';
import type {PlannedChart} from './plan-charts.ts';

const dim = roleStyle('dim');
const plain = roleStyle('default');

/** The line over a chart: the metric, and at the right its newest and best value, or what the reading line stands on. */
export function drawChartTitle(
	{grid, state, run, brush}: ChartsFrame,
	chart: PlannedChart,
	series: readonly ChartSeries[],
): void {
	const {metric, rect, system} = chart;
	const value = (name: 'last' | 'min' | 'max' | 'points' | 'nonfinite') => readAggregate(run, metric, name);
	const goal = guessDirection(metric);
	const word = goal === 'up' ? 'max' : 'min';
	const focused = chart.focused && state.view.focus === 'charts';
	const titles = chartTitles(
		{
			metric,
			...(system || !(value('points') > 0) ? {} : {last: value('last'), nonfinite: value('nonfinite') || 0}),
			...(goal === null ? {} : {best: {word, value: value(word)}}),
			note: axisNote(state, chart, brush),
			readOut: readOut(state, chart, series, brush),
		},
		rect.cols - 2,
		brush.glyphs,
	);
	const right = titles.right ?? [];
	const room = rect.cols - 2;
	const name = shortenKey(metric, room - (right.length > 0 ? spansWidth(right) + 2 : 0), brush);
	drawSpans(
		grid,
		rect.x + 1,
		rect.y,
		[{text: name, style: focused ? roleStyle('accent', bold) : roleStyle('default', bold)}],
		room,
		brush.glyphs,
	);
	drawSpans(grid, rect.x + rect.cols - spansWidth(right) - 1, rect.y, right, spansWidth(right), brush.glyphs);
}

/** Position of the reading line as the x axis counts. */
export function xText(x: number, {kind, name}: CurveAxis, state: State, brush: Brush): string {
	if (kind === 'time') return formatClock(x, state.nowMs, brush.zone);
	if (kind === 'value') return `${cleanText(name)} ${formatNumber(x)}`;
	return kind === 'relative' ? formatDuration(x) : `step ${formatCount(Math.round(x))}`;
}

/** Limits given by hand; what the x are, where that is not what was chosen, and how many curves have no such x. */
function axisNote(state: State, {metric, requests}: PlannedChart, {glyphs}: Brush): string {
	const axis = axisOf(state, requests);
	if (axis === null) return '';
	const wanted = requests[0]?.x ?? 'step';
	const isExpected =
		axis.kind === 'value' ? wanted === 'epoch' || wanted === `metric:${axis.name}` : axis.kind === wanted || wanted === 'logged';
	const title = axis.kind === 'value' ? cleanText(axis.name) : axisTitle(axis.kind);
	const others = countOthers(state, requests, axis);
	const {low = null, high = null} = state.view.chart.limits[metric] ?? {};
	const end = (value: number | null) => (value === null ? '' : formatNumber(value, 4, glyphs));
	const limits = low === null && high === null ? '' : `y ${end(low)} ${glyphFor('none', glyphs)} ${end(high)}`;
	const parts = [limits.trim(), isExpected ? '' : `x: ${title}`, others === 0 ? '' : `${others} without ${title}`];
	return parts.filter(part => part !== '').join(', ');
}

/** What the curves have at the reading line; of several, each in its run's colour. Null where there is no line. */
function readOut(state: State, {requests}: PlannedChart, series: readonly ChartSeries[], brush: Brush): Span[] | null {
	const axis = axisOf(state, requests);
	const chartX = cursorOn(state.view.chartX, axis);
	if (axis === null || chartX === null) return null;
	const values = series.toReversed().flatMap(({sample, style}) => {
		const read = readSample(sample, chartX);
		if (read === null) return [];
		const spread = read.high > read.low && series.length === 1 ? `  ${formatNumber(read.low)} – ${formatNumber(read.high)}` : '';
		return [
			{text: ` ${formatNumber(read.value)}`, style: series.length === 1 ? plain : style},
			...(spread === '' ? [] : [{text: spread, style: dim}]),
		];
	});
	return [{text: xText(chartX, axis, state, brush), style: dim}, {text: ' ', style: dim}, ...values];
}
