import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {type Span, spansWidth} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {belowCursor} from '../../store/shelves/banded.ts';
import type {State} from '../../store/state.ts';
import type {ChartMemory} from '../charts/chart-memory.ts';
import {pageSpans} from '../charts/chart-notes.ts';
import {drawChartPage, drawPaneRule} from '../charts/draw-charts.ts';
import {whyNoCharts} from '../charts/no-charts.ts';
import type {ChartsPlan} from '../charts/plan-charts.ts';
import {drawSingleValues} from '../charts/single-values.ts';
import {legendOfRuns} from '../charts/tell-runs.ts';
import type {Brush} from '../scene.ts';
import type {Fact} from './facts.ts';
import {drawInsteadOfCharts, tellsInstead} from './instead-of-charts.ts';
import {aboutSpans} from './status-line.ts';

export interface ChartsPane {
	state: State;
	run: RunRow | null;
	/** What is said of the heading under the cursor, where it is on one. */
	heading: readonly Span[];
	/** What is known of either, where no pane of its own tells it. */
	facts: () => readonly Fact[];
	plan: ChartsPlan | null;
	/** What the digit keys call the pane. */
	number: number;
	memory: ChartMemory;
	brush: Brush;
}

/** Charts of the run under the cursor, or of all below a heading as one. The rule says which run that is, or, where marked runs are laid over it, which line is whose. */
export function drawChartsPane(
	grid: Grid,
	{state, run, heading, facts: factsNow, plan, number, memory, brush}: ChartsPane,
): void {
	const focused = state.view.focus === 'charts';
	const digit: Span = {text: `${number} `, style: roleStyle(focused ? 'accent' : 'dim')};
	const [first] = plan?.charts ?? [];
	const isBare = plan?.metrics.length === 0 && (run === null || tellsInstead(run, state));
	const facts = isBare ? factsNow() : [];
	const right = plan === null ? [] : isBare ? whySpans(state, run) : pageSpans(plan, state, brush, grid.cols);
	const room = grid.cols - spansWidth(right) - 8;
	const whose = (one: RunRow): readonly Span[] => {
		if (isBare && facts.length > 0)
			return [{text: truncateMiddle(cleanText(one.name), room, brush.glyphs), style: roleStyle('default')}];
		if (first?.band) return bandSpans(state, one, first.band.of, room, brush);
		const legend = plan === null ? null : legendOfRuns(plan, one, room, memory, state, brush);
		return legend ?? aboutSpans(one, room, brush);
	};
	const title = run === null ? heading : whose(run);
	drawPaneRule(grid, [digit, ...title], right, focused, brush);
	if (plan === null) return;
	if (isBare) drawInsteadOfCharts(grid, {run, facts}, state, brush);
	else if (plan.metrics.length === 0) {
		if (run === null || !drawSingleValues(grid, state, run, brush))
			grid.put(3, Math.min(grid.rows - 1, 2), 'Reading…', roleStyle('dim'));
	} else drawChartPage({grid, state, run, plan, memory, brush});
}

const whySpans = (state: State, run: RunRow | null): Span[] => [
	{text: whyNoCharts(run === null ? belowCursor(state) : [run]), style: roleStyle('dim')},
];

/** `3 marked runs`, or `resnet-lr3e-4 and 4 others`, where they are drawn as one. */
function bandSpans({view}: State, run: RunRow, of: number, cells: number, brush: Brush): Span[] {
	if (view.marked.size > 1) return [{text: `${of} marked runs`, style: roleStyle('default')}];
	const others = of === 2 ? ' and another one' : ` and ${of - 1} others`;
	const name = truncateMiddle(cleanText(run.name), Math.max(8, cells - others.length), brush.glyphs);
	return [
		{text: name, style: roleStyle('default')},
		{text: others, style: roleStyle('dim')},
	];
}
