import {Box} from 'ink';
import {use} from 'react';
import {spansWidth} from '../../draw/spans.ts';
import {inkColor} from '../../terminal/colour/role-color.ts';
import {Line, TextModes} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';
import type {MenuLook} from './menu-look.ts';

export interface MenuDialogProps {
	look: MenuLook;
	size: Size;
	brush: Brush;
}

/** A dialog with a list to choose from, over the middle of the screen. */
export function MenuDialog({look, size, brush}: MenuDialogProps) {
	const {plain: withoutColor} = use(TextModes);
	const {width, rows, title, place, lines, hint} = look;
	const inner = width - 2;
	const height = rows + 3;
	const blanks = Array.from({length: Math.max(0, rows - lines.length)}, (_, at) => `blank ${at}`);
	return (
		<Box
			position="absolute"
			left={Math.max(0, (size.cols - width) >> 1)}
			top={Math.max(0, (size.rows - height) >> 1)}
			width={width}
		>
			<Box
				width={width}
				flexDirection="column"
				borderStyle={brush.glyphs.unicode ? 'single' : 'classic'}
				{...(withoutColor ? {} : {borderColor: inkColor('focus')})}
			>
				{lines.map(({id, spans}) => (
					<Line key={id} spans={spans} width={inner} />
				))}
				{blanks.map(key => (
					<Line key={key} spans={[]} width={inner} />
				))}
				<Line spans={hint} width={inner} />
			</Box>
			<Box position="absolute" left={1} top={0}>
				<Line spans={title} width={spansWidth(title)} />
			</Box>
			{place.text !== '' && (
				<Box position="absolute" left={width - spansWidth([place]) - 1} top={0}>
					<Line spans={[place]} width={spansWidth([place])} />
				</Box>
			)}
		</Box>
	);
}
