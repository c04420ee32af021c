import {byForm} from '../../line/by-form.ts';
import {mayBeOfData} from '../../line/statement/repeated-names.ts';
import type {Statement} from '../../line/statement/said.ts';
import {isPhase, isTraining} from '../../line/words.ts';

/** "cur metric, acc: 0.5" of PaddleOCR, "results: acc: 0.5" */
const beforeValues = byForm(/^\W*((?:(?:cur|current|final) )?(?:metrics?|results?|scores?))\s*[,:]\s+(?=[A-Za-z])/i);
/** "Evaluating best model on test set...", "Running inference on the test set:", "Testing" */
const heading = byForm(
	/^[-*=#>\s]*(?:(?:begin|start|run|perform)(?:ning|ting|ing)?\s+)?(?:the\s+|final\s+)?(eval\w*|valid\w*|test\w*|inference)\b[^:=\d]*?(?:\.{2,}|…|:)?[-*=#<\s]*$/i,
);
/** "> EVALUATION" of Coqui's trainer, and a step of that below it: a step of training says more. */
const marked = /^\s*> EVALUATION\s*$/;
const otherMark = /^\s*> [A-Z]+\s*$/;
const markedStep = /^\s*--> STEP: \d+\s*$/;
/** "Epoch 1/3: evaluating on 10000 samples": what is done, and what counts before that. */
const countedHeading = byForm(/:\s+(evaluat\w*|validat\w*|testing)\b[^:=]*$/i);
/** "Validating epoch 3...", "Evaluation after epoch 3:", "Eval epoch: 3" of ST-GCN */
const ofEpoch = byForm(
	/^\W*(eval(?:uat\w*)?|validat\w*|testing)(?: (?:at|for|after|of|on))?(?: the)? epoch:? \d+(?:\s*\/\s*\d+)?[\s.:…*=#-]*$/i,
);
/** "Loading best model for testing..." */
const ofBest = byForm(
	/^\W*(?:re-?)?load(?:ing|ed)? (?:the )?best (?:model|checkpoint|weights)\b[^:=\d]*\b(eval\w*|valid\w*|test\w*)[^:=\d]*$/i,
);
const counts = /^[^:=]{0,20}\d[^:=]{0,20}$/;
const longestHeading = 80;

/**
 * Knows the values of an evaluation by the words before them, on their line or on one above, where they count nothing: if training has said the same
 * of that step, they are told apart by those words.
 */
export class EvaluationWords {
	/** The data of the evaluation under way, '' where none is. */
	private heading = '';
	/** How many lines ago it was headed. */
	private linesSince = Number.POSITIVE_INFINITY;
	/** What stands before the values of this line, '' where that does not call them results. */
	private onLine = '';
	/** True where this line is a heading that counts. */
	private isCounted = false;
	/** True where that evaluation counts its own steps. */
	private hasSteps = false;
	/** True where this line is one of those. */
	private isStep = false;

	/** True for a line that calls its own values results. */
	get areResults(): boolean {
		return this.onLine !== '';
	}

	takeLine(text: string): void {
		this.onLine = beforeValues.exec(text)?.[1] ?? '';
		this.isStep = this.hasSteps && markedStep.test(text);
		const isShort = text.length < longestHeading;
		const counted = isShort ? countedHeading.exec(text) : null;
		const epoch = isShort ? ofEpoch.exec(text)?.[1] : undefined;
		this.isCounted = epoch !== undefined || (counted !== null && counts.test(text.slice(0, counted.index)));
		const verb = this.isCounted ? (epoch ?? counted?.[1]) : isShort ? (heading.exec(text) ?? ofBest.exec(text))?.[1] : undefined;
		if (this.hasSteps && otherMark.test(text)) this.hasSteps = false;
		this.linesSince++;
		if (verb === undefined) return;
		this.linesSince = 0;
		this.hasSteps = marked.test(text);
		this.heading = dataIn(text) ?? /^(?:eval|val|test)/i.exec(verb)?.[0].toLowerCase() ?? 'eval';
	}

	/** True for a line that counts a step of the evaluation under way. */
	get isOwnStep(): boolean {
		return this.isStep && this.heading !== '';
	}

	/** Notes of the values of a line which evaluation they are of. One that counts is of training, which goes on, unless it is a heading itself. */
	apply({pairs, counters}: Statement): void {
		// "Testing..." above "Epoch 3: loss 0.5" of a program that says the same of training.
		const isBelow = this.linesSince === 1 && counters.every(({kind}) => kind === 'epoch');
		if (counters.length > 0 && !this.isCounted && !isBelow) this.heading = '';
		const words = this.onLine || this.heading;
		if (words === '' || (counters.length > 0 && !isBelow)) return;
		for (const pair of pairs) if (mayBeOfData(pair.name)) pair.dataBefore ??= `${words} `;
	}
}

/** The data that words name last, null where that is none, or training; "testing" is what is done. */
function dataIn(text: string): string | null {
	const word = text.match(/[A-Za-z]+/g)?.findLast(one => isPhase(one) && !/ing$/i.test(one));
	return word === undefined || isTraining(word) ? null : word;
}
