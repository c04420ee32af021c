/** Where the parts of a chart go: `layOutChart`. Known before any curve is, so that it can be asked for in the right width. */

export interface ChartLayout {
	/** The plot, in cells from the chart's corner. */
	left: number;
	cols: number;
	rows: number;
	/** Columns of dots to ask the engine for. */
	dots: number;
	/** Cells of the y labels, 0 where there is no room for an axis. */
	labelWidth: number;
	/** Line of the x axis, -1 for none; its labels are in it, or in the line below where there is one. */
	axisRow: number;
	labelRow: number;
}

const leastLabelWidth = 5;
export const mostLabelWidth = 12;

/**
 * @param labelWidth what the last answer for this chart said, so that the axis stays where it is; it only grows
 */
export function layOutChart(cols: number, rows: number, labelWidth = leastLabelWidth, braille = true): ChartLayout {
	const hasAxis = cols >= 20 && rows >= 3;
	const labels = hasAxis ? Math.min(mostLabelWidth, Math.max(leastLabelWidth, labelWidth)) : 0;
	const left = hasAxis ? labels + 2 : 0;
	const ownLine = rows >= 10;
	const axisRow = hasAxis ? rows - (ownLine ? 2 : 1) : -1;
	const plotCols = Math.max(0, cols - left);
	return {
		left,
		cols: plotCols,
		rows: Math.max(0, hasAxis ? axisRow : rows),
		dots: plotCols * (braille ? 2 : 1),
		labelWidth: labels,
		axisRow,
		labelRow: hasAxis ? (ownLine ? axisRow + 1 : axisRow) : -1,
	};
}
