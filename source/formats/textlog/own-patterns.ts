import {longestFor} from '../../core/query/compile/pattern.ts';
import {numberOfOutput} from './line/output-number.ts';
import type {NamedValue, PlacedValue} from './line-result.ts';

/** Finds in lines what a person's own expressions say; `step` gives the step of its line and of those that follow. */
export class OwnPatterns {
	private readonly patterns: {name: string; expression: RegExp; mostLetters: number}[];
	/** The step that they said last; null as long as they said none. */
	step: number | null = null;
	private rows = 0;
	/** Names whose expression found something that is no number. */
	private readonly odd = new Set<string>();

	/**
	 * @param patterns expressions whose first group, or the group `value`, is the number, by the names of their metrics
	 * @param onOdd called once a name with what its expression found and that is no number, undefined where it has no group
	 */
	constructor(
		patterns: readonly {name: string; expression: string}[],
		private readonly onOdd: (name: string, text: string | undefined) => void = () => {},
	) {
		this.patterns = patterns.map(({name, expression}) => {
			const limit = longestFor(expression);
			return {name, expression: new RegExp(expression), mostLetters: typeof limit === 'number' ? limit : 0};
		});
	}

	/** Counts the rows that say no step from the first one on again. */
	restart(): void {
		this.rows = 0;
	}

	/** @param scannedStep step that the line itself says, NaN for none */
	scan(line: string, scannedStep: number): PlacedValue[] {
		const values: NamedValue[] = [];
		for (const {name, expression, mostLetters} of this.patterns) {
			// It may take long on more.
			const found = expression.exec(line.length > mostLetters ? line.slice(0, mostLetters) : line);
			const text = found?.groups?.value ?? found?.[1];
			const value = text === undefined ? null : numberOfOutput(text);
			if (value === null) {
				if (found !== null) this.noteOdd(name, text);
				continue;
			}
			if (name === 'step') this.step = value;
			else values.push({name, value});
		}
		if (values.length === 0) return [];
		const step = this.step ?? (Number.isNaN(scannedStep) ? this.rows++ : scannedStep);
		return values.map(({name, value}) => ({step, name, value}));
	}

	private noteOdd(name: string, text: string | undefined): void {
		if (this.odd.has(name)) return;
		this.odd.add(name);
		this.onOdd(name, text);
	}
}
