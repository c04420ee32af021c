import {LineDates} from './line/prefix/dates.ts';
import {stripPrefix} from './line/prefix/prefix.ts';
import type {LineResult, LineScanner, StepAxis} from './line-result.ts';
import {OwnPatterns} from './own-patterns.ts';
import {RankFilter} from './rows/ranks.ts';

/** What is said of an expression of the settings that finds no number. */
function sayOdd(name: string, text: string | undefined): string {
	const own = `The expression for "${name}" (lines in settings.yaml)`;
	if (text === undefined) return `${own} matches and takes nothing: put parentheses around its number`;
	return `${own} takes "${text.slice(0, 40)}", which is no number: its group has to hold the number alone, with a decimal point`;
}

/** Finds in a line what a person's own expressions say, over what is found there without them. */
export class OwnLineScanner implements LineScanner {
	private readonly own: OwnPatterns;
	private readonly dates = new LineDates();
	private readonly ranks = new RankFilter();

	constructor(
		private readonly usual: LineScanner,
		lines: Readonly<Record<string, string>>,
		onProblem: (message: string) => void,
	) {
		const patterns = Object.entries(lines).map(([name, expression]) => ({name, expression}));
		this.own = new OwnPatterns(patterns, (name, text) => onProblem(sayOdd(name, text)));
	}

	get axis(): StepAxis {
		return this.own.step === null ? this.usual.axis : 'step';
	}

	get epoch(): number | null {
		return this.usual.epoch;
	}

	scan(line: string, depth?: number): LineResult {
		const result = this.usual.scan(line, depth);
		const message = stripPrefix(line, this.dates);
		if (!this.ranks.accepts(message)) return result;
		let found = this.own.scan(line, result.step);
		if (found.length > 0 && this.ranks.takeRow()) {
			this.own.restart();
			found = this.own.scan(line, result.step);
		}
		const [first] = found;
		if (first === undefined) return result;
		const others = result.metrics.filter(({name}) => !found.some(own => own.name === name));
		return {...result, step: first.step, metrics: [...others, ...found]};
	}
}
