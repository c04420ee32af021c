import {orNull} from '../../../core/or-null.ts';

type Forms = readonly (readonly [RegExp, string])[];
const otherForms: Forms = [
	[/\\key/g, '[^ \\t]+'],
	[/\\step/g, '[0-9]+'],
];
/** What stands in a pattern for a form of its own (guild/summary.py of the released versions). */
export const guildForms: Forms = [...otherForms, [/\\value/g, '[0-9.e-]+']];
/** The same with all that a number may look like. */
export const widerForms: Forms = [
	...otherForms,
	[/\\value/g, '(?:[\\-\\+]?(?:[0-9.][0-9.eE\\-\\+]*|(?:[nN][aA][nN]|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?)(?!\\w)))'],
];
const namedStep = '(?<step>';
const mostPatternCharacters = 200;
/** Longer lines are not looked at. */
export const mostLineCharacters = 200;
const mostRepeats = 4;

/** The patterns by which a project says where its output gives a step: `output-scalars`: `step: 'epoch (\step)'`. */
export class StepRule {
	private constructor(private readonly patterns: readonly RegExp[]) {}

	/**
	 * Null where none of the patterns gives a step.
	 * @param patterns of Python, each with the name that its group is for; null where only names in the pattern tell
	 */
	static of(patterns: readonly {name: string | null; pattern: string}[]): StepRule | null {
		const all = patterns.flatMap(({name, pattern}) => compile(name, pattern) ?? []);
		return all.length === 0 ? null : new StepRule(all);
	}

	/** The step that a line gives, the last one where there are several; null where it gives none. */
	stepOf(line: string): number | null {
		if (line.length > mostLineCharacters) return null;
		let step: number | null = null;
		for (const pattern of this.patterns) {
			for (const {groups, 1: only} of line.matchAll(pattern)) {
				const text = (groups === undefined ? only : groups.step) ?? '';
				const value = text === '' ? Number.NaN : Number(text);
				if (Number.isFinite(value)) step = Math.trunc(value);
			}
		}
		return step;
	}
}

function compile(name: string | null, pattern: string): RegExp | null {
	const source = sourceOf(pattern, guildForms);
	const isOfStep = source.includes(namedStep) || (name === 'step' && hasOneGroup(source));
	return isOfStep ? compileSource(source, 'g') : null;
}

/** A pattern of Python with Guild's forms in it as the source of an expression of JavaScript. */
export function sourceOf(pattern: string, forms: Forms): string {
	let source = pattern.replaceAll('(?P<', '(?<').replaceAll('\\A', '^').replaceAll('\\Z', '$');
	for (const [form, meaning] of forms) source = source.replace(form, meaning);
	return source;
}

/** True where it has one group, and that without a name. */
export function hasOneGroup(source: string): boolean {
	const groups = source.match(/(?<!\\)\((?!\?)|\(\?<(?![=!])/g) ?? [];
	return groups.length === 1 && groups[0] === '(';
}

/** The names that groups of it have. */
export const groupNamesOf = (source: string): string[] => [...source.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);

/** Null where it is none, or looking for it may take long. */
export const compileSource = (source: string, flags: 'g' | 'dg'): RegExp | null =>
	isSlow(source) ? null : orNull(() => new RegExp(source, flags));

/** True where looking for it in a line may take long: what repeats within what repeats, or many things that do. */
function isSlow(source: string): boolean {
	const repeats = source.match(/(?<!\\)[*+{]/g) ?? [];
	const wide = source.match(/(?:(?<!\\)\.|\\[SDWw]|\[\^[^\]]*\])[*+{]/g) ?? [];
	return source.length > mostPatternCharacters || /\)[*+{]/.test(source) || repeats.length > mostRepeats || wide.length > 1;
}
