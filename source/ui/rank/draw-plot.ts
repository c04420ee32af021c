import type {Importance} from '../../core/importance/importance.ts';
import {type Parameter, spansDecades} from '../../core/importance/parameter.ts';
import {formatParameter} from '../../core/numbers.ts';
import {readYardstick} from '../../core/rank/yardstick.ts';
import {describeSpread} from '../../core/table/statistics.ts';
import {cleanText} from '../../core/text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawParallel, leastAxisCols} from '../../draw/plots/parallel.ts';
import {drawScatter} from '../../draw/plots/scatter.ts';
import {categoryAxis, levelAxis, numberAxis, type ValueAxis} from '../../draw/plots/value-axis.ts';
import {roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {drawPaneRule} from '../charts/draw-charts.ts';
import {paneTitle} from '../parts/pane-title.ts';
import type {Brush} from '../scene.ts';
import type {Ranking, RankMemory} from './rank-memory.ts';
import {standoutStyles, standoutsOf} from './standout-of.ts';

export interface PlotPane {
	state: State;
	ranking: Ranking;
	importance: Importance | null;
	/** Settings, those that decide most first. */
	settings: readonly string[];
	/** The setting that the plot is of. */
	setting: string;
	/** Key of the run under the cursor. */
	chosen: number | null;
	memory: RankMemory;
	brush: Brush;
	number: number;
}

const mostAxes = 8;
const mostLevels = 6;
/** More lines that do not stand out would cover each other. */
const mostPlain = 40;
/** A few words have a place each; more would be no categories. */
const mostMiddles = 12;

/** A setting against the result, or all settings side by side. */
export function drawPlotPane(grid: Grid, pane: PlotPane): void {
	const {state, ranking, setting, brush, number} = pane;
	const focused = state.view.focus === 'plot';
	const metric = cleanText(ranking.yardstick.metric);
	const isScatter = state.view.rank.plot === 'scatter';
	const against = `${cleanText(setting)} ${glyphFor('right', brush.glyphs)} ${metric}`;
	const title = paneTitle(number, isScatter ? against : `Settings and ${metric}`, focused);
	const other = isScatter ? '] all settings' : '] one setting';
	drawPaneRule(grid, title, grid.cols >= 50 ? [{text: other, style: roleStyle('dim')}] : [], focused, brush);
	const area = {x: 1, y: 1, cols: grid.cols - 2, rows: grid.rows - 1};
	if (isScatter) drawScatter(grid, area, scatterOf(pane), standoutStyles, brush.glyphs);
	else drawParallelOf(grid, area, pane);
}

function axisOf(parameter: Parameter): ValueAxis {
	const title = cleanText(parameter.key);
	if (parameter.kind === 'category')
		return categoryAxis(
			title,
			parameter.labels.map(label => cleanText(label)),
		);
	if (parameter.distinct > mostLevels) return numberAxis(title, parameter.values, spansDecades(parameter));
	// The few values of a grid stand apart, however far their numbers are.
	const levels = [...new Set(parameter.values)].filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
	return levelAxis(
		title,
		levels,
		levels.map(level => formatParameter(level)),
	);
}

function resultsOf({ranking, state}: PlotPane): Float64Array {
	return Float64Array.from(ranking.rows, row => readYardstick(row, ranking.yardstick, state.nowMs));
}

/** A logarithmic axis for results over decades too. */
function resultAxis({ranking}: PlotPane, results: Float64Array): ValueAxis {
	const finite = results.filter(Number.isFinite);
	return numberAxis(cleanText(ranking.yardstick.metric), finite, spansDecades({kind: 'number', values: finite}));
}

function scatterOf(pane: PlotPane): Parameters<typeof drawScatter>[2] {
	const {ranking, setting, memory, state, chosen} = pane;
	const parameter = memory.parameterOf(ranking, setting);
	const results = resultsOf(pane);
	const standoutOf = standoutsOf(ranking.standings, state.view.marked, chosen);
	const points = ranking.rows.map((row, at) => ({x: parameter.values[at]!, y: results[at]!, standout: standoutOf(row)}));
	const isFew = parameter.distinct <= mostMiddles && parameter.distinct * 3 <= parameter.known;
	const middles = isFew ? middlesOf(points) : [];
	return {xAxis: axisOf(parameter), yAxis: resultAxis(pane, results), points, middles};
}

function middlesOf(points: readonly {x: number; y: number}[]): {x: number; y: number}[] {
	const byX = new Map<number, number[]>();
	for (const {x, y} of points) {
		if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
		const values = byX.get(x);
		if (values) values.push(y);
		else byX.set(x, [y]);
	}
	return [...byX].map(([x, values]) => ({x, y: describeSpread(values).median}));
}

function drawParallelOf(grid: Grid, area: Parameters<typeof drawParallel>[1], pane: PlotPane): void {
	const {ranking, settings, setting, memory, state, chosen, brush} = pane;
	const count = Math.max(1, Math.min(mostAxes, settings.length, Math.floor((area.cols - 9) / leastAxisCols)));
	const first = settings.slice(0, count);
	// The chosen setting is always there.
	const shown = first.includes(setting) ? first : [...first.slice(0, -1), setting];
	const parameters = shown.map(key => memory.parameterOf(ranking, key));
	const results = resultsOf(pane);
	const standoutOf = standoutsOf(ranking.standings, state.view.marked, chosen);
	const lines = ranking.rows.map((row, at) => ({
		values: [...parameters.map(({values}) => values[at]!), results[at]!],
		standout: standoutOf(row),
	}));
	const plain = lines.filter(({standout}) => standout === 'plain');
	const every = Math.ceil(plain.length / mostPlain);
	const drawn =
		every <= 1 ? lines : [...plain.filter((_, at) => at % every === 0), ...lines.filter(line => line.standout !== 'plain')];
	const axes = [...parameters.map(axisOf), resultAxis(pane, results)];
	drawParallel(grid, area, axes, drawn, standoutStyles, brush.glyphs);
}
