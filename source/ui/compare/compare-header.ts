import {cleanText} from '../../core/text/clean-text.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import type {State} from '../../store/state.ts';
import {placeSpans} from '../parts/place-spans.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';

const dim = roleStyle('dim');

/** The first line: where, how many are compared, and with which. */
export function drawCompareHeader(grid: Grid, state: State, {rows}: CompareModel, brush: Brush): void {
	const count = rows.length === 1 ? '1 run' : `${rows.length} runs`;
	const heading = {text: `Compare ${count}`, style: roleStyle('default', bold)};
	const titleBefore = (cells: number): Span[] => [
		...placeSpans(state.roots, grid.cols, spansWidth([heading]) + cells, brush),
		heading,
	];
	const baseline = rows[0];
	if (baseline === undefined) {
		const gone = {text: '   these runs are gone', style: roleStyle('warn')};
		drawSpans(grid, 0, 0, [...titleBefore(spansWidth([gone])), gone], grid.cols, brush.glyphs);
		return;
	}
	const {baseline: mark} = markLooks;
	const word = grid.cols >= 60 ? 'baseline ' : '';
	const lead: Span[] = [
		{text: '   ', style: dim},
		{text: `${lookGlyph(mark, brush.glyphs)} `, style: roleStyle(mark.role)},
		{text: word, style: dim},
	];
	const title = titleBefore(spansWidth(lead) + textWidth(cleanText(baseline.name)) + 1);
	const room = Math.max(6, grid.cols - spansWidth(title) - spansWidth(lead) - 1);
	const name = {text: truncateMiddle(cleanText(baseline.name), room, brush.glyphs), style: roleStyle('default')};
	drawSpans(grid, 0, 0, [...title, ...lead, name], grid.cols, brush.glyphs);
}
