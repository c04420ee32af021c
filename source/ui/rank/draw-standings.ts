import type {Standings} from '../../core/rank/standings.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {shortenNames, truncateEnd} from '../../draw/names.ts';
import {shortenApart} from '../../draw/names-apart.ts';
import {drawScrollbar} from '../../draw/scroll.ts';
import type {Span} from '../../draw/spans.ts';
import {lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {type Cell, drawHeader, drawRow, drawSelection} from '../../draw/table.ts';
import type {State} from '../../store/state.ts';
import {toldName} from '../../store/texts/shown-name.ts';
import {drawPaneRule} from '../charts/draw-charts.ts';
import {highlightRow} from '../parts/highlight.ts';
import {paneTitle} from '../parts/pane-title.ts';
import {shortenKey} from '../runs/titles.ts';
import type {Brush} from '../scene.ts';
import type {Ranking} from './ranking.ts';
import {placeStandings, type StandingsColumn, type StandingsTexts} from './standings-columns.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const accent = roleStyle('accent', bold);
const indent = 3;

export interface StandingsPane {
	state: State;
	ranking: Ranking;
	table: StandingsTexts;
	/** First line in view, and the one under the cursor. */
	top: number;
	cursor: number;
	brush: Brush;
	number: number;
}

/** How many have no place, and of how many that is only not known yet. */
function unplacedSpans(unranked: Standings['unranked']): Span[] {
	const unread = unranked.filter(({row}) => !row.complete).length;
	const parts = [
		{text: `${unread} not read yet`, style: plain, count: unread},
		{text: `${unranked.length - unread} without a place`, style: dim, count: unranked.length - unread},
	].filter(({count}) => count > 0);
	return parts.map(({text, style}, at) => ({text: at > 0 ? `, ${text}` : text, style}));
}

/** The ranking: a line a place, and below them the runs without one, with the reason. */
export function drawStandings(grid: Grid, pane: StandingsPane): void {
	const {state, ranking, table, top, brush, number} = pane;
	const {ranked, unranked} = ranking.standings;
	const focused = state.view.focus === 'list';
	drawPaneRule(
		grid,
		paneTitle(number, state.view.rank.together ? 'Experiments' : 'Runs', focused),
		unplacedSpans(unranked),
		focused,
		brush,
	);
	const placed = placeStandings(table, grid.cols - indent - 2);
	const byId = new Map(table.columns.map(column => [column.id, column]));
	drawHeader(
		grid,
		indent,
		1,
		placed,
		id => {
			const {title, right: isRight} = byId.get(id)!;
			const width = placed.find(column => column.id === id)!.width;
			return {title: shortenKey(title, width, brush), align: isRight ? 'right' : 'left'};
		},
		brush.glyphs,
	);
	const page = grid.rows - 2;
	for (let at = 0; at < page && top + at < ranked.length + unranked.length; at++)
		drawLine(grid, at + 2, top + at, pane, placed, byId);
	drawScrollbar(grid, grid.cols - 1, 2, page, ranked.length + unranked.length, top, dim, brush.glyphs);
}

function drawLine(
	grid: Grid,
	y: number,
	line: number,
	pane: StandingsPane,
	placed: ReturnType<typeof placeStandings>,
	byId: ReadonlyMap<string, StandingsColumn>,
): void {
	const {state, ranking, cursor, brush} = pane;
	const {ranked, unranked} = ranking.standings;
	const standing = ranked[line];
	const selected = line === cursor;
	const select = (): void => {
		if (selected) drawSelection(grid, y, state.view.focus === 'list', brush.glyphs);
	};
	select();
	const {key} = standing === undefined ? unranked[line - ranked.length]!.row : standing.rows[0]!;
	if (state.view.marked.has(key)) grid.put(1, y, brush.glyphs.unicode ? '•' : '*', accent);
	if (standing === undefined) drawUnranked(grid, y, line, pane, placed);
	else {
		const name = placed.find(column => column.id === 'name')!;
		const [text] = shortenNames([byId.get('name')!.texts[line]!], name.width, brush.glyphs);
		drawRow(grid, indent, y, placed, id => cellOf(id, line, pane, byId, text!), brush.glyphs);
		if (state.view.find !== '') highlightRow(grid, y, state.view.find);
	}
	select();
}

function cellOf(
	id: string,
	line: number,
	{ranking}: StandingsPane,
	byId: ReadonlyMap<string, StandingsColumn>,
	name: string,
): Cell {
	const {place, last} = ranking.standings.ranked[line]!;
	const column = byId.get(id)!;
	const text = id === 'name' ? name : column.texts[line]!;
	const align = column.right ? ('right' as const) : ('left' as const);
	const isFirst = place === 1;
	if (id === 'value' || id === 'place') return {text, align, style: isFirst ? roleStyle('accent', bold) : plain};
	if (id === 'last' && !Number.isFinite(last)) return {text, align, style: roleStyle('bad')};
	return {text, align, style: id === 'name' || id === 'step' || id === 'last' ? plain : dim};
}

function drawUnranked(
	grid: Grid,
	y: number,
	line: number,
	{state, ranking, brush}: StandingsPane,
	placed: ReturnType<typeof placeStandings>,
): void {
	const {ranked, unranked} = ranking.standings;
	const {row, why} = unranked[line - ranked.length]!;
	const name = placed.find(column => column.id === 'name')!;
	const place = placed.find(column => column.id === 'place')!;
	grid.put(indent + place.x + place.width - 1, y, glyphFor('none', brush.glyphs), dim);
	const shown = shortenApart([toldName(row, state)], name.width, brush.glyphs)[0]!;
	grid.put(indent + name.x, y, shown, dim, name.width);
	const from = indent + name.x + name.width + 2;
	const sign = row.complete ? `${lookGlyph(markLooks.problem, brush.glyphs)} ` : '';
	grid.put(from, y, truncateEnd(sign + cleanText(why), Math.max(0, grid.cols - from - 2), brush.glyphs), roleStyle('warn'));
}
