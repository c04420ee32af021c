import {readAggregate} from '../../core/row.ts';
import {guessDirection} from '../../core/table/direction.ts';
import {formatClock, formatCount, formatDuration, formatNumber} from '../../core/units.ts';
import type {ChartSeries} from '../../draw/chart/chart.ts';
import {readSample} from '../../draw/chart/read-out.ts';
import {chartTitles} from '../../draw/chart/title.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {shortenKey} from '../runs/titles.ts';
import type {Brush} from '../scene.ts';
import type {ChartsFrame} from './charts-frame.ts';
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
			readOut: readOut(state, series, brush),
		},
		brush.glyphs,
	);
	const right = titles.right ?? [];
	const room = rect.cols - 2;
	const both = spansWidth(right) + Math.min(metric.length, 12) + 2 <= room;
	const name = shortenKey(metric, both ? room - spansWidth(right) - 2 : room, brush);
	drawSpans(
		grid,
		rect.x + 1,
		rect.y,
		[{text: name, style: focused ? roleStyle('accent', bold) : roleStyle('default', bold)}],
		room,
		brush.glyphs,
	);
	if (both) drawSpans(grid, rect.x + rect.cols - spansWidth(right) - 1, rect.y, right, spansWidth(right), brush.glyphs);
}

/** Position of the reading line as the x axis counts. */
export function xText(x: number, state: State, brush: Brush): string {
	const kind = state.view.chart.x;
	if (kind === 'time') return formatClock(x, state.nowMs, brush.zone);
	return kind === 'relative' ? formatDuration(x) : `step ${formatCount(Math.round(x))}`;
}

/** What the curves have at the reading line; of several, each in its run's colour. Null where there is no line. */
function readOut(state: State, series: readonly ChartSeries[], brush: Brush): Span[] | null {
	const {chartX} = state.view;
	if (chartX === null) return null;
	const values = series.toReversed().flatMap(({sample, style}) => {
		const read = readSample(sample, chartX);
		if (read === null) return [];
		const spread = read.high > read.low && series.length === 1 ? `  ${formatNumber(read.low)} – ${formatNumber(read.high)}` : '';
		return [
			{text: ` ${formatNumber(read.value)}`, style: series.length === 1 ? plain : style},
			...(spread === '' ? [] : [{text: spread, style: dim}]),
		];
	});
	return [{text: xText(chartX, state, brush), style: dim}, {text: ' ', style: dim}, ...values];
}
