import type {RunRow} from '../../core/row.ts';
import {put} from '../../core/table/gather.ts';
import {describeSpread} from '../../core/table/groups/statistics.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawParallel, leastAxisCols} from '../../draw/plots/parallel.ts';
import type {Standout} from '../../draw/plots/point.ts';
import {drawScatter} from '../../draw/plots/scatter.ts';
import {roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {drawPaneRule} from '../charts/draw-charts.ts';
import {paneTitle} from '../parts/pane-title.ts';
import type {Brush} from '../scene.ts';
import type {PlotMemory} from './plot-memory.ts';
import type {Ranking} from './ranking.ts';
import {standoutStyles} from './standout-styles.ts';

export interface PlotPane {
	state: State;
	ranking: Ranking;
	/** Settings, those that decide most first. */
	settings: readonly string[];
	/** The setting that the plot is of. */
	setting: string;
	/** Key of the run under the cursor. */
	chosen: number | null;
	memory: PlotMemory;
	brush: Brush;
	number: number;
}

const mostAxes = 8;
/** More lines that do not stand out, or stand out alike, would cover each other. */
const mostPlain = 40;
const mostGood = 25;
/** More values have no middles to show. */
const mostMiddles = 12;

/** A setting against the result, or all settings side by side. */
export function drawPlotPane(grid: Grid, pane: PlotPane): void {
	const {state, ranking, setting, brush, number} = pane;
	const focused = state.view.focus === 'plot';
	const metric = cleanText(ranking.yardstick.metric);
	const isScatter = state.view.rank.plot === 'scatter';
	const against = `${cleanText(setting)} ${glyphFor('right', brush.glyphs)} ${metric}`;
	const title = paneTitle(number, isScatter ? against : `Settings and ${metric}`, focused);
	const cut = pane.memory.resultAxis.isCut ? `outliers at the edge ${glyphFor('separator', brush.glyphs)} ` : '';
	const other = cut + (isScatter ? '] all settings' : '] one setting');
	drawPaneRule(grid, title, grid.cols >= 50 ? [{text: other, style: roleStyle('dim')}] : [], focused, brush);
	const area = {x: 1, y: 1, cols: grid.cols - 2, rows: grid.rows - 1};
	if (isScatter) drawScatter(grid, area, scatterOf(pane), standoutStyles, brush.glyphs);
	else drawParallelOf(grid, area, pane);
}

/** How each run stands out: the best fifth, the marked ones, the one under the cursor. */
function standoutOf({memory, state, chosen}: PlotPane): (row: RunRow) => Standout {
	const best = memory.bestRuns;
	const {marked} = state.view;
	return ({key}) => (key === chosen ? 'chosen' : marked.has(key) ? 'marked' : best.has(key) ? 'good' : 'plain');
}

function scatterOf(pane: PlotPane): Parameters<typeof drawScatter>[2] {
	const {ranking, setting, memory} = pane;
	const {results, rows} = ranking;
	const {parameter, axis} = memory.settingOf(setting);
	const standout = standoutOf(pane);
	const points = rows.map((row, at) => ({x: parameter.values[at]!, y: results[at]!, standout: standout(row)}));
	const isFew = parameter.distinct <= mostMiddles && parameter.distinct * 3 <= parameter.known;
	return {xAxis: axis, yAxis: memory.resultAxis, points, middles: isFew ? middlesOf(points) : []};
}

function middlesOf(points: readonly {x: number; y: number}[]): {x: number; y: number}[] {
	const byX = new Map<number, number[]>();
	for (const {x, y} of points) {
		if (Number.isFinite(x) && Number.isFinite(y)) put(byX, x, y);
	}
	return [...byX].map(([x, values]) => ({x, y: describeSpread(values).median}));
}

function drawParallelOf(grid: Grid, area: Parameters<typeof drawParallel>[1], pane: PlotPane): void {
	const {ranking, settings, setting, memory, brush} = pane;
	const count = Math.max(1, Math.min(mostAxes, settings.length, Math.floor((area.cols - 9) / leastAxisCols)));
	const first = settings.slice(0, count);
	// The chosen setting is always there.
	const shown = (first.includes(setting) ? first : [...first.slice(0, -1), setting]).map(key => memory.settingOf(key));
	const lines = chooseLines(pane).map(({at, standout}) => ({
		values: [...shown.map(({parameter}) => parameter.values[at]!), ranking.results[at]!],
		standout,
	}));
	drawParallel(grid, area, [...shown.map(({axis}) => axis), memory.resultAxis], lines, standoutStyles, brush.glyphs);
}

/** The runs whose lines are drawn: all that are marked or chosen, of the others as many as can be told apart, evenly chosen. */
function chooseLines(pane: PlotPane): {at: number; standout: Standout}[] {
	const standout = standoutOf(pane);
	const places: Record<Standout, number[]> = {plain: [], good: [], marked: [], chosen: []};
	pane.ranking.rows.forEach((row, at) => {
		if (Number.isFinite(pane.ranking.results[at]!)) places[standout(row)].push(at);
	});
	const thin = (kind: Standout, most: number): {at: number; standout: Standout}[] => {
		const every = Math.max(1, Math.ceil(places[kind].length / most));
		return places[kind].filter((_, i) => i % every === 0).map(at => ({at, standout: kind}));
	};
	return [
		...thin('plain', mostPlain),
		...thin('good', mostGood),
		...thin('marked', Number.POSITIVE_INFINITY),
		...thin('chosen', Number.POSITIVE_INFINITY),
	];
}
