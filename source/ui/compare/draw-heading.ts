import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {shortenApart} from '../../draw/names-apart.ts';
import {lookSign, lookStyle} from '../../draw/palette.ts';
import {drawSpans, type Span} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, colorOf, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {toldName} from '../../store/texts/shown-name.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';
import type {TableColumns} from './place-columns.ts';

const dim = roleStyle('dim');

/** The runs' names over their columns, each with the line that its curves have. */
export function drawHeading(
	grid: Grid,
	state: State,
	model: CompareModel,
	{labelCols, runCols, shown}: TableColumns,
	hasCursor: boolean,
	brush: Brush,
): void {
	const {view} = state;
	const names = shortenApart(
		model.rows.map(row => toldName(row, state)),
		Math.max(1, runCols - 6),
		brush.glyphs,
	);
	shown.forEach((at, place) => {
		const row = model.rows[at];
		const look = row === undefined ? undefined : model.looks.get(String(row.key));
		if (row === undefined || look === undefined) return;
		const x = labelCols + place * runCols;
		const hidden = view.hidden.has(row.key);
		const mark = at === 0 ? markLooks.baseline : view.pinned.has(row.key) ? markLooks.pinned : null;
		const spans: Span[] = [
			{text: `${hidden ? ' ' : lookSign(look, brush)} `, style: lookStyle(look, bold)},
			{text: names[at]!, style: hidden ? dim : lookStyle(look, row.key === model.chosen ? bold : 0)},
			...(mark === null ? [] : [{text: ` ${lookGlyph(mark, brush.glyphs)}`, style: roleStyle(mark.role)}]),
			...(hidden ? [{text: ' hidden', style: dim}] : []),
		];
		drawSpans(grid, x, 1, spans, runCols - 1, brush.glyphs);
		if (row.key !== model.chosen) return;
		grid.put(x - 1, 1, glyphFor('cursor', brush.glyphs), roleStyle(hasCursor ? 'accent' : 'dim'), 1);
		if (hasCursor) grid.paint(x, 1, Math.min(runCols - 1, grid.cols - x - 1), 1, colorOf('selection'));
	});
}
