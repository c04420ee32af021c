import type {RunRow} from '../../core/row.ts';
import type {Grid} from '../../draw/grid.ts';
import {type Span, spansWidth} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {selectMetricNames} from '../../store/selectors.ts';
import {selectBanded} from '../../store/shelves/banded.ts';
import type {State} from '../../store/state.ts';
import type {RunTab} from '../../store/view.ts';
import {jointMetrics} from '../charts/chart-metrics.ts';
import {pageSpans} from '../charts/chart-notes.ts';
import {drawChartPage, drawPaneRule} from '../charts/draw-charts.ts';
import {whyNoCharts} from '../charts/no-charts.ts';
import {type ChartsPlan, planBands, planCharts} from '../charts/plan-charts.ts';
import {drawSingleValues, hasOnlyValues} from '../charts/single-values.ts';
import {legendOfRuns} from '../charts/tell-runs.ts';
import {drawMediaPage} from '../media/draw-media.ts';
import {type MediaPlan, planMedia} from '../media/plan-media.ts';
import type {ScreenMemory} from '../memory.ts';
import {paneTitle} from '../parts/pane-title.ts';
import type {Brush, Rect} from '../scene.ts';

const gap: Span = {text: '  ', style: roleStyle('dim')};

/** The tabs of an open run that are no text: charts of its metrics and of the machine, and what it logged besides numbers. */

export function chartsOf(
	state: State,
	row: RunRow,
	tab: RunTab,
	rect: Rect,
	counts: {across: number; down: number},
	{glyphs}: Brush,
): ChartsPlan {
	const {view} = state;
	const system = tab === 'system';
	const band = system ? null : selectBanded(state);
	const metrics = system
		? state.detail?.run === row.key
			? state.detail.systemMetrics
			: []
		: jointMetrics(band?.rows ?? [row], selectMetricNames(state));
	const {across, down} = view.zoomed && view.focus === 'charts' ? {across: 1, down: 1} : counts;
	const area = {cols: rect.cols, rows: rect.rows, top: 1, across, down, throughMeans: !glyphs.braille};
	if (band !== null) return planBands(state, band, metrics, area);
	const drawn = !system && state.view.marked.size === 0 && hasOnlyValues(row) ? [] : metrics;
	return planCharts(state, row, drawn, area, system);
}

export function mediaOf(state: State, row: RunRow, rect: Rect, counts: {across: number; down: number}): MediaPlan {
	const {across, down} = state.view.zoomed ? {across: 1, down: 1} : counts;
	return planMedia(state, row.key, {cols: rect.cols, rows: rect.rows, top: 1, across, down});
}

export function drawMediaTab(grid: Grid, state: State, media: MediaPlan, brush: Brush): void {
	drawPaneRule(grid, paneTitle(0, 'Media', true), pageSpans(media.plan, state, brush, grid.cols), false, brush);
	if (media.tiles.length > 0) drawMediaPage(grid, state, media, brush);
	else grid.put(3, 2, 'No pictures or other media recorded', roleStyle('dim'));
}

export function drawChartsTab(
	grid: Grid,
	state: State,
	run: RunRow,
	plan: ChartsPlan,
	tab: RunTab,
	number: number,
	memory: ScreenMemory,
	brush: Brush,
): void {
	const focused = state.view.focus === 'charts';
	const title = tab === 'system' ? 'System metrics' : 'Metrics';
	const left = paneTitle(number, title, focused);
	const right = pageSpans(plan, state, brush, grid.cols);
	const room = grid.cols - spansWidth(left) - spansWidth(right) - 8;
	const legend = legendOfRuns(plan, run, room, memory.charts, state, brush) ?? [];
	drawPaneRule(grid, [...left, ...(legend.length > 0 ? [gap, ...legend] : [])], right, focused && number > 0, brush);
	if (plan.metrics.length > 0) drawChartPage({grid, state, run, plan, memory: memory.charts, brush});
	else if (tab === 'system' || !drawSingleValues(grid, state, run, brush))
		grid.put(
			3,
			2,
			tab === 'system' ? 'No system metrics were recorded' : run.complete ? whyNoCharts([run]) : 'Reading…',
			roleStyle('dim'),
		);
}
