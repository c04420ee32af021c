import {Box} from 'ink';
import {spansWidth} from '../../draw/spans.ts';
import type {State} from '../../store/state.ts';
import type {Prompt} from '../../store/view.ts';
import {Line} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';
import {completionLines, promptNote, promptSpans} from './prompt-spans.ts';

export interface PromptLineProps {
	state: State;
	prompt: Prompt;
	size: Size;
	brush: Brush;
}

/** The prompt in the last line of the screen, what Tab completes above it; so is its note, where both do not fit side by side. */
export function PromptLine({state, prompt, size, brush}: PromptLineProps) {
	const text = promptSpans(state, prompt, size.cols);
	const note = promptNote(state, prompt, brush, size.cols - spansWidth(text) - 3, size.cols);
	const beside = spansWidth(text) + spansWidth(note) + 3 <= size.cols;
	const noteWidth = spansWidth(note) + 1;
	const words = prompt.kind === 'filter' ? completionLines(state, prompt, size.rows) : [];
	const height = words.length + (beside ? 1 : 2);
	return (
		<Box position="absolute" left={0} top={size.rows - height} width={size.cols} flexDirection="column">
			{words.map(spans => (
				<Line key={spans[0]?.text} spans={spans} width={size.cols} />
			))}
			{!beside && <Line spans={[{text: ' ', style: 0}, ...note]} width={size.cols} />}
			<Box flexDirection="row">
				<Line spans={text} width={beside ? size.cols - noteWidth : size.cols} />
				{beside && <Line spans={note} width={noteWidth} />}
			</Box>
		</Box>
	);
}
