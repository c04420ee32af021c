import {shareText} from '../../core/diff/delta.ts';
import {formatNumber} from '../../core/text/units.ts';
import {fitBar} from '../../draw/fit-bar.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateEnd, truncateMiddle} from '../../draw/names.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {drawCell} from '../../draw/table.ts';
import {textWidth} from '../../draw/width.ts';
import type {Brush} from '../scene.ts';
import type {CompareCell} from './table-line.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
/** Cells of a measured value and its star, so that changes stand below each other. */
const valueCells = 10;

/** What a line says of one run: a text, or a number with its change against the baseline. */
export function drawValue(grid: Grid, x: number, y: number, width: number, cell: CompareCell, brush: Brush): void {
	if (Number.isNaN(cell.value) && Number.isNaN(cell.base)) {
		const style = cell.empty ? dim : cell.differs ? roleStyle('default', bold) : plain;
		const whole = cell.short !== undefined && textWidth(cell.text) > width ? fitBar(cell.short, width) : cell.text;
		const text = (cell.cut === 'end' ? truncateEnd : truncateMiddle)(whole, width, brush.glyphs);
		drawCell(grid, x, y, width, {text, style}, brush.glyphs);
		return;
	}
	const star = cell.best ? ` ${lookGlyph(markLooks.best, brush.glyphs)}` : '';
	const bad = !cell.empty && !Number.isFinite(cell.value);
	const value = [
		{text: cell.text, style: bad ? roleStyle('bad') : cell.empty ? dim : plain},
		{text: star, style: roleStyle('accent', bold)},
	];
	const after = drawSpans(grid, x, y, value, width, brush.glyphs);
	const from = Math.max(Math.min(x + valueCells, x + width), after + 1);
	drawSpans(grid, from, y, changeSpans(cell, x + width - from, brush), x + width - from, brush.glyphs);
}

/** The change against the baseline in words as far as there is room: difference, per cent, and whether that is better. */
function changeSpans({delta, value, base}: CompareCell, cells: number, {glyphs}: Brush): Span[] {
	if (delta === null) return [];
	if (delta.absolute === 0) return [{text: 'same', style: dim}];
	const sign = delta.absolute > 0 ? '+' : glyphs.unicode ? '−' : '-';
	const absolute = `${sign}${formatNumber(Math.abs(delta.absolute), 3, glyphs)}`;
	const percent = shareText(delta, value, base, glyphs);
	const style = delta.better === null ? dim : roleStyle(delta.better ? 'better' : 'worse');
	const word = delta.better === null ? '' : delta.better ? ' better' : ' worse';
	const arrow = delta.better === null ? '' : ` ${glyphFor(delta.better ? 'better' : 'worse', glyphs)}`;
	const short = percent === '' ? absolute : percent;
	const both = percent === '' ? absolute : `${absolute}  ${percent}`;
	const attempts = [both + word, short + word, short + arrow, short + arrow.trim(), arrow.trim()];
	const text = attempts.find(attempt => spansWidth([{text: attempt, style}]) <= cells) ?? '';
	return [{text, style}];
}
