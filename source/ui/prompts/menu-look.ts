import type {Action} from '../../actions/action.ts';
import {paletteItems} from '../../actions/palette.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {truncateEnd} from '../../draw/names.ts';
import {scrollTop} from '../../draw/scroll.ts';
import {type Span, spansWidth} from '../../draw/spans.ts';
import {bold, colorOf, inverse, onBackground, roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {menuCursor} from '../../store/menus/menu-cursor.ts';
import {type MenuItem, menuItems} from '../../store/menus/menus.ts';
import type {State} from '../../store/state.ts';
import type {Menu} from '../../store/view.ts';
import {fitKeys} from '../parts/fit-keys.ts';
import {largest} from '../parts/largest.ts';
import type {Brush, Size} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const titles: Record<Menu['kind'], string> = {
	palette: 'What to do',
	sort: 'Sort by',
	metrics: 'Metrics shown',
	aggregates: 'Shown of',
	columns: 'Columns shown',
	runs: 'Runs compared',
	values: 'Only runs with',
	group: 'Group by',
	axis: 'x axis of the charts',
	views: 'Views',
	pane: 'Shown in this pane',
	'rank-metric': 'Rank by',
	'rank-part': 'Rank by the',
	commands: 'Run a command',
};

const hints: Partial<Record<Menu['kind'], readonly string[]>> = {
	palette: ['Enter does it', 'Esc as before'],
	sort: ['Enter sorts', 'again reverses', 'Space adds a key', '/ finds'],
	metrics: ['Space shows, hides', 'right: what of it', '/ finds'],
	columns: ['Space shows, hides', 'left, right move', '/ finds'],
	aggregates: ['Space shows or hides', 'left goes back'],
	views: ['Enter recalls', '- forgets', '/ finds'],
	values: ['Enter only these', '- without these', '/ finds'],
	group: ['Enter groups', 'Space adds a level', 't but the seed'],
	'rank-metric': ['Enter ranks', '/ finds', 'Esc as before'],
	'rank-part': ['Enter ranks', 'Esc as before'],
	commands: ['Enter shows it first', '/ finds', 'Esc as before'],
	axis: ['Enter chooses', '/ finds', 'Esc as before'],
	pane: ['Enter shows it', '/ finds', 'Esc leaves it'],
};

const mostRows = 18;
const indent = '    ';

function titleOf({kind, split, of}: Menu): string {
	if (split !== undefined) return 'Shown in the new pane';
	return of === undefined ? titles[kind] : `${titles[kind]} ${cleanText(of, 40)}`;
}

/** A menu as it is laid out: a box over the middle of the screen. */
export interface MenuLook {
	width: number;
	/** Lines between the title and the hint, some of them perhaps empty. */
	rows: number;
	title: readonly Span[];
	/** At the right of the title, which lines are in view; no text where all are. */
	place: Span;
	lines: readonly {id: string; spans: readonly Span[]}[];
	hint: readonly Span[];
	/** The item under the cursor. */
	item: MenuItem | null;
}

/** What a menu says, and how much room it takes. */
export function lookOfMenu(state: State, menu: Menu, size: Size, brush: Brush, actions: readonly Action[]): MenuLook {
	const isPalette = menu.kind === 'palette';
	const items = isPalette ? paletteItems(state, actions, menu.text, brush.glyphs.unicode) : menuItems(state, menu);
	const widest = largest(
		items.map(item => textWidth(item.label) + textWidth(item.note) + 12),
		0,
	);
	const width = Math.min(
		size.cols - 2,
		Math.max(isPalette ? 70 : 52, Math.min(70, widest), indent.length + textWidth(hintText(menu, brush)) + 3),
	);
	const inner = width - 2;
	// What is typed into narrows with every letter, and must not move under the eyes.
	const rows = Math.max(1, Math.min(isPalette ? mostRows : items.length, size.rows - 6, mostRows));
	const cursor = menuCursor(state, menu, items);
	const top = scrollTop(items.length, rows, cursor, Math.max(0, cursor - (rows >> 1)), 1);
	const title: Span[] = [{text: ` ${titleOf(menu)} `, style: roleStyle('default', bold)}];
	const dash = brush.glyphs.unicode ? '–' : '-';
	const place = items.length > rows ? ` ${top + 1}${dash}${top + rows} of ${items.length} ` : '';
	const lines = items
		.slice(top, top + rows)
		.map((item, at) => ({id: item.id, spans: itemSpans(item, top + at === cursor, inner, brush)}));
	return {
		width,
		rows,
		title,
		place: {text: spansWidth(title) + textWidth(place) + 4 <= width ? place : '', style: dim},
		lines: items.length > 0 ? lines : [{id: 'nothing', spans: [{text: '  Nothing of that name', style: dim}]}],
		hint: hintSpans(menu, inner, brush),
		item: items[cursor] ?? null,
	};
}

function itemSpans(item: MenuItem, selected: boolean, width: number, brush: Brush): Span[] {
	const {unicode} = brush.glyphs;
	const marks = {
		on: unicode ? '■' : 'x',
		off: unicode ? '□' : '.',
		up: glyphFor('better', brush.glyphs),
		down: glyphFor('worse', brush.glyphs),
	};
	const sign = selected ? glyphFor('cursor', brush.glyphs) : ' ';
	const mark = item.mark === null ? ' ' : marks[item.mark];
	const note = truncateEnd(item.note, Math.max(16, width - 8 - textWidth(item.label)), brush.glyphs);
	const label = truncateEnd(item.label, width - 6 - textWidth(note), brush.glyphs);
	const pad = ' '.repeat(Math.max(1, width - 5 - textWidth(label) - textWidth(note)));
	const spans: Span[] = [
		{text: `${sign} `, style: roleStyle('accent')},
		{text: `${mark} `, style: item.mark === 'off' ? dim : plain},
		{text: label, style: selected ? roleStyle('default', bold) : plain},
		{text: `${pad}${note} `, style: dim},
	];
	return selected ? spans.map(span => ({...span, style: onBackground(span.style, colorOf('selection'))})) : spans;
}

function hintSpans(menu: Menu, width: number, brush: Brush): Span[] {
	if (menu.typing || menu.text !== '') {
		return [
			{text: `  ${menu.kind === 'palette' ? ':' : '/'} ${menu.text}`, style: plain},
			{text: ' ', style: menu.typing ? plain | inverse : plain},
		];
	}
	return [{text: indent + hintText(menu, brush, width - indent.length - 1), style: dim}];
}

/** What the menu's keys do, as much of it as there is room for; what comes first is wanted most. */
function hintText(menu: Menu, brush: Brush, width = Number.POSITIVE_INFINITY): string {
	const words = menu.asked
		? [`- again forgets ${menu.asked}`]
		: (hints[menu.kind] ?? ['Space shows or hides', '/ finds', 'Enter done']);
	return fitKeys(words, width, brush) || truncateEnd(words[0]!, width, brush.glyphs);
}
