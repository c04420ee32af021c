import {type Glyphs, pointOf} from '../../glyphs.ts';
import type {Grid} from '../../grid.ts';
import {roleStyle} from '../../style.ts';
import {textWidth} from '../../width.ts';
import type {ChartLayout} from '../layout.ts';
import type {XLabel} from './x-axis.ts';
import type {YLabel} from './y-axis.ts';

/** Draws the lines and labels around a plot: `drawAxes`, and the marks of values that are no numbers: `markColumns`. */

/**
 * Labels of x stand under their ticks, or, where there is no line for them, in the axis itself. `taken` tells columns whose axis cell is
 * needed for a mark: a label in the axis gives way to it.
 */
export function drawAxes(
	grid: Grid,
	x: number,
	y: number,
	layout: ChartLayout,
	yLabels: readonly YLabel[],
	xLabels: readonly XLabel[],
	taken: (column: number) => boolean,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	if (layout.axisRow < 0) return;
	const line = roleStyle('axis');
	const text = roleStyle('dim');
	const sign = (unicode: string, ascii: string): number => pointOf(glyphs.unicode ? unicode : ascii);
	const axis = x + layout.left - 1;
	for (let row = 0; row < layout.rows; row++) grid.set(axis, y + row, sign('│', '|'), line);
	for (let column = 0; column < layout.cols; column++) grid.set(axis + 1 + column, y + layout.axisRow, sign('─', '-'), line);
	grid.set(axis, y + layout.axisRow, sign('└', '+'), line);
	for (const label of yLabels) {
		// Rather no label than one without its first digits.
		if (label.text.length > layout.labelWidth) continue;
		grid.put(axis - 1 - textWidth(label.text), y + label.row, label.text, text);
		if (label.row < layout.rows) grid.set(axis, y + label.row, sign('┤', '+'), line);
	}
	const inside = layout.labelRow === layout.axisRow;
	for (const label of xLabels) {
		if (inside && anyTaken(label, taken)) continue;
		if (!inside) grid.set(axis + 1 + label.column, y + layout.axisRow, sign('┬', '+'), line);
		grid.put(axis + 1 + label.start, y + layout.labelRow, label.text, text);
	}
}

function anyTaken(label: XLabel, taken: (column: number) => boolean): boolean {
	for (let column = label.start - 1; column <= label.start + textWidth(label.text); column++) if (taken(column)) return true;
	return false;
}
