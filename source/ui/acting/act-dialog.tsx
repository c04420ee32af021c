import {Box} from 'ink';
import {use} from 'react';
import {spansWidth} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import type {Dialog} from '../../store/acting/dialog.ts';
import {inkColor} from '../../terminal/colour/role-color.ts';
import {Line, TextModes} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';
import {layoutDialog} from './dialog-layout.ts';

export interface ActDialogProps {
	dialog: Dialog;
	size: Size;
	brush: Brush;
}

/** A dialog that acts: what would be done, what can be chosen for it, and two buttons, the first of which does nothing. */
export function ActDialog({dialog, size, brush}: ActDialogProps) {
	const {plain: withoutColor} = use(TextModes);
	const {width, rows, top, gap, lines, title, buttons} = layoutDialog(dialog, size, brush);
	const height = rows + gap + 3;
	const place = lines.length > rows ? ` ${top + 1}–${top + rows} of ${lines.length} ` : '';
	const margin = {text: ' ', style: roleStyle('dim')};
	return (
		<Box position="absolute" left={(size.cols - width) >> 1} top={Math.max(0, (size.rows - height) >> 1)} width={width}>
			<Box
				width={width}
				flexDirection="column"
				borderStyle={brush.glyphs.unicode ? 'single' : 'classic'}
				{...(withoutColor ? {} : {borderColor: inkColor('focus')})}
			>
				{lines.slice(top, top + rows).map(({id, spans}) => (
					<Line key={id} spans={[margin, ...spans]} width={width - 2} />
				))}
				{gap > 0 && <Line spans={[]} width={width - 2} />}
				<Line spans={[margin, ...buttons]} width={width - 2} />
			</Box>
			<Box position="absolute" left={1} top={0}>
				<Line spans={title} width={spansWidth(title)} />
			</Box>
			{place !== '' && spansWidth(title) + place.length + 4 <= width && (
				<Box position="absolute" left={width - place.length - 1} top={0}>
					<Line spans={[{text: place, style: roleStyle('dim')}]} width={place.length} />
				</Box>
			)}
		</Box>
	);
}
