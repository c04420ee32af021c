import {stepAxis} from '../../core/series/axis.ts';
import type {Smoothing} from '../../core/series/smoothing.ts';
import {type ChartOptions, type ChartSeries, drawChart} from '../../draw/chart/chart.ts';
import {glyphFor, pointOf} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {lookStyle, type RunLook} from '../../draw/palette.ts';
import {drawRule} from '../../draw/pane.ts';
import type {Span} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {axisTitle, cursorOn, rangeOn} from '../../store/chart-settings.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';
import {drawChartTitle} from './chart-title-line.ts';
import type {ChartsFrame, CurvesFrame} from './charts-frame.ts';
import {axisOf, curvesIn} from './curves.ts';
import type {ChartsPlan, PlannedChart} from './plan-charts.ts';

/** The charts of a page with lines between them; titles of the pane are drawn by whoever owns its rule. */
export function drawChartPage(frame: ChartsFrame): void {
	drawCharts(frame, chart => {
		const curves = curvesOf(frame, chart, null);
		drawChartTitle(frame, chart, curves);
		drawCurves(frame, chart, curves);
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

/** Draws the curves of a chart below its title. */
export function drawCurves(frame: CurvesFrame, chart: PlannedChart, series: readonly ChartSeries[]): void {
	const {grid, state, memory, brush} = frame;
	const {view} = state;
	const {x, y, rows} = chart.rect;
	const cols = chart.rect.cols - (chart.asideCols ?? 0);
	if (series.length === 0) {
		grid.put(x + (cols >> 1), y + (rows >> 1), brush.glyphs.unicode ? '…' : '...', roleStyle('dim'));
		return;
	}
	const axis = axisOf(state, chart.requests) ?? stepAxis;
	const range = rangeOn(view.range, axis);
	const options: ChartOptions = {
		xKind: axis.kind,
		xName: axis.name,
		from: range?.from ?? null,
		to: range?.to ?? null,
		...(view.chart.limits[chart.metric] ?? {}),
		yKind: view.chart.logY ? 'log' : 'linear',
		outliers: !view.chart.cutOutliers,
		raw: view.chart.raw,
		cursor: cursorOn(view.chartX, axis),
		labelWidth: memory.labelWidth(chart),
		zone: brush.zone,
	};
	const drawn = drawChart(grid, x, y + 1, cols - 1, rows - 1, series, options, brush.glyphs);
	memory.keepLabelWidth(chart, drawn.layout.labelWidth);
}

/** The curves that have come, the run in question last so that it lies on top; in the looks given, else in the run's own where there are several. */
export function curvesOf(
	{state, memory}: CurvesFrame,
	chart: PlannedChart,
	given: ReadonlyMap<string, RunLook> | null,
): ChartSeries[] {
	const several = given !== null || chart.requests.length > 1;
	const looks = given ?? memory.looksOf(chart.requests.map(request => String(request.run)));
	return curvesIn(state, chart.requests)
		.toReversed()
		.map(({request, curve}) => {
			const look = looks.get(String(request.run));
			const style = several && look !== undefined ? lookStyle(look) : roleStyle('run1');
			return {
				sample: curve,
				smooth: curve.smooth,
				style,
				pattern: (several ? look?.pattern : null) ?? 'solid',
				label: state.rows.get(request.run)?.name ?? '',
			};
		});
}

/** A pane's rule with its titles; the border's colour tells the focus. */
export function drawPaneRule(grid: Grid, left: readonly Span[], right: readonly Span[], focused: boolean, brush: Brush): void {
	drawRule(grid, 0, 0, grid.cols, {left, right}, roleStyle(focused ? 'focus' : 'border'), brush.glyphs);
}

function smoothingText(smoothing: Smoothing | null): string {
	if (smoothing === null) return '';
	return smoothing.kind === 'window' ? `mean of ${smoothing.size}` : `smooth ${smoothing.weight}`;
}

/** What stands at the right of a pane of charts: settings that change how the curves look, and `1–4 of 9`, which of them are on the page. */
export function pageSpans({page, perPage, metrics, pages}: ChartsPlan, {view}: State, {glyphs}: Brush): Span[] {
	const {chart, range} = view;
	const first = page * perPage + 1;
	const last = Math.min(metrics.length, first + perPage - 1);
	const parts = [
		range === null ? '' : 'part of x',
		chart.x === 'step' ? '' : `x: ${axisTitle(chart.x)}`,
		smoothingText(chart.smoothing),
		chart.logY ? 'log y' : '',
		chart.cutOutliers ? 'without outliers' : '',
		pages > 1 ? `${first === last ? first : `${first}–${last}`} of ${metrics.length}` : '',
	].filter(part => part !== '');
	return parts.length === 0 ? [] : [{text: parts.join(` ${glyphFor('separator', glyphs)} `), style: roleStyle('dim')}];
}
