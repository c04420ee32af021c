import type {Action} from '../../actions/action.ts';
import type {RunRow} from '../../core/row.ts';
import type {PlacedColumn} from '../../draw/columns.ts';
import {drawSpans} from '../../draw/spans.ts';
import {currentRun, cursorIndex, selectShownMetrics} from '../../store/selectors.ts';
import {belowCursor, selectBanded} from '../../store/shelves/banded.ts';
import type {CurveRequest} from '../../store/shelves/curve-shelf.ts';
import type {State} from '../../store/state.ts';
import {jointMetrics} from '../charts/chart-metrics.ts';
import {type ChartsPlan, planBands, planCharts} from '../charts/plan-charts.ts';
import {hasOnlyValues} from '../charts/single-values.ts';
import {chartZones, measureCharts} from '../charts/zones.ts';
import type {ScreenMemory} from '../memory.ts';
import {drawFooter} from '../parts/footer.ts';
import {type Brush, nothingShown, type Rect, type Scene, type Size, type Zone} from '../scene.ts';
import {SceneParts} from '../scene-parts.ts';
import {drawChartsPane} from './charts-pane.ts';
import {drawList} from './draw-list.ts';
import {drawFacts, type Fact, factsOf, factTexts} from './facts.ts';
import {headingFacts} from './groups/heading-facts.ts';
import {headingSpans} from './groups/heading-spans.ts';
import {drawHeaderLine} from './header.ts';
import {drawInfoLine} from './info-line.ts';
import {tellsInstead} from './instead-of-charts.ts';
import {layoutRuns, type RunsLayout} from './layout.ts';
import type {ListMemory} from './list-memory.ts';
import {drawMachineLine} from './machine-line.ts';
import {drawNothing} from './nothing.ts';
import {type ListPlan, planList} from './plan-list.ts';
import {aboutSpans, drawStatusLines} from './status-line.ts';

/** Everything on the Runs screen, from the state alone: the same before Ink is there and after. */
export function runsScene(state: State, size: Size, actions: readonly Action[], memory: ScreenMemory, brush: Brush): Scene {
	const layout = layoutRuns(size.cols, size.rows, state);
	const scene = new SceneParts();
	const run = currentRun(state);
	addLines(scene, layout, state, run, actions, memory, brush);
	const empty = state.order.lines.length === 0;
	if (empty) scene.add('list', layout.list, grid => drawNothing(grid, state, brush));
	const plan = layout.list === null || empty ? null : planList(state, layout.list, memory.list);
	if (plan !== null && layout.list !== null) {
		scene.add('list', layout.list, grid => drawList(grid, state, plan, memory.list, brush));
		scene.zones.push(...listZones(plan, layout.list));
	}
	const charted = run ?? onlyBelow(state);
	const charts = layout.charts === null ? null : chartsOf(state, layout, charted, layout.charts, brush);
	// Of the list as it was left there are rows and no curves yet: charts without them would only hold up the first frame.
	const isListOnly = state.reading === null && state.early.size > 0;
	const factsNow = () => (run === null ? headingFacts(state, memory.list.groups, brush) : factsOf(run, state, brush));
	const facts = layout.facts === null ? [] : factsNow();
	scene.add('charts', isListOnly ? null : layout.charts, grid =>
		drawChartsPane(grid, {
			state,
			run: charted,
			heading: headingSpans(state, memory.list.groups, brush),
			facts: () => (layout.facts === null ? factsNow() : []),
			plan: charts,
			number: layout.panes.indexOf('charts') + 1,
			memory: memory.charts,
			brush,
		}),
	);
	scene.add('facts', isListOnly ? null : layout.facts, grid =>
		drawFacts(grid, state, facts, layout.panes.indexOf('facts') + 1, brush),
	);
	if (layout.charts !== null && charts !== null) scene.zones.push(...chartZones(charts, layout.charts, state, memory.charts));
	scene.addPaneZone('facts', layout.facts);
	return {
		parts: scene.parts,
		zones: scene.zones,
		shown: {
			...shownBy(
				plan,
				memory.list,
				charts,
				charts === null || layout.charts === null ? [] : neighbourCurves(state, layout, layout.charts, brush),
			),
			machine: layout.machine !== null,
			...wantedOutput(state, charted, charts, layout),
		},
		measured: {
			...measuredBy(layout, plan),
			...measureCharts(state, charts, memory.charts),
			...textOfFacts(layout, facts, state),
		},
	};
}

/** All that takes a line or few, above and below the panes. */
function addLines(
	scene: SceneParts,
	layout: RunsLayout,
	state: State,
	run: RunRow | null,
	actions: readonly Action[],
	memory: ScreenMemory,
	brush: Brush,
): void {
	scene.add('line', layout.line, grid => drawStatusLines(grid, state, cursorIndex(state), brush));
	scene.add('header', layout.header, grid => drawHeaderLine(grid, state, brush));
	scene.add('machine', layout.machine, grid => drawMachineLine(grid, state.machine, brush));
	scene.add('info', layout.info, grid => drawInfoLine(grid, state, brush));
	scene.add('footer', layout.footer, grid => drawFooter(grid, state, actions, brush));
	scene.add('status', layout.status, grid => {
		const spans = run === null ? headingSpans(state, memory.list.groups, brush) : aboutSpans(run, grid.cols - 2, brush);
		drawSpans(grid, 1, 0, spans, grid.cols - 2, brush.glyphs);
	});
}

/** The run below a heading of one, which has no mean: its own charts are drawn. */
function onlyBelow(state: State): RunRow | null {
	const below = belowCursor(state);
	return below.length === 1 ? (state.rows.get(below[0]!.key) ?? null) : null;
}

function textOfFacts({facts: rect}: RunsLayout, facts: readonly Fact[], {view}: State): Scene['measured'] {
	return rect !== null && facts.length > 0 && view.focus === 'facts' ? {text: () => factTexts(facts, rect.cols)} : {};
}

/** The end of the output of a run that has no charts, which stands in their place. */
function wantedOutput(state: State, run: RunRow | null, plan: ChartsPlan | null, {charts}: RunsLayout): Partial<Scene['shown']> {
	if (run === null || charts === null || plan === null || plan.metrics.length > 0 || !tellsInstead(run, state)) return {};
	return {opened: run.key, logLines: charts.rows, logOnly: true};
}

function chartsOf(state: State, layout: RunsLayout, run: RunRow | null, rect: Rect, {glyphs}: Brush): ChartsPlan | null {
	const ranked = selectShownMetrics(state);
	const zoomed = state.view.zoomed && state.view.focus === 'charts';
	const {across, down} = zoomed ? {across: 1, down: 1} : layout;
	const area = {cols: rect.cols, rows: rect.rows, top: 1, across, down, throughMeans: !glyphs.braille};
	const band = selectBanded(state);
	if (band !== null) return planBands(state, band, jointMetrics(band.rows, ranked, state.view.metrics !== null), area);
	if (run === null) return null;
	const marked = [...state.view.marked].flatMap(key => state.rows.get(key) ?? []);
	if (marked.length === 0 && hasOnlyValues(run)) return planCharts(state, run, [], area);
	return planCharts(state, run, jointMetrics([run, ...marked], ranked, state.view.metrics !== null), area);
}

/** Curves of the runs next to the cursor, so that its next step shows their charts at once and draws them once. */
function neighbourCurves(state: State, layout: RunsLayout, rect: Rect, brush: Brush): CurveRequest[] {
	const at = cursorIndex(state);
	if (selectBanded(state) !== null) return [];
	return [1, -1, 2, -2].flatMap(away => {
		const key = state.order.lines[at + away]?.run ?? null;
		const row = key === null ? undefined : state.rows.get(key);
		if (row === undefined) return [];
		const charts = chartsOf(state, layout, row, rect, brush)?.charts ?? [];
		return charts.flatMap(chart => chart.requests.filter(request => request.run === key));
	});
}

function listZones(plan: ListPlan, rect: Rect): Zone[] {
	const zones: Zone[] = [{rect, pane: 'list', target: {kind: 'pane', pane: 'list'}}];
	for (const {id, x, width} of plan.columns) {
		zones.push({
			rect: {x: rect.x + plan.indent + x, y: rect.y, cols: width, rows: 1},
			pane: 'list',
			target: {kind: 'column', column: sortedBy(id)},
		});
	}
	plan.lines.forEach((_, at) => {
		zones.push({rect: {...rect, y: rect.y + 1 + at, rows: 1}, pane: 'list', target: {kind: 'line', index: plan.top + at}});
	});
	return zones;
}

/** The sort key of a column of the list. */
const sortedBy = (column: string): string => (column === 'age' ? 'started' : column);

function shownBy(
	plan: ListPlan | null,
	memory: ListMemory,
	charts: ChartsPlan | null,
	ahead: readonly CurveRequest[],
): Scene['shown'] {
	return {
		...nothingShown,
		runs: plan?.rows.map(row => row.key) ?? [],
		groups: plan?.features.spark ? sparkGroups(plan) : [],
		metrics: plan?.features.spark ? plan.features.metrics.filter(memory.hasCurve).map(column => column.slice(2)) : [],
		sparkWidth: plan?.features.spark ?? 0,
		curves: [...(charts?.charts.flatMap(chart => chart.requests) ?? []), ...ahead],
	};
}

/** More runs than that have no mean curve: it would cost more than it tells. */
const mostMeant = 64;

function sparkGroups({lines}: ListPlan): Scene['shown']['groups'] {
	return lines.flatMap(({key, group, below}) =>
		group === null || typeof key === 'number' || below.length > mostMeant ? [] : [{key, runs: below.map(run => run.key)}],
	);
}

function measuredBy(layout: RunsLayout, plan: ListPlan | null): Scene['measured'] {
	return {
		panes: layout.panes,
		listRows: plan?.page ?? 1,
		scroll: plan?.top ?? 0,
		columns: (plan?.columns ?? []).map((column: PlacedColumn) => sortedBy(column.id)),
		moreColumns: plan?.more ?? false,
		textRows: Math.max(1, (layout.facts?.rows ?? 1) - 1),
	};
}
