import {Box} from 'ink';
import {spansWidth} from '../../draw/spans.ts';
import {Line} from '../ink/line.tsx';
import type {Size} from '../scene.ts';
import type {PromptLook} from './prompt-look.ts';

/** Lines that the prompt takes at the foot of the screen. */
export const promptHeight = ({words, beside}: PromptLook): number => words.length + (beside ? 1 : 2);

/** The prompt in the last line of the screen, what Tab completes above it; so is its note, where both do not fit side by side. */
export function PromptLine({look, size}: {look: PromptLook; size: Size}) {
	const {words, text, note, beside} = look;
	const noteWidth = spansWidth(note) + 1;
	const textWidth = beside ? size.cols - noteWidth : size.cols;
	return (
		<Box width={size.cols} flexDirection="column">
			{words.map(spans => (
				<Line key={spans[0]?.text} spans={spans} width={size.cols} />
			))}
			{!beside && <Line spans={[{text: ' ', style: 0}, ...note]} width={size.cols} />}
			<Box flexDirection="row">
				<Box width={textWidth} flexShrink={0}>
					<Line spans={text} width={textWidth} />
				</Box>
				{beside && <Line spans={note} width={noteWidth} />}
			</Box>
		</Box>
	);
}
