import {type PrefixReading, parseJsonPrefix} from '../../encodings/json/json-prefix.ts';
import {parsePythonDict, pythonDictAt} from '../../encodings/json/python-literal.ts';

/** True for a text that may be a value that holds curves: a list or an object, also as Python prints it, or one of these within a text. */
export const mayBeValue = (text: string): boolean => /^\s*(?:[[{]|"\s*\{)/.test(text);

/**
 * The value in a file that scripts write with curves. Besides JSON that may be what Python prints of a dict (`f.write(str(history.history))`), or a text
 * of one of both (`json.dump(str(history.history), f)`, `json.dump(frame.to_json(), f)`).
 */
export function readWritten(text: string): PrefixReading {
	const read = parseJsonPrefix(text);
	if (typeof read.value === 'string') return {...read, value: parsePythonDict(read.value.trimStart()) ?? read.value};
	const start = text.search(/\S/);
	const printed = /^\{\s*'/.test(text.slice(start, start + 64)) ? pythonDictAt(text, start) : undefined;
	if (printed === undefined) return read;
	return {value: printed.dict, cutAt: printed.end + text.slice(printed.end).search(/\S|$/), torn: false};
}
