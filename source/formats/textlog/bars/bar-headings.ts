import {mayHaveValue} from './bar-labels.ts';
import type {Bar} from './bars.ts';

/** "Evaluating...", "Start evaluating (total_samples: 76, total_iters: 19)...", "Validating" */
const ofEvaluation =
	/^\W*(?:INFO\W+)?(?:(?:begin|start|run)(?:ning|ting|ing)?\s+)?(?:evaluat|validat|test|eval)\w*(?:\s+[A-Za-z]+){0,4}\s*(?:\([^()]*\))?[.:…\s-]*$/i;
const longestHeading = 90;

/**
 * Names bars that have no name, or but values, by the line above them: "Downloading data from https://…" of Keras, "Validating" of AllenNLP. What
 * goes on from such a bar is that.
 */
export class BarHeadings {
	/** What the line above is a heading of, '' where it is none. */
	private above = '';
	private line = '';
	private named: {label: string; total: number | null; step: number} | null = null;

	/** Takes a line, which may be a bar itself. */
	takeLine(text: string): void {
		if (!/\S/.test(text)) return;
		this.above = this.line;
		this.line = text.startsWith('Downloading')
			? 'Downloading'
			: text.length < longestHeading && ofEvaluation.test(text)
				? 'eval'
				: '';
	}

	/**
	 * The bar with a label that says what it is of, where the line above does; else as it is.
	 * @param mayBeSide true where training has begun: an evaluation before that may be all that the program does
	 */
	nameOf(bar: Bar, mayBeSide: boolean): Bar {
		if (bar.label !== '' && !mayHaveValue(bar.label)) return bar;
		const {above, named} = this;
		const isNext = named !== null && bar.total === named.total && bar.step >= named.step;
		if (!isNext) this.named = above === '' || (above === 'eval' && !mayBeSide) ? null : {label: above, total: bar.total, step: 0};
		if (this.named === null) return bar;
		this.named.step = bar.step;
		return {...bar, label: `${this.named.label} ${bar.label}`.trimEnd()};
	}
}
