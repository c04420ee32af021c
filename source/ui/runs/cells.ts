import type {RunRow} from '../../core/row.ts';
import {spellInfinity} from '../../core/text/numbers.ts';
import {alignNumber, fitNumber, formatCount, formatPercent} from '../../core/text/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {drawProgress} from '../../draw/progress.ts';
import {drawSparkline} from '../../draw/sparkline.ts';
import {lookGlyph, markLooks, statusLooks} from '../../draw/status.ts';
import {bold, colorOf, makeStyle, roleStyle} from '../../draw/style.ts';
import type {Cell} from '../../draw/table.ts';
import {isMetricColumn} from '../../store/columns/metric-column.ts';
import {isLive, isUnread} from '../../store/order/sort-values.ts';
import {selectBest} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {cellText} from '../../store/texts/cell-text.ts';
import {columnText} from '../../store/texts/column-text.ts';
import {coarseAge, leftText} from '../../store/texts/left-text.ts';
import {tellsProgress} from '../../store/texts/tells-progress.ts';
import type {Brush} from '../scene.ts';
import {isDone} from './column-use.ts';
import type {ListMemory} from './list-memory.ts';
import type {Features} from './wanted-features.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const bad = roleStyle('bad');
const tones = {plain, quiet: dim, warn: roleStyle('warn'), bad};

export interface CellEnvironment {
	state: State;
	brush: Brush;
	features: Features;
	memory: ListMemory;
	terse: boolean;
	/** Cells for the time left. */
	left: number;
}

/** What a column shows of a run, the name apart. */
export function cellOf(row: RunRow, column: string, environment: CellEnvironment): Cell {
	const {state, brush, terse} = environment;
	if (isMetricColumn(column)) return metricCell(row, column, environment);
	switch (column) {
		case 'status':
			return statusCell(row, environment);
		case 'progress':
			return progressCell(row, environment);
		case 'left': {
			const acting = state.acting.get(row.key);
			if (acting !== undefined) return {text: `${acting}…`, style: tones.warn};
			const {text, tone} = leftText(row, state.nowMs, terse, environment.left, brush.glyphs);
			return {text, style: tones[tone]};
		}
		case 'age':
			return row.startedAtMs === null ? null : {text: coarseAge(state.nowMs - row.startedAtMs), style: dim, align: 'right'};
		default: {
			const text = cellText(row, column, state);
			const number = /^[-+.\d]/.test(text);
			return text === ''
				? null
				: {text, style: plain, align: number ? 'right' : 'left', cut: column === 'dir' ? 'middle' : 'end'};
		}
	}
}

function statusCell(row: RunRow, {brush, features}: CellEnvironment): Cell {
	if (isUnread(row)) return {text: glyphFor('ellipsis', brush.glyphs), style: dim};
	const look = statusLooks[row.status];
	const glyph = lookGlyph(look, brush.glyphs);
	return {text: features.word ? `${glyph} ${look.word}` : glyph, style: roleStyle(look.role)};
}

/** A bar for what is under way, the per cent alone for what has ended; the count of steps where the total is not known. */
function progressCell(row: RunRow, {brush, features}: CellEnvironment): Cell {
	const {progress} = row;
	if (progress === null || !tellsProgress(row)) return null;
	const {fraction, step} = progress;
	if (fraction === null)
		return step === null
			? null
			: {
					text: features.bar > 0 || features.percent > 5 ? `${progress.unit} ${formatCount(step)}` : formatCount(step),
					style: dim,
					align: 'right',
				};
	const live = isLive(row);
	const percent = formatPercent(fraction);
	const style = live ? plain : dim;
	if (features.bar === 0 || isDone(row.status)) return {text: percent, style, align: 'right'};
	return (grid, x, y, width) => {
		const bar = width - 6;
		drawProgress(grid, x, y, bar, fraction, makeStyle(colorOf('dim'), colorOf('chip')), brush.glyphs);
		grid.put(x + width - percent.length, y, percent, style);
	};
}

/** Sparkline, newest value on the column's decimal point, and a star for the best of all runs. */
function metricCell(row: RunRow, column: string, {state, brush, features, memory}: CellEnvironment): Cell {
	const spark = memory.hasCurve(column) ? features.spark : 0;
	const text = spellInfinity(columnText(row, column), brush.glyphs);
	if (text === '') return row.complete ? null : {text: glyphFor('ellipsis', brush.glyphs), style: dim, align: 'right'};
	const values = spark > 0 ? state.sparks.get(row.key)?.get(column.slice(2)) : undefined;
	const room = memory.roomOf(column);
	const best = selectBest(state, column).has(row.key);
	const number = room === null ? text : alignNumber(text, room);
	const style = text === 'NaN' || text.includes('∞') || text.includes('inf') ? bad : plain;
	return (grid, x, y, width) => {
		const from = spark > 0 ? x + spark + 1 : x;
		if (values !== undefined) drawSparkline(grid, x, y, spark, values, dim, bad, brush.glyphs);
		const star = memory.starCells(column);
		const around = features.around ? memory.aroundOf(column) : 0;
		const cells = x + width - from - star - around;
		const shown = number.length <= cells ? number : fitNumber(text, cells) || glyphFor('ellipsis', brush.glyphs);
		grid.put(from + Math.max(0, cells - shown.length), y, shown, style, cells);
		if (best && star > 0) grid.put(x + width - 1 - around, y, lookGlyph(markLooks.best, brush.glyphs), roleStyle('accent', bold));
	};
}
