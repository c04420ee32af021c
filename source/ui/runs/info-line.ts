import {nameOf} from '../../core/files/paths.ts';
import type {Field} from '../../core/query/fields/field.ts';
import {isNoiseKey} from '../../core/table/columns/config-keys.ts';
import {groupTitle, isEach} from '../../core/table/groups/group.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateEnd, truncateMiddle} from '../../draw/names.ts';
import {chipWidth, drawChip, drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {roleStyle} from '../../draw/style.ts';
import {columnTitle} from '../../store/columns/column-titles.ts';
import {selectConfig, selectListed} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {configText} from '../../store/texts/config-text.ts';
import {chosenKeys} from '../../store/view.ts';
import {rootsText} from '../parts/roots-text.ts';
import type {Brush} from '../scene.ts';
import {activitySpans, isActivityBelow} from './header.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const mostSortKeys = 3;

/** `↑ loss, ↓ lr`: what the list is sorted by; what the filter says goes first. */
function sortText({view, order}: State, brush: Brush): string {
	const arrow = (up: boolean) => glyphFor(up ? 'better' : 'worse', brush.glyphs);
	const asked = order.matcher.sort.map(({field, descending}) => `${arrow(!descending)} ${field.label}`);
	const keys = chosenKeys(view.sort);
	const [first, second] = view.sort;
	if (asked.length + keys.length === 0 || (asked.length === 0 && first?.column === 'live'))
		return second?.descending === false ? 'live, then oldest' : 'live, then newest';
	// An age grows as the start goes back.
	const chosen = keys.map(({column, descending}) => `${arrow((column === 'started') === descending)} ${columnTitle(column)}`);
	return [...asked, ...chosen].slice(0, mostSortKeys).join(', ');
}

/** `lr`, or `each tag` where a run stands below all that it has. */
const levelTitle = (fields: readonly Field[]): string => `${isEach(fields) ? 'each ' : ''}${fields.map(groupTitle).join(', ')}`;

/** `by lr, bs`: what the list is grouped by, where no chip says it already. */
function groupText({view, order}: State, cells: number, brush: Brush): string {
	if (order.levels.fields.length === 0 || order.matcher.group.length > 0) return '';
	const fields = view.group === 'but-seed' ? 'all but the seed' : order.levels.fields.map(levelTitle).join(', ');
	return `${truncateEnd(`by ${fields}`, cells, brush.glyphs)}   `;
}

/** Config that is the same in every run, said once: `lr 3e-4 · model vit everywhere`; null where nothing fits. */
function constantText(state: State, cells: number, brush: Brush): string | null {
	if (!state.view.hideConstant || selectListed(state).length < 2) return null;
	const separator = ` ${glyphFor('separator', brush.glyphs)} `;
	const tail = ' everywhere';
	let text = '';
	for (const {key, value} of selectConfig(state).constant) {
		const shown = configText(value);
		if (isNoiseKey(key) || shown === '' || shown.length > 16) continue;
		const next = `${text === '' ? '' : text + separator}${key} ${shown}`;
		if (next.length + tail.length > cells) break;
		text = next;
	}
	return text === '' ? null : text + tail;
}

/** What could not be read and belongs to no run: directories without access, loops of links; else a file that was named and is of no run. */
function problemSpans({reading, rows}: State, cols: number, brush: Brush): Span[] {
	const {problems = [], unread = []} = reading ?? {};
	const first = problems[0] ?? unread[0];
	if (first === undefined || rows.size === 0) return [];
	// Who named a file knows where it lies.
	const place = problems.length > 0 ? rootsText([first.file], brush.home) : nameOf(first.file);
	const text = problems.length > 1 ? `${problems.length} places could not be read` : `${place}: ${first.message}`;
	const sign = lookGlyph(markLooks.problem, brush.glyphs);
	return [{text: `${sign} ${truncateMiddle(text, Math.floor(cols * 0.5), brush.glyphs)}   `, style: roleStyle('warn')}];
}

/** Cells of all chips with how many runs they leave; 0 without a filter. */
function filterCells({order, view}: State, count: string): number {
	if (view.filter === '') return 0;
	return order.matcher.chips.reduce((cells, {text}) => cells + chipWidth(text) + 1, 0) + count.length + 3;
}

/** Draws the chips that fit before the count, which always stands there. Returns the column after them. */
function drawChips(grid: Grid, {order}: State, count: string, end: number, brush: Brush): number {
	const last = end - count.length - 3;
	let x = 1;
	for (const {text} of order.matcher.chips) {
		const isFirst = x === 1;
		const shown = isFirst ? truncateEnd(text, Math.max(4, last - x - 2), brush.glyphs) : text;
		if (x + chipWidth(shown) > last) {
			x = drawSpans(grid, x, 0, [{text: glyphFor('ellipsis', brush.glyphs), style: dim}], last - x + 1, brush.glyphs) + 1;
			break;
		}
		x = drawChip(grid, x, 0, shown, plain, last - x, !brush.color) + 1;
	}
	return drawSpans(grid, x + 1, 0, [{text: count, style: plain}], Math.max(0, end - x - 1), brush.glyphs) + 3;
}

/** The second line: the filter as chips with how many runs it leaves, what is the same everywhere, and the sorting at the right. */
export function drawInfoLine(grid: Grid, state: State, brush: Brush): void {
	const {order, view} = state;
	const activity = isActivityBelow(grid.cols, state) ? activitySpans(state, false, brush) : [];
	const sorting: Span[] = [
		{text: groupText(state, Math.max(19, grid.cols >> 2), brush), style: plain},
		...(activity.length > 0 ? activity : [{text: sortText(state, brush), style: dim}]),
	];
	const marked = view.marked.size > 0 ? [{text: `${view.marked.size} marked   `, style: plain}] : [];
	const count = `${order.matching}/${selectListed(state).length}`;
	// What the filter leaves is asked for more often than what stands at the right.
	const offered = [[...problemSpans(state, grid.cols, brush), ...marked, ...sorting], [...marked, ...sorting], marked];
	const needed = filterCells(state, count);
	const right = offered.find(spans => needed + spansWidth(spans) + 2 <= grid.cols) ?? (needed > 0 ? marked : offered[1]!);
	const end = grid.cols - Math.min(spansWidth(right), grid.cols - 2) - 1;
	const x = view.filter === '' ? 1 : drawChips(grid, state, count, end, brush);
	const constant = constantText(state, Math.min(end - x - 2, 100), brush);
	if (constant !== null) drawSpans(grid, x, 0, [{text: constant, style: dim}], end - x, brush.glyphs);
	drawSpans(grid, end, 0, right, grid.cols - end, brush.glyphs);
}
