import {stepAxis} from '../../../core/series/axis.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import type {Scale} from '../../../draw/chart/axes/scale.ts';
import {runSign} from '../../../draw/palette.ts';
import {drawSpans, type Span, spansWidth} from '../../../draw/spans.ts';
import {bold, roleStyle} from '../../../draw/style.ts';
import {textWidth} from '../../../draw/width.ts';
import {cursorOn} from '../../../store/shelves/chart-settings.ts';
import {chartNote, xText} from '../../charts/chart-notes.ts';
import type {CurvesFrame} from '../../charts/charts-frame.ts';
import {axisOf} from '../../charts/curves.ts';
import type {PlannedChart} from '../../charts/plan-charts.ts';
import {shortenKey} from '../../runs/titles.ts';
import {isChosen, strong} from './legend.ts';
import {type Legend, legendNumber} from './legend-entries.ts';

const dim = roleStyle('dim');
const leastName = 10;

/**
 * The line over a chart: the metric; at the right what is special about it, where the reading line stands, and without a legend the value of
 * each line in its colour.
 */
export function drawCompareTitle(
	frame: CurvesFrame,
	chart: PlannedChart,
	{title, entries, heads}: Legend,
	scale: Scale | null,
	chosen: number | null,
): void {
	const {grid, state, brush} = frame;
	const {rect, metric, asideCols = 0, focused, pair = null} = chart;
	const axis = axisOf(state, chart.requests) ?? stepAxis;
	const chartX = cursorOn(state.view.chartX, axis);
	const note: Span = {text: ` ${chartNote(state, chart, scale, brush)}`, style: dim};
	const place: Span = {text: chartX === null ? '' : ` ${xText(chartX, axis, state, brush)}`, style: dim};
	// The metric's name is that of the training one, the values are not.
	const of: Span = {text: pair === null || asideCols > 0 ? '' : ` ${heads.value}`, style: dim};
	const values = (asideCols > 0 ? [] : entries).flatMap((entry): Span[] => {
		if (Number.isNaN(entry.value)) return [];
		const {style, value} = entry;
		// The values are those of the dashed lines.
		const sign = pair !== null && brush.color ? runSign('dashed', brush.glyphs) : entry.sign;
		return [
			{text: ` ${sign}`, style: strong(style)},
			{text: legendNumber(value, brush.glyphs), style: isChosen(entry, chosen) ? strong(style) : style},
		];
	});
	const room = rect.cols - 2;
	const least = Math.min(textWidth(cleanText(metric)), leastName);
	const fits = (spans: Span[]) => spansWidth(spans) + least + 1 <= room;
	const shown = [place, of, ...values];
	const right = note.text !== ' ' && fits([note, ...shown]) ? [note, ...shown] : shown;
	const width = spansWidth(right);
	const cells = Math.max(least, room - width - 1);
	const name = textWidth(title) <= cells ? title : shortenKey(metric, cells, brush);
	const isInFocus = focused && state.view.focus === 'charts';
	drawSpans(
		grid,
		rect.x + 1,
		rect.y,
		[{text: name, style: roleStyle(isInFocus ? 'accent' : 'default', bold)}],
		room,
		brush.glyphs,
	);
	const from = Math.max(rect.x + 1 + textWidth(name) + 1, rect.x + rect.cols - 1 - width);
	drawSpans(grid, from, rect.y, right, rect.x + rect.cols - 1 - from, brush.glyphs);
}
