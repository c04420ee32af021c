import {isSideBar, mayHaveValue} from './bar-labels.ts';
import {pairsOf} from './bar-values.ts';
import type {Bar} from './bars.ts';

/** "Evaluating...", "Start evaluating (total_samples: 76, total_iters: 19)...", "Validating on the test set"; not "Validation done". */
const ofEvaluation =
	/^\W*(?:INFO\W+)?(?:(?:begin|start|run|perform)(?:ning|ting|ing)?\s+)?(?:evaluati(?:ng|on)|validati(?:ng|on)|testing)(?:\s+(?:on|over|at|after|the|best|model|epoch)\b[\w\s]*)?(?:\s*\(([^()]*)\))?\s*[.:…\s-]*$/i;
/** What Keras says only where it does so, not where it finds the file. */
const ofDownload = /^Downloading data from \S/;
const longestHeading = 90;
/** Epochs of a training may differ in length, by less than this. */
export const largestPart = 0.8;

interface Heading {
	label: 'eval' | 'Downloading';
	/** What it says of it in brackets. */
	says: string;
}

interface Named {
	label: Heading['label'];
	total: number | null;
	step: number;
}

/**
 * Names bars that have no name, or but values, by the line above them: "Downloading data from https://…" of Keras, "Validating" of AllenNLP. What
 * goes on from such a bar is that. A line of an evaluation may have been printed when that was over, or while a bar of training goes on: below it
 * only a bar that is clearly shorter than those of training is one, or one of as many as the line says.
 */
export class BarHeadings {
	/** What the line above is a heading of, null where it is none. */
	private above: Heading | null = null;
	private line: Heading | null = null;
	private named: Named | null = null;
	/** Lengths of the bars of training. */
	private readonly lengths = new Set<number>();
	/** The bar of training that was drawn last. */
	private trained: Bar | null = null;
	/** Length of the evaluation that was named last, null where training has gone on since. */
	private evaluated: number | null = null;

	/** Takes a line, which may be a bar itself. */
	takeLine(text: string): void {
		if (!/\S/.test(text)) return;
		this.above = this.line;
		this.line = headingOf(text);
	}

	/**
	 * The bar with a label that says what it is of, where the line above does; else as it is.
	 * @param hasRows true where there are values of the run
	 */
	nameOf(bar: Bar, hasRows: boolean): Bar {
		const mayBeNamed = bar.label === '' || mayHaveValue(bar.label);
		if (mayBeNamed) this.named = this.next(bar) ?? this.begin(bar, hasRows);
		if (mayBeNamed && this.named !== null) return {...bar, label: `${this.named.label} ${bar.label}`.trimEnd()};
		if (bar.total !== null && !isSideBar(bar)) {
			this.lengths.add(bar.total);
			this.trained = bar;
			this.evaluated = null;
		}
		return bar;
	}

	/** The named bar where this one goes on from it, null where it does not. */
	private next(bar: Bar): Named | null {
		const {named} = this;
		if (named === null || bar.total !== named.total || bar.step < named.step) return null;
		if (named.label === 'Downloading' ? !mayBeDownload(bar) : this.saysOther(bar)) return null;
		return {...named, step: bar.step};
	}

	private begin(bar: Bar, hasRows: boolean): Named | null {
		const {above} = this;
		if (above === null) return null;
		const isNamed = above.label === 'eval' ? this.isEvaluation(bar, above, hasRows) : mayBeDownload(bar);
		if (!isNamed) return null;
		if (above.label === 'eval') this.evaluated = bar.total;
		return {label: above.label, total: bar.total, step: bar.step};
	}

	private isEvaluation(bar: Bar, {says}: Heading, hasRows: boolean): boolean {
		const {lengths, evaluated} = this;
		const {total} = bar;
		// Before all values, bars may be of what is prepared, and an evaluation all that the program does.
		if (!hasRows || total === null || lengths.has(total)) return false;
		if (lengths.size === 0) return says.split(/\D+/).includes(String(total));
		// Evaluations take turns with training: the next stage of that does so with nothing.
		return total !== evaluated && total < largestPart * Math.max(...lengths) && !this.saysOther(bar);
	}

	/** True for a bar with values of which training's bars say none: an evaluation measures what is trained. */
	private saysOther(bar: Bar): boolean {
		if (this.trained === null) return false;
		const names = pairsOf(bar).map(({name}) => name);
		if (names.length === 0) return false;
		const known = new Set(pairsOf(this.trained).map(({name}) => name));
		return names.every(name => !known.has(name));
	}
}

function headingOf(text: string): Heading | null {
	if (ofDownload.test(text)) return {label: 'Downloading', says: ''};
	const found = text.length < longestHeading ? ofEvaluation.exec(text) : null;
	return found === null ? null : {label: 'eval', says: found[1] ?? ''};
}

const mayBeDownload = (bar: Bar): boolean => bar.kind === 'keras' && pairsOf(bar).length === 0;
