import {type SpreadText, writeSpread} from '../../../core/table/groups/group-summary.ts';
import type {ListLine} from '../../../core/table/lines/list-line.ts';
import {alignNumber} from '../../../core/text/units.ts';
import {drawSpans, type Span, spansWidth} from '../../../draw/spans.ts';
import {drawSparkline} from '../../../draw/sparkline.ts';
import {lookGlyph, markLooks} from '../../../draw/status.ts';
import {bold, roleStyle} from '../../../draw/style.ts';
import type {Cell} from '../../../draw/table.ts';
import {textWidth} from '../../../draw/width.ts';
import type {CellEnvironment} from '../cells.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const bad = roleStyle('bad');

/** A group's metric: mean ± deviation, or median and range, the number itself on the column's decimal point; no number is ever cut. */
export function spreadCell(line: ListLine, column: string, {state, brush, features, memory}: CellEnvironment): Cell {
	const text = writeSpread(memory.groups.factsOf(line, state).spread(column), state.view.spread, brush.glyphs);
	if (text.middle === '' && text.lost === '' && text.aside === '') return null;
	const best = memory.groups.bestOf(column, state).has(line.key);
	const star = memory.starCells(column);
	const room = memory.roomOf(column);
	const number = room === null || text.middle === '' ? text.middle : alignNumber(text.middle, room);
	return (grid, x, y, width) => {
		const end = x + width - star;
		const around = memory.aroundOf(column);
		// Beside what surrounds the numbers there may be a curve; without room of their own they lie over its place.
		const isBesideCurve = features.around && around > 0 && features.spark > 0 && memory.hasCurve(column);
		const from = isBesideCurve ? x + features.spark + 1 : x;
		const aligned = end - around - textWidth(number);
		const below = aligned >= from ? fitSpread(text, number, end - aligned) : [];
		const spans = below.length > 0 ? below : fitSpread(text, number, end - from);
		const left = below.length > 0 ? aligned : end - spansWidth(spans);
		const values = isBesideCurve ? state.sparks.get(line.key)?.get(column.slice(2)) : undefined;
		if (values !== undefined) drawSparkline(grid, x, y, features.spark, values, dim, bad, brush.glyphs);
		drawSpans(grid, left, y, spans, end - left, brush.glyphs);
		const isLost = text.lost !== '' && !spans.some(({style}) => style === bad);
		if (isLost) grid.put(end, y, brush.glyphs.unicode ? '×' : 'x', bad, star);
		else if (best && star > 0) grid.put(x + width - 1, y, lookGlyph(markLooks.best, brush.glyphs), roleStyle('accent', bold));
	};
}

/** As much of a spread as fits: all of it, without how many count for nothing, without how many were lost, the number alone. */
function fitSpread(text: SpreadText, number: string, cells: number): Span[] {
	const lost: Span = {text: `${text.middle === '' ? '' : ', '}${text.lost}`, style: bad};
	const middle: Span = {text: number, style: plain};
	const bare: Span = {text: text.middle, style: plain};
	const around: Span = {text: text.around, style: dim};
	const isFirst = text.middle === '' && text.lost === '';
	const aside: Span = {text: `${isFirst ? '' : ', '}${text.aside}`, style: dim};
	const told = text.lost === '' ? [middle, around] : [middle, around, lost];
	const more = text.aside === '' ? [] : [[...told, aside]];
	const choices = [...more, ...(text.lost === '' ? [] : [told]), [middle, around], [bare, around], [middle], [bare]];
	return choices.find(spans => spansWidth(spans) <= cells) ?? [];
}
