import {numberOfOutput} from './line/output-number.ts';

/** Finds in lines what a person's own expressions say; `step` gives the step of its line and of those that follow. */
export class OwnPatterns {
	private readonly patterns: {name: string; expression: RegExp}[];
	/** The step that they said last; null as long as they said none. */
	step: number | null = null;
	private rows = 0;

	/** @param patterns expressions whose first group, or the group `value`, is the number, by the names of their metrics */
	constructor(patterns: readonly {name: string; expression: string}[]) {
		this.patterns = patterns.map(({name, expression}) => ({name, expression: new RegExp(expression)}));
	}

	/** @param scannedStep step that the line itself says, NaN for none */
	scan(line: string, scannedStep: number): {step: number; name: string; value: number}[] {
		const values: {name: string; value: number}[] = [];
		for (const {name, expression} of this.patterns) {
			const found = expression.exec(line);
			const text = found?.groups?.value ?? found?.[1];
			const value = text === undefined ? null : numberOfOutput(text);
			if (value === null) continue;
			if (name === 'step') this.step = value;
			else values.push({name, value});
		}
		if (values.length === 0) return [];
		const step = this.step ?? (Number.isNaN(scannedStep) ? this.rows++ : scannedStep);
		return values.map(({name, value}) => ({step, name, value}));
	}
}
