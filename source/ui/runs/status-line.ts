import {type RunRow, shownDir} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks, statusLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {selectGoal} from '../../store/menus/goals.ts';
import {selectListed, selectShownMetrics} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {columnText} from '../../store/texts/column-text.ts';
import {leftText} from '../../store/texts/left-text.ts';
import {progressText} from '../../store/texts/progress-text.ts';
import type {Brush} from '../scene.ts';
import {countSpans, fitCounts} from './header.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/**
 * The run under the cursor in a line of so many cells: full name, where it is, why it has its status, what is wrong with its files. A name
 * that is longer than the line is cut in its middle, and leaves a quarter to the rest; that loses its end.
 */
export function aboutSpans(row: RunRow, cells: number, brush: Brush): Span[] {
	const separator = {text: ` ${glyphFor('separator', brush.glyphs)} `, style: dim};
	const parts: Span[][] = [];
	if (row.problem !== null)
		parts.push([{text: `${lookGlyph(markLooks.problem, brush.glyphs)} ${cleanText(row.problem)}`, style: roleStyle('warn')}]);
	if (row.statusWhy !== '') parts.push([{text: cleanText(row.statusWhy), style: dim}]);
	if (row.restartOf !== null) parts.push([{text: `restart of ${cleanText(row.restartOf)}`, style: dim}]);
	const place = shownDir(row);
	if (place !== row.name && place !== '' && place !== '.') parts.push([{text: cleanText(place), style: dim}]);
	const rest = parts.flatMap(part => [separator, ...part]);
	const name =
		textWidth(row.name) <= cells
			? row.name
			: truncateMiddle(row.name, cells - Math.min(spansWidth(rest), cells >> 2), brush.glyphs);
	return [{text: name, style: plain}, ...rest];
}

/** Cells that a name keeps beside what is told of its run. */
const leastName = 8;
/** What is left out first where the line is short. */
const quietFirst = ['left', 'arrow', 'value', 'progress'] as const;
const valueFirst = ['arrow', 'value', 'left', 'progress'] as const;

const apart = (text: string): string => (text === '' ? '' : `  ${text}`);

/** One run in a line without columns: `● resnet-lr3e-4  64 %  ≈ 12 min  loss 0.2130 ↓`. */
function runSpans(row: RunRow, state: State, cells: number, brush: Brush): Span[] {
	const look = statusLooks[row.status];
	const metric = selectShownMetrics(state).find(name => columnText(row, `m:${name}`) !== '');
	const value = metric === undefined ? '' : `  ${metric.split('/').at(-1)} ${columnText(row, `m:${metric}`)}`;
	const goal = metric === undefined ? null : (selectGoal(state, metric)?.direction ?? null);
	const arrow = goal === null ? '' : ` ${glyphFor(goal === 'down' ? 'worse' : 'better', brush.glyphs)}`;
	const left = leftText(row, state.nowMs, false, undefined, brush.glyphs);
	const told = {progress: apart(progressText(row)), left: apart(left.text), value, arrow};
	const taken = () => Object.values(told).reduce((sum, text) => sum + textWidth(text), 0);
	// What does not fit goes whole: half of a number is another one.
	const room = cells - 3 - Math.min(textWidth(row.name), leastName);
	for (const part of left.tone === 'quiet' ? quietFirst : valueFirst) if (taken() > room) told[part] = '';
	const name = truncateMiddle(row.name, Math.max(6, Math.min(40, cells - 3 - taken())), brush.glyphs);
	return [
		{text: `${lookGlyph(look, brush.glyphs)} `, style: roleStyle(look.role)},
		{text: name, style: roleStyle('default', bold)},
		{text: told.progress + told.left + told.value, style: plain},
		{text: told.arrow, style: dim},
	];
}

/** The whole screen in one to three lines, as for a pane of a dashboard: counts and the run under the cursor; below it the next ones. */
export function drawStatusLines(grid: Grid, state: State, cursor: number, brush: Brush): void {
	const counts = selectListed(state).length === 0 ? [{text: ' no runs', style: dim}] : countSpans(state, 'none', brush);
	const from = grid.rows > 1 || grid.cols >= 50 ? -1 : 0;
	const start = drawSpans(grid, from, 0, fitCounts(counts, grid.cols - from, brush), grid.cols - from, brush.glyphs) + 2;
	const inFirst = grid.rows === 1;
	const first = Math.max(0, cursor);
	for (let y = 0; y < grid.rows; y++) {
		const line = state.order.lines[first + (inFirst ? y : y - 1)];
		const row = line?.run == null ? undefined : state.rows.get(line.run);
		if (row === undefined || (y === 0 && !inFirst)) continue;
		const x = y === 0 ? start : 1;
		drawSpans(grid, x, y, runSpans(row, state, grid.cols - x, brush), grid.cols - x, brush.glyphs);
	}
}
