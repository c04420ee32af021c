import {stepAxis} from '../../core/series/axis.ts';
import type {Scale} from '../../draw/chart/axes/scale.ts';
import {type ChartOptions, type ChartSeries, drawChart} from '../../draw/chart/chart.ts';
import {pointOf} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawRule} from '../../draw/pane.ts';
import type {Span} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {cursorOn, rangeOn} from '../../store/shelves/chart-settings.ts';
import type {Brush} from '../scene.ts';
import {seriesOf} from './chart-series.ts';
import {drawChartTitle} from './chart-title-line.ts';
import type {ChartsFrame, CurvesFrame} from './charts-frame.ts';
import {axisOf} from './curves.ts';
import type {ChartsPlan, PlannedChart} from './plan-charts.ts';
import {looksOf, tellRunsOf} from './tell-runs.ts';

/** The charts of a page with lines between them; titles of the pane are drawn by whoever owns its rule. */
export function drawChartPage(given: ChartsFrame): void {
	const {plan, run, memory, state, brush} = given;
	const frame = {...given, brush: tellRunsOf(plan, memory, state, brush)};
	const looks = looksOf(plan, run, memory, state);
	drawCharts(frame, chart => {
		const curves = seriesOf(frame, chart, looks);
		const scale = drawCurves(frame, chart, curves);
		drawChartTitle(frame, chart, curves, scale);
	});
}

/** Draws each chart in its place, and lines between them. */
export function drawCharts({grid, plan, brush}: CurvesFrame & {plan: ChartsPlan}, drawOne: (chart: PlannedChart) => void): void {
	for (const chart of plan.charts) {
		drawOne(chart);
		const {x, y, cols, rows} = chart.rect;
		if (x + cols < grid.cols - 1) grid.fill(x + cols, y, 1, rows, roleStyle('border'), pointOf(brush.glyphs.unicode ? '│' : '|'));
	}
}

/** Draws the curves of a chart below its title; gives the y axis they have got, null for none. */
export function drawCurves(frame: CurvesFrame, chart: PlannedChart, series: readonly ChartSeries[]): Scale | null {
	const {grid, state, memory, brush} = frame;
	const {view} = state;
	const {x, y, rows} = chart.rect;
	const cols = chart.rect.cols - (chart.asideCols ?? 0);
	if (series.length === 0) {
		grid.put(x + (cols >> 1), y + (rows >> 1), brush.glyphs.unicode ? '…' : '...', roleStyle('dim'));
		return null;
	}
	const axis = axisOf(state, chart.requests) ?? stepAxis;
	const range = rangeOn(view.range, axis);
	const options: ChartOptions = {
		xKind: axis.kind,
		xName: axis.name,
		from: range?.from ?? null,
		to: range?.to ?? null,
		...(view.chart.limits[chart.metric] ?? {}),
		yKind: view.chart.yScale,
		outliers: !view.chart.cutOutliers,
		raw: view.chart.raw,
		cursor: cursorOn(view.chartX, axis),
		labelWidth: memory.labelWidth(chart),
		zone: brush.zone,
		hasLegend: (chart.asideCols ?? 0) > 0,
	};
	const drawn = drawChart(grid, x, y + 1, cols - 1, rows - 1, series, options, brush.glyphs);
	memory.keepLabelWidth(chart, drawn.layout.labelWidth);
	return drawn.scale;
}

/** A pane's rule with its titles; the border's colour tells the focus. */
export function drawPaneRule(grid: Grid, left: readonly Span[], right: readonly Span[], focused: boolean, brush: Brush): void {
	drawRule(grid, {left, right}, roleStyle(focused ? 'focus' : 'border'), brush.glyphs);
}
