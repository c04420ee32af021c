import {readBar} from '../../textlog/bars/bars.ts';

/** One value of a line of output. */
export interface PlainValue {
	name: string;
	value: number;
	/** The step that the line itself gives; null where it gives none. */
	step: number | null;
}

const key = /[^\W\d][^\s:]*(?::[^\s:]+)*/.source;
const number =
	/[-+]?(?:\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|[nN][aA][nN]|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?)/.source;
const line = new RegExp(`^(${key}):\\s+(${number})(?:\\s+\\((?:(?:step\\s+)?(\\d+)|.*)\\))?$`);
/** Released versions look for a step at the end of any line that has a value before it. */
const stepAtEnd = /[^ \t]: +[\d.e-]+\s+\((?:step\s+)?(\d+)\)$/;

/**
 * A line of the form `key: value`, `key: value (step 7)` or `key: value (anything)`: Guild's rule for output scalars, in the wider form of
 * its git HEAD (guild/summary.py): a key begins with a letter or `_`, a value may be nan, inf and signed. Null for every other line.
 */
export function readPlainLine(text: string): PlainValue | null {
	const found = line.exec(text);
	if (found === null) return null;
	return {name: found[1]!, value: numberOf(found[2]!), step: found[3] === undefined ? null : Number(found[3])};
}

/** Several numbers behind a key: a value by no rule. */
const several = new RegExp(`^\\s*${key}:(?:\\s+${number}){2,}$`);
const indented = new RegExp(`^\\s+${key}:\\s+${number}$`);
/** The rule of released versions, of which that of git HEAD is a wider form. */
const released = /^\S+:\s+[\d.e-]+(?:\s+\(.*\))?$/;

/** True for a line `key: 1 2`, which is a list and no value. */
export const isList = (text: string): boolean => several.test(text);

/** How a line gives a value: by the rule of all versions of Guild, by that of git HEAD alone, as neither takes it for its indent, as a bar, or in another style. */
export type LineForm = 'released' | 'wider' | 'indented' | 'bar' | 'style';

/** True where no version of Guild looks for a value. */
export const isOtherStyle = (form: LineForm): boolean => form === 'bar' || form === 'style';

export function formOfLine(text: string, isPlain: boolean): LineForm {
	if (isPlain) return released.test(text) ? 'released' : 'wider';
	return indented.test(text) ? 'indented' : readBar(text)?.rest.trim() === '' ? 'bar' : 'style';
}

/** The step in brackets at the end of a line that is no value by this rule: "my loss: 0.5 (step 7)"; null for every other line. */
export function readStepAtEnd(text: string): number | null {
	const found = text.endsWith(')') ? stepAtEnd.exec(text) : null;
	return found === null ? null : Number(found[1]);
}

function numberOf(word: string): number {
	const value = Number(word);
	if (!Number.isNaN(value)) return value;
	const bare = word.replace(/^[-+]/, '').toLowerCase();
	if (bare.startsWith('inf')) return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	return Number(word.replaceAll('_', ''));
}
