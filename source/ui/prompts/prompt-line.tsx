import {Box} from 'ink';
import {spansWidth} from '../../draw/spans.ts';
import type {State} from '../../store/state.ts';
import type {Prompt} from '../../store/view.ts';
import {Line} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';
import {promptNote, promptSpans} from './prompt-spans.ts';

export interface PromptLineProps {
	state: State;
	prompt: Prompt;
	size: Size;
	brush: Brush;
}

/** The prompt in the last line of the screen; its note goes above it where both do not fit side by side. */
export function PromptLine({state, prompt, size, brush}: PromptLineProps) {
	const note = promptNote(state, prompt, brush);
	const text = promptSpans(state, prompt, size.cols);
	const beside = spansWidth(text) + spansWidth(note) + 3 <= size.cols;
	const noteWidth = beside ? spansWidth(note) + 1 : size.cols;
	return (
		<Box
			position="absolute"
			left={0}
			top={size.rows - (beside ? 1 : 2)}
			width={size.cols}
			flexDirection={beside ? 'row' : 'column-reverse'}
		>
			<Line spans={text} width={beside ? size.cols - noteWidth : size.cols} />
			<Line spans={beside ? note : [{text: ' ', style: 0}, ...note]} width={noteWidth} />
		</Box>
	);
}
