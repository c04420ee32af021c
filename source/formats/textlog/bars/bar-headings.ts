import {byForm} from '../line/by-form.ts';
import {isSideBar, mayHaveValue, ofEvaluation} from './bar-labels.ts';
import {pairsOf} from './bar-values.ts';
import type {Bar} from './bars.ts';

/** "Evaluating...", "Start evaluating (total_samples: 76, total_iters: 19)...", "Validating on the test set"; not "Validation done". */
const beginsEvaluation = byForm(
	/^\W*(?:INFO\W+)?(?:(?:begin|start|run|perform)(?:ning|ting|ing)?\s+)?(?:evaluati(?:ng|on)|validati(?:ng|on)|testing)(?:\s+(?:on|over|at|after|the|best|model|epoch)\b[\w\s]*)?(?:\s*\(([^()]*)\))?\s*[.:…\s-]*$/i,
);
/** What Keras says only where it does so, not where it finds the file. */
const ofDownload = byForm(/^Downloading data from \S/);
const longestHeading = 90;
/** Epochs of a training may differ in length, by less than this. */
export const largestPart = 0.8;

interface Heading {
	kind: 'eval' | 'Downloading';
	/** What it says of it in brackets. */
	says: string;
	isOfTest: boolean;
}

/** Where an output is when a bar is drawn. */
export interface Around {
	/** True where there are values of the run. */
	hasRows: boolean;
	/** True where the last epoch of as many as were said has come to its end. */
	isOver: boolean;
}

interface Named {
	label: 'eval' | 'test' | 'Downloading';
	total: number | null;
	step: number;
	/** True where it was drawn at 0. */
	isFresh: boolean;
}

/**
 * Names bars that have no name, or but values, by the line above them: "Downloading data from https://…" of Keras, "Validating" of AllenNLP. What
 * goes on from such a bar is that. A line of an evaluation may have been printed when that was over, or while a bar of training goes on: below it
 * only a bar that is clearly shorter than those of training is one, or one of as many as the line says. One that begins without a name where training's
 * have names is one of any length, and so is one behind the last epoch, where there was none below such a line before.
 */
export class BarHeadings {
	/** What the line above is a heading of, null where it is none. */
	private above: Heading | null = null;
	private line: Heading | null = null;
	private named: Named | null = null;
	/** Lengths of the bars of training. */
	private readonly lengths = new Set<number>();
	/** Lengths of those without a name. */
	private readonly unnamed = new Set<number>();
	/** Lengths of the evaluations that were named. */
	private readonly evaluations = new Set<number | null>();
	/** True once a bar below the heading of an evaluation was taken for one of training: so are its like, to the last. */
	private hasPassed = false;
	/** The bar of training that was drawn last. */
	private trained: Bar | null = null;
	/** Length of the evaluation that was named last, null where training has gone on since. */
	private evaluated: number | null = null;

	/** Takes a line, which may be a bar itself. */
	takeLine(text: string): void {
		if (text.trim() === '') return;
		this.above = this.line;
		this.line = headingOf(text);
	}

	/** The bar with a label that says what it is of, where the line above does; else as it is. */
	nameOf(bar: Bar, around: Around): Bar {
		const isUnnamed = mayBeNamed(bar);
		if (isUnnamed) this.named = this.next(bar) ?? this.begin(bar, around);
		if (isUnnamed && this.named !== null) return {...bar, label: `${this.named.label} ${bar.label}`.trimEnd()};
		if (bar.total !== null && !isSideBar(bar)) {
			this.lengths.add(bar.total);
			if (isUnnamed) this.unnamed.add(bar.total);
			this.trained = bar;
			this.evaluated = null;
		}
		return bar;
	}

	/** The named bar where this one goes on from it, null where it does not. */
	private next(bar: Bar): Named | null {
		const {named} = this;
		if (named === null || bar.total !== named.total || bar.step < named.step) return null;
		if (named.label === 'Downloading' ? !mayBeDownload(bar) : this.saysOther(bar, named.isFresh)) return null;
		return {...named, step: bar.step};
	}

	private begin(bar: Bar, around: Around): Named | null {
		const {above, evaluations} = this;
		if (above === null) return null;
		const isNamed = above.kind === 'Downloading' ? mayBeDownload(bar) : this.isEvaluation(bar, above, around);
		if (!isNamed) {
			this.hasPassed ||= above.kind === 'eval';
			return null;
		}
		const {step, total} = bar;
		const isFresh = step === 0;
		if (above.kind === 'Downloading') return {label: above.kind, total, step, isFresh};
		this.evaluated = total;
		// What each epoch measures has its own length; the test behind the last one has another.
		const label = above.isOfTest && evaluations.size > 0 && !evaluations.has(total) ? 'test' : 'eval';
		if (label === 'eval') evaluations.add(total);
		return {label, total, step, isFresh};
	}

	private isEvaluation(bar: Bar, {says}: Heading, {hasRows, isOver}: Around): boolean {
		const {lengths, evaluated, trained, unnamed} = this;
		const {total, step} = bar;
		// Before all values, bars may be of what is prepared, and an evaluation all that the program does.
		if (!hasRows || total === null) return false;
		if (lengths.size === 0) return says.split(/\D+/).includes(String(total));
		const isBehind = step === 0 && trained !== null && trained.step === trained.total;
		if (isBehind && ((isOver && !this.hasPassed) || (!mayBeNamed(trained) && !unnamed.has(total)))) return true;
		// Evaluations take turns with training: the next stage of that does so with nothing.
		const mayBe = !lengths.has(total) && total !== evaluated && total < largestPart * Math.max(...lengths);
		return mayBe && !this.saysOther(bar, step === 0);
	}

	/**
	 * True for a bar with values of which training's bars say none: an evaluation measures what is trained. It may measure that by other names if it
	 * was drawn from its begin on; a bar around those of training was not, and one with losses may be what trains where others have none.
	 */
	private saysOther(bar: Bar, isFresh: boolean): boolean {
		if (this.trained === null) return false;
		const names = pairsOf(bar).map(({name}) => name);
		if (names.length === 0 || (isFresh && names.every(name => ofEvaluation.test(name)))) return false;
		const known = new Set(pairsOf(this.trained).map(({name}) => name));
		if (names.some(name => known.has(name))) return false;
		if (known.size === 0 || !isFresh) return true;
		// Training has losses of its own, whatever it calls them.
		return names.some(isLoss) && ![...known].some(isLoss);
	}
}

const isLoss = (name: string): boolean => /loss/i.test(name);

const mayBeNamed = ({label}: Bar): boolean => label === '' || mayHaveValue(label);

function headingOf(text: string): Heading | null {
	if (ofDownload.test(text)) return {kind: 'Downloading', says: '', isOfTest: false};
	if (text.length >= longestHeading) return null;
	const found = beginsEvaluation.exec(text);
	return found === null ? null : {kind: 'eval', says: found[1] ?? '', isOfTest: /\btest/i.test(text)};
}

const mayBeDownload = (bar: Bar): boolean => bar.kind === 'keras' && pairsOf(bar).length === 0;
