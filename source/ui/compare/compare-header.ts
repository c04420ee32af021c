import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {rootsText} from '../parts/roots-text.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';

const dim = roleStyle('dim');

/** The first line: where, how many are compared, and with which. */
export function drawCompareHeader(grid: Grid, state: State, {rows}: CompareModel, brush: Brush): void {
	const count = rows.length === 1 ? '1 run' : `${rows.length} runs`;
	const start: Span[] =
		grid.cols >= 80
			? [
					{text: ' xtui  ', style: roleStyle('default', bold)},
					{text: `${rootsText(state.roots, brush.home)} ${glyphFor('collapsed', brush.glyphs)} `, style: dim},
				]
			: [{text: ' ', style: dim}];
	const title = [...start, {text: `Compare ${count}`, style: roleStyle('default', bold)}];
	const baseline = rows[0];
	if (baseline === undefined) {
		drawSpans(grid, 0, 0, [...title, {text: '   these runs are gone', style: roleStyle('warn')}], grid.cols, brush.glyphs);
		return;
	}
	const {baseline: mark} = markLooks;
	const word = grid.cols >= 60 ? 'baseline ' : '';
	const lead: Span[] = [
		{text: '   ', style: dim},
		{text: `${lookGlyph(mark, brush.glyphs)} `, style: roleStyle(mark.role)},
		{text: word, style: dim},
	];
	const room = Math.max(6, grid.cols - spansWidth(title) - spansWidth(lead) - 1);
	const name = {text: truncateMiddle(cleanText(baseline.name), room, brush.glyphs), style: roleStyle('default')};
	drawSpans(grid, 0, 0, [...title, ...lead, name], grid.cols, brush.glyphs);
}
