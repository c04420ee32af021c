import type {Json} from '../../core/run.ts';

/** What stands in a config as text and is a number all the same: too many digits for one, or none that JSON has. */
const isNumberAsText = (text: string): boolean => /^-?\d{16,}$/.test(text) || /^(?:NaN|-?Infinity)$/.test(text);

/** Texts that Gage takes for something else: Python's `int` and `float` read them (gage/_internal/lang.py, `dynamic`), or its grammar has them. */
const isOther = (text: string): boolean =>
	/^(?:true|false|null|[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d[\d_]*)?|[-+]?(?:nan|inf|infinity))$/i.test(text) ||
	/^["'\s]|\s$/.test(text);

/** In quotes, within which Gage has no escapes; null where the text has both kinds of them. */
function quote(text: string): string | null {
	const mark = ['"', "'"].find(each => !text.includes(each));
	return mark === undefined ? null : `${mark}${text}${mark}`;
}

const nameWord = (name: string): string | null => (/^[\w.][\w.-]*$/.test(name) ? name : quote(name));

/**
 * A flag as `gage run` takes it, `NAME=VALUE`; null where it has no form for it: lists, objects, several lines.
 * @param written how a number is written, where that says more than its value
 */
export function flagWord(name: string, value: Json, written?: string): string | null {
	const key = nameWord(name);
	if (key === null || (typeof value === 'object' && value !== null)) return null;
	const text = typeof value === 'number' && written !== undefined ? written : String(value);
	if (/[\r\n]/.test(`${key}${text}`)) return null;
	const isQuoted = typeof value === 'string' && isOther(text) && !isNumberAsText(text);
	const word = isQuoted ? quote(text) : text;
	return word === null ? null : `${key}=${word}`;
}

/** The words with another value of a flag, which is given as it would be typed behind its name. */
export function changeFlagWord(argv: readonly string[], name: string, value: string): string[] {
	const key = nameWord(name) ?? name;
	return [...argv.filter(word => !word.startsWith(`${key}=`)), `${key}=${value}`];
}
