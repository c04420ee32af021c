import {type Span, spansWidth} from '../../draw/spans.ts';
import type {State} from '../../store/state.ts';
import type {Prompt} from '../../store/view.ts';
import type {Brush, Size} from '../scene.ts';
import {completionLines, promptNote, promptSpans} from './prompt-spans.ts';

/** A prompt as it is laid out in the last lines of the screen. */
export interface PromptLook {
	/** Lines above it: what Tab completes. */
	words: readonly (readonly Span[])[];
	text: readonly Span[];
	note: readonly Span[];
	/** Whether the note stands at the right of the text; else in a line above. */
	beside: boolean;
}

/** What a prompt says, and how much room it takes. */
export function lookOfPrompt(state: State, prompt: Prompt, size: Size, brush: Brush): PromptLook {
	const text = promptSpans(state, prompt, size.cols);
	const note = promptNote(state, prompt, brush, size.cols - spansWidth(text) - 3, size.cols);
	return {
		words: prompt.kind === 'filter' ? completionLines(state, prompt, size.rows) : [],
		text,
		note,
		beside: spansWidth(text) + spansWidth(note) + 3 <= size.cols,
	};
}
