import type {Aligned} from '../../../core/diff/align-names.ts';
import type {RunRow} from '../../../core/row.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import {glyphFor} from '../../../draw/glyphs.ts';
import type {Grid} from '../../../draw/grid.ts';
import {apartWidth, type NameApart, shortenApart} from '../../../draw/names-apart.ts';
import {lookSign, lookStyle} from '../../../draw/palette.ts';
import {drawSpans, type Span, spansWidth} from '../../../draw/spans.ts';
import {bold, roleStyle} from '../../../draw/style.ts';
import type {State} from '../../../store/state.ts';
import {toldName} from '../../../store/texts/shown-name.ts';
import {pageSpans, titleCells} from '../../charts/chart-notes.ts';
import {groupCurves, seriesOf, seriesOfGroups} from '../../charts/chart-series.ts';
import {drawCharts, drawCurves, drawPaneRule} from '../../charts/draw-charts.ts';
import {whyNoCharts} from '../../charts/no-charts.ts';
import type {ChartsPlan, PlannedChart} from '../../charts/plan-charts.ts';
import type {ScreenMemory} from '../../memory.ts';
import {paneTitle} from '../../parts/pane-title.ts';
import type {Brush} from '../../scene.ts';
import type {CompareModel} from '../compare-model.ts';
import {drawCompareTitle} from './compare-title.ts';
import {drawLegend} from './legend.ts';
import {legendOf} from './legend-entries.ts';

const dim = roleStyle('dim');

export interface ComparePane {
	state: State;
	model: CompareModel;
	plan: ChartsPlan;
	memory: ScreenMemory;
	brush: Brush;
	number: number;
	/** The metric that the pane is for, null for all. */
	only: string | null;
	focused: boolean;
	/** What stands at the right of its title when it is alone on the screen; '' else. */
	hint: string;
}

export function drawComparedCharts(grid: Grid, pane: ComparePane): void {
	const {state, model, plan, memory, brush, number, focused, hint, only} = pane;
	const aside = plan.charts[0]?.asideCols ?? 0;
	const page = pageSpans(plan, state, brush, grid.cols);
	const dots = page.length === 0 ? '' : ` ${glyphFor('separator', brush.glyphs)} `;
	const narrow = grid.cols < 60;
	// In a narrow pane the runs' names need the room more.
	const withHint: Span[] = [...page, {text: `${dots}${hint}`, style: roleStyle('dim')}];
	const right = hint !== '' && !narrow && spansWidth(withHint) + titleCells <= grid.cols ? withHint : page;
	const title = paneTitle(number, 'Charts', focused);
	const drawn = aside > 0 || plan.metrics.length === 0 ? [] : legendRuns(state, model);
	const room = (left: readonly Span[]) => grid.cols - spansWidth(left) - spansWidth(right) - 5;
	const isWhole = !narrow || drawn.reduce((cells, told) => cells + apartWidth(told) + 3, 0) <= room(title);
	// Without the word its number alone stands before the first sign.
	const left = isWhole ? title : number > 0 ? [{...title[0]!, text: String(number)}] : [];
	drawPaneRule(grid, [...left, ...legendSpans(drawn, plan, model, room(left), brush)], right, focused, brush);
	if (plan.metrics.length === 0) {
		const complete = model.rows.every(row => row.complete);
		const none = only === null ? whyNoCharts(model.rows) : `None of these runs has ${cleanText(only)}`;
		drawSpans(
			grid,
			3,
			Math.min(grid.rows - 1, 2),
			[{text: complete ? none : 'Reading…', style: dim}],
			grid.cols - 4,
			brush.glyphs,
		);
		return;
	}
	const frame = {grid, state, plan, memory: memory.charts, brush};
	const metrics = new Map<string, Aligned>(model.comparison.metrics.map(metric => [metric.name, metric]));
	drawCharts(frame, (chart: PlannedChart) => {
		const aligned = metrics.get(chart.metric);
		if (aligned === undefined) return;
		const groups = chart.bands ? groupCurves(frame, chart, chart.bands, model.looks) : null;
		const legend = legendOf(frame, chart, aligned, model, groups);
		const series = groups === null ? seriesOf(frame, chart, model.looks) : seriesOfGroups(groups);
		const isHidden = chart.requests.length === 0;
		if (isHidden) grid.put(chart.rect.x + 3, chart.rect.y + 2, 'All its runs are hidden', roleStyle('dim'));
		drawCompareTitle(frame, chart, legend, isHidden ? null : drawCurves(frame, chart, series), model.chosen);
		drawLegend(frame, chart, legend, model.chosen);
	});
}

/** Whose lines are drawn, where the charts have no room to say so: runs, or groups of them. */
function legendRuns(state: State, {rows, bands}: CompareModel): readonly (NameApart & {runs: readonly RunRow[]})[] {
	const shown = rows.filter(row => !state.view.hidden.has(row.key));
	const groups = bands?.groups.map(({short, runs}) => ({name: short, apart: '', runs}));
	return groups ?? shown.map(row => ({...toldName(row, state), runs: [row]}));
}

/** `━ resnet  ╍ vit`: which line is whose. Only where a chart is one of pairs its patterns tell training from validation, and not the runs. */
function legendSpans(
	drawn: ReturnType<typeof legendRuns>,
	{charts}: ChartsPlan,
	{looks}: CompareModel,
	cells: number,
	brush: Brush,
): Span[] {
	const isPaired = charts.some(({pair}) => pair != null);
	const names = shortenApart(drawn, Math.max(3, Math.floor(cells / Math.max(1, drawn.length)) - 3), brush.glyphs);
	return drawn.flatMap(({runs}, at) => {
		const look = looks.get(String(runs[0]?.key));
		if (look === undefined) return [];
		const sign = lookSign(isPaired ? {...look, pattern: 'solid'} : look, brush);
		return [
			{text: ` ${sign} `, style: lookStyle(look, bold)},
			{text: names[at]!, style: lookStyle(look)},
		];
	});
}
