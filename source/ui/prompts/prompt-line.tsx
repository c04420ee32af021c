import {Box} from 'ink';
import {spansWidth} from '../../draw/spans.ts';
import {Line} from '../ink/line.tsx';
import type {Size} from '../scene.ts';
import type {PromptLook} from './prompt-look.ts';

/** The prompt in the last line of the screen, what Tab completes above it; so is its note, where both do not fit side by side. */
export function PromptLine({look, size}: {look: PromptLook; size: Size}) {
	const {words, text, note, beside} = look;
	const noteWidth = spansWidth(note) + 1;
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
