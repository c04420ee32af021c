import type {ListLine} from '../../../core/table/lines/list-line.ts';
import {formatPercent} from '../../../core/text/units.ts';
import {glyphFor} from '../../../draw/glyphs.ts';
import {drawProgress} from '../../../draw/progress.ts';
import {drawSpans, type Span, spansWidth} from '../../../draw/spans.ts';
import {type Look, lookGlyph, statusLooks} from '../../../draw/status.ts';
import {colorOf, makeStyle, roleStyle} from '../../../draw/style.ts';
import {type Cell, drawCell} from '../../../draw/table.ts';
import {textWidth} from '../../../draw/width.ts';
import {isMetricColumn} from '../../../store/columns/metric-column.ts';
import {countOrder} from '../../../store/selectors.ts';
import {cellText} from '../../../store/texts/cell-text.ts';
import {coarseAge, shortEstimate} from '../../../store/texts/left-text.ts';
import type {CellEnvironment} from '../cells.ts';
import type {GroupFacts} from './group-facts.ts';
import {spreadCell} from './spread-cell.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** What a column shows in the heading of a group or folder; a folder's runs need not be alike, so their numbers are not put together. */
export function groupCellOf(line: ListLine, column: string, environment: CellEnvironment): Cell {
	const {state, memory, terse, left} = environment;
	const facts = memory.groups.factsOf(line, state);
	switch (column) {
		case 'status':
			return statusCell(facts, environment);
		case 'progress':
			return progressCell(facts, environment);
		case 'left': {
			const outlook = memory.groups.outlookOf(line, state);
			return outlook && {text: shortEstimate(outlook.text, terse, left), style: plain};
		}
		case 'age':
			return ageCell(facts, state.nowMs);
	}
	if (line.group === null) return null;
	if (isMetricColumn(column)) return spreadCell(line, column, environment);
	const first = state.rows.get(line.below[0]?.key ?? -1);
	const text = first === undefined || facts.text(column) === '' ? '' : cellText(first, column, state);
	return text === '' ? null : {text, style: dim, align: /^[-+.\d]/.test(text) ? 'right' : 'left'};
}

/**
 * `●2 ✗1 ✓9`: signs with counts, states of one sign together; what a person looks for first comes first, `…` for what has no room, one sign where
 * the column is no wider.
 */
function statusCell(facts: GroupFacts, {brush, features}: CellEnvironment): Cell {
	const counts = new Map(facts.statuses.map(({status, runs}) => [status, runs]));
	const shown = countOrder.filter(status => counts.has(status));
	if (shown.length === 0) return {text: glyphFor('ellipsis', brush.glyphs), style: dim};
	const bySign = new Map<string, {look: Look; runs: number}>();
	for (const status of shown) {
		const look = statusLooks[status];
		const sign = lookGlyph(look, brush.glyphs);
		bySign.set(sign, {look, runs: (bySign.get(sign)?.runs ?? 0) + counts.get(status)!});
	}
	const signs = Array.from(bySign, ([sign, {look, runs}]): Span[] => [
		{text: sign, style: roleStyle(look.role)},
		{text: features.word ? `${runs} ` : '', style: plain},
	]);
	const more: Span = {text: glyphFor('ellipsis', brush.glyphs), style: dim};
	return (grid, x, y, width) => {
		const room = features.word ? width + 1 : width;
		if (spansWidth(signs.flat()) <= room || !features.word) {
			drawSpans(grid, x, y, signs.slice(0, features.word ? signs.length : 1).flat(), room, brush.glyphs);
			return;
		}
		const fitting = [...signs];
		while (fitting.length > 1 && spansWidth(fitting.flat()) + textWidth(more.text) > width) fitting.pop();
		drawSpans(grid, x, y, [...fitting.flat(), more], width, brush.glyphs);
	};
}

/** How far the group is as a whole; where that is not known, how many of its runs have ended. */
function progressCell({rows, progress}: GroupFacts, {brush, features}: CellEnvironment): Cell {
	const {fraction, ended} = progress;
	const over = ended === rows.length;
	if (fraction === null)
		return (grid, x, y, width) => {
			const counted = `${ended}/${rows.length}`;
			// A cut number would tell nothing.
			const text = counted.length <= width ? counted : formatPercent(ended / rows.length);
			drawCell(grid, x, y, width, {text, style: over ? dim : plain, align: 'right'}, brush.glyphs);
		};
	const text = formatPercent(fraction);
	if (over || features.bar === 0) return {text, style: over ? dim : plain, align: 'right'};
	return (grid, x, y, width) => {
		drawProgress(grid, x, y, width - 6, fraction, makeStyle(colorOf('dim'), colorOf('chip')), brush.glyphs);
		grid.put(x + width - text.length, y, text, plain);
	};
}

function ageCell({progress: {startedAtMs}}: GroupFacts, nowMs: number): Cell {
	return Number.isFinite(startedAtMs) ? {text: coarseAge(nowMs - startedAtMs), style: dim, align: 'right'} : null;
}
