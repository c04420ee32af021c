import type {Grid} from '../../draw/grid.ts';
import {apartWidth, shortenApart} from '../../draw/names-apart.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {toldName} from '../../store/texts/shown-name.ts';
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
	const told = toldName(baseline, state);
	const title = titleBefore(spansWidth(lead) + apartWidth(told) + 1);
	const room = Math.max(6, grid.cols - spansWidth(title) - spansWidth(lead) - 1);
	const name = {text: shortenApart([told], room, brush.glyphs)[0]!, style: roleStyle('default')};
	drawSpans(grid, 0, 0, [...title, ...lead, name], grid.cols, brush.glyphs);
}
