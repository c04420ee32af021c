import type {LineResult, LineScanner, StepAxis} from './line-result.ts';
import {numberOfOutput} from './output-number.ts';

/** Finds in a line what a person's own expressions say, over what is found there without them. `step` gives the step of its line and of those that follow. */
export class OwnLineScanner implements LineScanner {
	private readonly patterns: {name: string; expression: RegExp}[];
	private step: number | null = null;
	private rows = 0;

	constructor(
		private readonly usual: LineScanner,
		lines: Readonly<Record<string, string>>,
	) {
		this.patterns = Object.entries(lines).map(([name, text]) => ({name, expression: new RegExp(text)}));
	}

	get axis(): StepAxis {
		return this.step === null ? this.usual.axis : 'step';
	}

	scan(line: string): LineResult {
		const result = this.usual.scan(line);
		const found = this.find(line);
		if (found.length === 0) return result;
		const step = this.step ?? (Number.isNaN(result.step) ? this.rows++ : result.step);
		const others = result.metrics.filter(({name}) => !found.some(own => own.name === name));
		return {...result, step, metrics: [...others, ...found.map(({name, value}) => ({step, name, value}))]};
	}

	private find(line: string): {name: string; value: number}[] {
		const values: {name: string; value: number}[] = [];
		for (const {name, expression} of this.patterns) {
			const found = expression.exec(line);
			const text = found?.groups?.value ?? found?.[1];
			const value = text === undefined ? null : numberOfOutput(text);
			if (value === null) continue;
			if (name === 'step') this.step = value;
			else values.push({name, value});
		}
		return values;
	}
}
