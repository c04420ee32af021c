import type {LineResult, LineScanner, StepAxis} from './line-result.ts';
import {OwnPatterns} from './own-patterns.ts';

/** Finds in a line what a person's own expressions say, over what is found there without them. */
export class OwnLineScanner implements LineScanner {
	private readonly own: OwnPatterns;

	constructor(
		private readonly usual: LineScanner,
		lines: Readonly<Record<string, string>>,
	) {
		this.own = new OwnPatterns(Object.entries(lines).map(([name, expression]) => ({name, expression})));
	}

	get axis(): StepAxis {
		return this.own.step === null ? this.usual.axis : 'step';
	}

	scan(line: string, depth?: number): LineResult {
		const result = this.usual.scan(line, depth);
		const found = this.own.scan(line, result.step);
		const [first] = found;
		if (first === undefined) return result;
		const others = result.metrics.filter(({name}) => !found.some(own => own.name === name));
		return {...result, step: first.step, metrics: [...others, ...found]};
	}
}
