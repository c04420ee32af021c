import {Box} from 'ink';
import {glyphFor} from '../../draw/glyphs.ts';
import {truncateEnd} from '../../draw/names.ts';
import {scrollTop} from '../../draw/scroll.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, colorOf, inverse, onBackground, roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {type MenuItem, menuItems} from '../../store/menus.ts';
import type {State} from '../../store/state.ts';
import type {Menu} from '../../store/view.ts';
import {Line} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';

const plainStyle = roleStyle('default');
const dim = roleStyle('dim');
const titles: Record<Menu['kind'], string> = {sort: 'Sort by', metrics: 'Metrics shown', columns: 'Columns shown'};

export interface MenuDialogProps {
	state: State;
	menu: Menu;
	size: Size;
	brush: Brush;
	plain?: boolean;
}

/** A dialog with a list to choose from, over the middle of the screen. */
export function MenuDialog({state, menu, size, brush, plain = false}: MenuDialogProps) {
	const items = menuItems(state, menu);
	const width = Math.min(
		size.cols - 2,
		Math.max(44, Math.min(70, Math.max(...items.map(item => textWidth(item.label) + textWidth(item.note) + 12), 0))),
	);
	const inner = width - 2;
	const rows = Math.max(1, Math.min(items.length, size.rows - 6, 18));
	const top = scrollTop(items.length, rows, menu.cursor, Math.max(0, menu.cursor - (rows >> 1)), 1);
	const height = rows + 3;
	const edge = (left: string, right: string, title: Span[], used: number) => [
		{text: left, style: roleStyle('focus')},
		...title,
		{text: (brush.glyphs.unicode ? '─' : '-').repeat(Math.max(0, inner - used)), style: roleStyle('focus')},
		{text: right, style: roleStyle('focus')},
	];
	const side: Span = {text: brush.glyphs.unicode ? '│' : '|', style: roleStyle('focus')};
	const title = ` ${titles[menu.kind]} `;
	const count = items.length > rows ? `${menu.cursor + 1} of ${items.length} ` : '';
	const [corner1, corner2, corner3, corner4] = brush.glyphs.unicode ? ['┌', '┐', '└', '┘'] : ['+', '+', '+', '+'];
	const head = [
		{text: title, style: roleStyle('default', bold)},
		{text: count, style: dim},
	];
	return (
		<Box
			position="absolute"
			left={Math.max(0, (size.cols - width) >> 1)}
			top={Math.max(0, (size.rows - height) >> 1)}
			width={width}
			flexDirection="column"
		>
			<Line spans={edge(corner1!, corner2!, head, textWidth(title) + count.length)} width={width} plain={plain} />
			{items.slice(top, top + rows).map((item, at) => (
				<Line
					key={item.id}
					spans={[side, ...itemSpans(item, top + at === menu.cursor, inner, brush), side]}
					width={width}
					plain={plain}
				/>
			))}
			{items.length === 0 && (
				<Line spans={[side, {text: ' Nothing of that name'.padEnd(inner), style: dim}, side]} width={width} plain={plain} />
			)}
			<Line spans={[side, ...hintSpans(menu, inner, brush), side]} width={width} plain={plain} />
			<Line spans={edge(corner3!, corner4!, [], 0)} width={width} plain={plain} />
		</Box>
	);
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
	const room = width - 6 - (item.note === '' ? 0 : textWidth(item.note) + 1);
	const label = truncateEnd(item.label, room, brush.glyphs);
	const pad = ' '.repeat(Math.max(1, width - 5 - textWidth(label) - textWidth(item.note)));
	const spans: Span[] = [
		{text: `${sign} `, style: roleStyle('accent')},
		{text: `${mark} `, style: item.mark === 'off' ? dim : plainStyle},
		{text: label, style: selected ? roleStyle('default', bold) : plainStyle},
		{text: `${pad}${item.note} `, style: dim},
	];
	return selected ? spans.map(span => ({...span, style: onBackground(span.style, colorOf('selection'))})) : spans;
}

function hintSpans(menu: Menu, width: number, brush: Brush): Span[] {
	if (menu.typing || menu.text !== '') {
		const text = `  / ${menu.text}`;
		return [
			{text, style: plainStyle},
			{text: ' ', style: menu.typing ? plainStyle | inverse : plainStyle},
			{text: ' '.repeat(Math.max(0, width - textWidth(text) - 1)), style: plainStyle},
		];
	}
	const separator = ` ${glyphFor('separator', brush.glyphs)} `;
	const words =
		menu.kind === 'sort' ? ['Enter sorts', 'again reverses', '/ find'] : ['Space shows or hides', '/ find', 'Enter done'];
	return [{text: truncateEnd(`  ${words.join(separator)}`, width, brush.glyphs).padEnd(width), style: dim}];
}
