import {compileSource, hasOneGroup, mostLineCharacters, sourceOf} from './step-rule.ts';

/** The word that stands in front of a value. */
const wordBefore = /([A-Za-z_][\w./@-]*)\s*[:=]?\s*$/;

/** The patterns by which a project says what of its output is a value: `output-scalars`: `loss: 'loss=(\value)'`. */
export class ValueRule {
	private constructor(private readonly patterns: readonly {name: string; pattern: RegExp}[]) {}

	/**
	 * Null where none of the patterns is for a value of one name.
	 * @param patterns of Python, each with the name that its only group is for
	 */
	static of(patterns: readonly {name: string | null; pattern: string}[]): ValueRule | null {
		const all = patterns.flatMap(({name, pattern: text}) => {
			const source = sourceOf(text);
			const pattern = name === null || name === 'step' || !hasOneGroup(source) ? null : compileSource(source, 'dg');
			return pattern === null ? [] : [{name: name!, pattern}];
		});
		return all.length === 0 ? null : new ValueRule(all);
	}

	/** The name under which Guild records a value of a line that is read by another rule as well; null where it takes no such value. */
	nameOf(line: string, name: string, value: number): string | null {
		if (line.length > mostLineCharacters) return null;
		for (const rule of this.patterns) {
			for (const {1: text, indices} of line.matchAll(rule.pattern)) {
				const word = wordBefore.exec(line.slice(0, indices?.[1]?.[0] ?? 0))?.[1];
				if (Number(text) === value && word !== undefined && name.endsWith(word)) return rule.name;
			}
		}
		return null;
	}
}
