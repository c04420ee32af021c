import type {Size} from '../../scene.ts';

/** How the charts of a pane divide it. */
export interface CurvesLayout {
	across: number;
	down: number;
	/** Cells of a chart's legend at its right, 0 where the title has to do. */
	legendCols: number;
}

const least = {cols: 44, rows: 8};
/** A chart with a legend in it: alone, and beside another one. */
const withLegend = 66;
const besideWithLegend = 88;
/** Cells of a legend beside its names: signs, both values (`-0.001234`), what parts them. */
const besideNames = 25;
/** Fewer show but one of the values. */
const leastNames = 8;
/** Values of more runs do not fit into a chart's title. */
const mostInTitle = 4;

/** What a pane of charts is divided by. */
export interface CurvesShape {
	metrics: number;
	runs: number;
	/** Cells of the longest of their names. */
	names: number;
	/** The pane is alone on the screen. */
	alone: boolean;
}

export function layoutCurves({cols, rows}: Size, {metrics, alone, ...legend}: CurvesShape): CurvesLayout {
	const {runs} = legend;
	if (alone || metrics <= 1) return {across: 1, down: 1, legendCols: legendCols(cols, rows - 1, legend)};
	const chartRows = Math.max(rows >= 19 ? 11 : least.rows, Math.min(runs + 3, 15));
	const down = Math.max(1, Math.min(3, Math.floor((rows - 1) / chartRows)));
	// One chart with its values beside it says more than two whose curves cannot be told apart.
	const wide = cols >= 2 * besideWithLegend;
	const fitting = wide
		? Math.min(3, Math.floor((cols + 1) / besideWithLegend))
		: cols >= 2 * least.cols + 12 && runs <= mostInTitle
			? 2
			: 1;
	const across = Math.max(1, Math.min(fitting, metrics));
	return {across, down, legendCols: legendCols(Math.floor((cols + 1) / across) - 1, Math.floor((rows - 1) / down), legend)};
}

/** Cells of the legend in a chart of that size: more where it needs a second column for so many runs, else no more than it can fill. */
function legendCols(cols: number, rows: number, {runs, names}: Pick<CurvesShape, 'runs' | 'names'>): number {
	if (cols < withLegend - 2) return 0;
	return runs > rows - 2
		? Math.min(46, Math.floor(cols * 0.56))
		: Math.min(46, Math.max(names, leastNames) + besideNames, Math.floor(cols * 0.45));
}
