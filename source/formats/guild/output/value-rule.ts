import {compileSource, groupNamesOf, guildForms, hasOneGroup, mostLineCharacters, sourceOf, widerForms} from './step-rule.ts';

/** A value that a pattern of the project takes from a line. */
export interface RuledValue {
	/** As the project calls it. */
	name: string;
	value: number;
	/** Where the value stands in the line. */
	at: number;
	/** True where Guild's own form of a number has it whole: no `3.0e+00` and no nan before git HEAD. */
	isGuilds: boolean;
	/** True where the pattern begins within a word: `loss=(\value)` in `val_loss=0.5`, which is a value of its own too. */
	isWithinWord: boolean;
}

const withinWord = /^\w\w$/;

interface Pattern {
	/** What its only group is for; null where the groups have names of their own. */
	name: string | null;
	guilds: RegExp;
	/** With all that a number may look like; null where looking for that may take long. */
	wider: RegExp | null;
}

/** The patterns by which a project says what of its output is a value: `output-scalars`: `loss: 'loss=(\value)'`. */
export class ValueRule {
	/** Those that its values have. */
	readonly names: ReadonlySet<string>;

	private constructor(
		private readonly patterns: readonly Pattern[],
		/** True where Guild's rule for any key is there as well, so that a value may have two names. */
		readonly keepsKeys: boolean,
	) {
		this.names = new Set(patterns.flatMap(({name, guilds}) => (name === null ? groupNamesOf(guilds.source) : [name])));
	}

	/**
	 * Null where none of the patterns is for a value with a name.
	 * @param patterns of Python, each with the name that its only group is for
	 */
	static of(patterns: readonly {name: string | null; pattern: string}[], keepsKeys = false): ValueRule | null {
		const all = patterns.flatMap(({name, pattern}) => compile(name, pattern) ?? []);
		return all.length === 0 ? null : new ValueRule(all, keepsKeys);
	}

	/** True for a pattern that is looked for in the lines. */
	static understands(name: string, pattern: string): boolean {
		return compile(name, pattern) !== null;
	}

	/** The values that a line gives, the last one of each name, in the order of the line. */
	valuesIn(line: string): RuledValue[] {
		if (line.length > mostLineCharacters) return [];
		const found = new Map<string, RuledValue>();
		for (const {name, guilds, wider} of this.patterns) {
			const own = valuesOf(line, guilds, name, true);
			const more = wider === null ? [] : valuesOf(line, wider, name, false).filter(({at}) => !own.some(one => one.at === at));
			for (const value of [...own, ...more].sort((a, b) => a.at - b.at)) found.set(value.name, value);
		}
		return [...found.values()].sort((a, b) => a.at - b.at);
	}
}

function compile(name: string | null, pattern: string): Pattern | null {
	const source = sourceOf(pattern, guildForms);
	const isNamed = groupNamesOf(source).some(isOfValue);
	if (!isNamed && (name === null || name === 'step' || !hasOneGroup(source))) return null;
	const guilds = compileSource(source, 'dg');
	return guilds === null
		? null
		: {name: isNamed ? null : name, guilds, wider: compileSource(sourceOf(pattern, widerForms), 'dg')};
}

/** Groups that are called so hold no value of their own name (guild/summary.py). */
const isOfValue = (group: string): boolean => group !== 'step' && group !== '_key' && group !== '_val';

function valuesOf(line: string, pattern: RegExp, name: string | null, isGuilds: boolean): RuledValue[] {
	const found: RuledValue[] = [];
	const note = (group: string, text: string | undefined, at: number | undefined, isWithinWord: boolean): void => {
		const value = text === undefined ? null : numberOf(text);
		if (value !== null && at !== undefined) found.push({name: group, value, at, isGuilds, isWithinWord});
	};
	for (const {groups = {}, indices, 1: text, index = 0} of line.matchAll(pattern)) {
		const isWithinWord = withinWord.test(line.slice(Math.max(0, index - 1), index + 1));
		if (name !== null) note(name, text, indices?.[1]?.[0], isWithinWord);
		else
			for (const group of Object.keys(groups).filter(isOfValue))
				note(group, groups[group], indices?.groups?.[group]?.[0], isWithinWord);
	}
	return found;
}

/** Null for what is no number to the end: `1.2.3`. */
function numberOf(text: string): number | null {
	const sign = text.startsWith('-') ? -1 : 1;
	const bare = text.replace(/^[-+]/, '').toLowerCase();
	if (bare === 'nan') return Number.NaN;
	if (bare.startsWith('inf')) return sign * Number.POSITIVE_INFINITY;
	const value = /^\d|^\.\d/.test(bare) ? Number(text) : Number.NaN;
	return Number.isNaN(value) ? null : value;
}
