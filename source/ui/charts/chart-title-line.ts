import {readAggregate} from '../../core/row.ts';
import type {Sample} from '../../core/series/sample.ts';
import {guessDirection} from '../../core/table/metrics/direction.ts';
import type {MetricPair} from '../../core/table/metrics/pairs.ts';
import {formatNumber} from '../../core/text/units.ts';
import type {Scale} from '../../draw/chart/axes/scale.ts';
import {extentOf} from '../../draw/chart/band.ts';
import type {ChartSeries} from '../../draw/chart/chart.ts';
import {lastOf, readWithin} from '../../draw/chart/read-out.ts';
import {chartTitles} from '../../draw/chart/title.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {runSign} from '../../draw/palette.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {Curve} from '../../engine/protocol.ts';
import {cursorOn} from '../../store/shelves/chart-settings.ts';
import type {State} from '../../store/state.ts';
import {shortenKey} from '../runs/titles.ts';
import type {Brush} from '../scene.ts';
import {chartNote, xText} from './chart-notes.ts';
import type {ChartsFrame} from './charts-frame.ts';
import {axisOf} from './curves.ts';
import type {PlannedChart} from './plan-charts.ts';

const dim = roleStyle('dim');
const plain = roleStyle('default');

/** The line over a chart: the metric, and at the right its newest and best value, or what the reading line stands on. */
export function drawChartTitle(
	{grid, state, run, brush}: ChartsFrame,
	chart: PlannedChart,
	series: readonly ChartSeries[],
	scale: Scale | null,
): void {
	const {metric, rect, system, band = null, pair = null} = chart;
	// Of a pair the best value of validation counts, told by the sign of its line, and what is not finite in either.
	const judged = pair?.validation ?? metric;
	const value = (name: 'last' | 'min' | 'max' | 'points' | 'nonfinite', of = judged) =>
		run === null || band !== null || system ? Number.NaN : readAggregate(run, of, name);
	const drawn = pair === null ? [metric] : [pair.train, pair.validation];
	const goal = guessDirection(metric);
	const word = goal === 'up' ? 'max' : 'min';
	const focused = chart.focused && state.view.focus === 'charts';
	const isOne = band === null && pair === null;
	const titles = chartTitles(
		{
			metric,
			...(isOne && value('points') > 0 ? {last: value('last')} : {}),
			nonfinite: drawn.reduce((sum, of) => sum + (value('nonfinite', of) || 0), 0),
			...(goal === null
				? {}
				: {best: {word: pair === null ? word : `${runSign('dashed', brush.glyphs)} ${word}`, value: value(word)}}),
			...(isOne ? {} : {values: lastValues(chart, series, brush)}),
			note: chartNote(state, chart, scale, brush),
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

/** Of a pair each line with its newest value, or which line is of what; of a band its middle and its ends. In words of several lengths. */
function lastValues({band = null, pair = null}: PlannedChart, series: readonly ChartSeries[], brush: Brush): Span[][] {
	const x = Number.POSITIVE_INFINITY;
	if (band !== null) return [bandValues(series, x, brush)];
	return [pairValues(series, x, true, brush), pairValues(series, x, false, brush), pair === null ? [] : [pairKey(pair, brush)]];
}

const pairKey = ({word}: MetricPair, {glyphs}: Brush): Span => ({
	text: ` ${runSign('solid', glyphs)} train  ${runSign('dashed', glyphs)} ${word} `,
	style: dim,
});

function pairValues(series: readonly ChartSeries[], x: number, named: boolean, {glyphs}: Brush): Span[] {
	return series.flatMap(({sample, style, pattern = 'solid', label = '', letter = ''}): Span[] => {
		const value = x === Number.POSITIVE_INFINITY ? lastOf(sample) : (readOf(sample, x)?.value ?? Number.NaN);
		if (Number.isNaN(value)) return [];
		return [
			{text: ` ${letter}${runSign(pattern, glyphs)}${named ? ` ${label}` : ''}`, style},
			{text: ` ${formatNumber(value, 4, glyphs)} `, style: plain},
		];
	});
}

function bandValues(series: readonly ChartSeries[], x: number, {glyphs}: Brush): Span[] {
	const [spread, middle] = series;
	if (spread?.behind !== true || middle === undefined) return [];
	const ends = x === Number.POSITIVE_INFINITY ? (spread.newest ?? null) : bandAt(spread, middle, x);
	if (ends === null) return [];
	const [value, low, high] = ends.map(each => formatNumber(each, 4, glyphs));
	const range = ends[2] > ends[1] ? `  ${low} ${glyphFor('none', glyphs)} ${high}` : '';
	return [
		{text: ` ${value}`, style: plain},
		{text: range, style: dim},
	];
}

/** Middle, low and high end of a band in the column of x; null where it has not begun or is over. */
function bandAt(spread: ChartSeries, middle: ChartSeries, x: number): readonly [number, number, number] | null {
	const extent = extentOf(middle.sample);
	const [read, ends] = [readWithin({...middle.sample, ...extent}, x), readWithin({...spread.sample, ...extent}, x)];
	return read === null || ends === null ? null : [read.value, ends.low, ends.high];
}

/** What a curve has at x; of one that was made here its whole range counts. */
const readOf = (sample: Sample & Partial<Curve>, x: number) => readWithin({first: sample.from, last: sample.to, ...sample}, x);

/** What the curves have at the reading line; of several, each in its run's colour. Null where there is no line. */
function readOut(state: State, chart: PlannedChart, series: readonly ChartSeries[], brush: Brush): Span[][] | null {
	const axis = axisOf(state, chart.requests);
	const chartX = cursorOn(state.view.chartX, axis);
	if (axis === null || chartX === null) return null;
	const place: Span = {text: `${xText(chartX, axis, state, brush)} `, style: dim};
	if (chart.band) return [[place, ...bandValues(series, chartX, brush)], [place]];
	if (chart.pair) {
		const short = pairValues(series, chartX, false, brush);
		return [[place, ...pairValues(series, chartX, true, brush)], [place, ...short], short];
	}
	const isOne = series.length === 1;
	// Of one curve the place is that of the value: the line may stand between two points, and a column holds several.
	const only = isOne ? readOf(series[0]!.sample, chartX) : null;
	const at: Span = only === null ? place : {...place, text: `${xText(only.x, axis, state, brush)} `};
	const values = series.toReversed().flatMap(({sample, style, pattern = 'solid', letter}): Span[] => {
		const read = readOf(sample, chartX);
		if (read === null) return [];
		const range = read.high > read.low && isOne ? `  ${formatNumber(read.low)} – ${formatNumber(read.high)}` : '';
		const sign = isOne ? '' : (letter ?? runSign(pattern, brush.glyphs));
		return [
			{text: ` ${sign}${formatNumber(read.value)}`, style: isOne ? plain : style},
			...(range === '' ? [] : [{text: range, style: dim}]),
		];
	});
	return [
		[at, ...values],
		[at, ...values.slice(0, 1)],
	];
}
