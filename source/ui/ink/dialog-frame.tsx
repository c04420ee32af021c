import {Box} from 'ink';
import {type ReactNode, use} from 'react';
import {type Span, spansWidth} from '../../draw/spans.ts';
import {inkColor} from '../../terminal/colour/role-color.ts';
import type {Brush, Size} from '../scene.ts';
import {Line, TextModes} from './line.tsx';

export interface DialogFrameProps {
	/** Cells of the frame, its borders included. */
	frame: Size;
	/** The screen, in whose middle it stands. */
	size: Size;
	title: readonly Span[];
	/** Stands at the right of the upper border; without a text for none. */
	place: Span;
	brush: Brush;
	children: ReactNode;
}

/** The border of a dialog, with what stands in it. */
export function DialogFrame({frame, size, title, place, brush, children}: DialogFrameProps) {
	const {plain: withoutColor} = use(TextModes);
	const [left, top] = [Math.max(0, (size.cols - frame.cols) >> 1), Math.max(0, (size.rows - frame.rows) >> 1)];
	return (
		<Box position="absolute" left={left} top={top} width={frame.cols}>
			<Box
				width={frame.cols}
				flexDirection="column"
				borderStyle={brush.glyphs.unicode ? 'single' : 'classic'}
				{...(withoutColor ? {} : {borderColor: inkColor('focus')})}
			>
				{children}
			</Box>
			<Box position="absolute" left={1} top={0}>
				<Line spans={title} width={spansWidth(title)} />
			</Box>
			{place.text !== '' && (
				<Box position="absolute" left={frame.cols - spansWidth([place]) - 1} top={0}>
					<Line spans={[place]} width={spansWidth([place])} />
				</Box>
			)}
		</Box>
	);
}
