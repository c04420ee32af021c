import type {Json} from '../../core/run.ts';
import {numberOfOutput} from '../../formats/textlog/output-number.ts';
import type {ScalarPattern} from '../plan.ts';

/** Reads `NAME=EXPRESSION`; the fault in words where it is none. */
export function readPattern(text: string): ScalarPattern | {fault: string} {
	const found = /^([^=]+)=([\s\S]+)$/.exec(text);
	if (found === null) return {fault: `--scalar ${text} is not NAME=EXPRESSION`};
	const [, name, expression] = found;
	try {
		const groups = new RegExp(`${expression}|`).exec('')!.length - 1;
		if (groups < 1) return {fault: `--scalar ${name}: the expression needs a group around the number, as in 'loss is ([\\d.]+)'`};
	} catch (error) {
		return {fault: `--scalar ${name}: ${error instanceof Error ? error.message : String(error)}`};
	}
	return {name: name!, expression: expression!};
}

/** The expressions that a record holds; those that are none are left out. */
export function readPatterns(recorded: Json | undefined): ScalarPattern[] {
	if (!Array.isArray(recorded)) return [];
	return recorded.map(text => readPattern(String(text))).filter((pattern): pattern is ScalarPattern => !('fault' in pattern));
}

/** Finds in a line what a person's own expressions say; `step` gives the step of its line and of those that follow. */
export class PatternScanner {
	private readonly patterns: {name: string; expression: RegExp}[];
	private step: number | null = null;
	private rows = 0;

	constructor(patterns: readonly ScalarPattern[]) {
		this.patterns = patterns.map(({name, expression}) => ({name, expression: new RegExp(expression)}));
	}

	/** @param scannedStep step that the line itself says, NaN for none */
	scan(line: string, scannedStep: number): {step: number; name: string; value: number}[] {
		const values: {name: string; value: number}[] = [];
		for (const {name, expression} of this.patterns) {
			const found = expression.exec(line);
			const text = found?.groups?.value ?? found?.[1];
			if (text === undefined) continue;
			const value = numberOfOutput(text);
			if (value === null) continue;
			if (name === 'step') this.step = value;
			else values.push({name, value});
		}
		if (values.length === 0) return [];
		const step = this.step ?? (Number.isNaN(scannedStep) ? this.rows++ : scannedStep);
		return values.map(({name, value}) => ({step, name, value}));
	}
}
