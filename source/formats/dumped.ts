import type {JsonObject} from '../core/run.ts';
import {countZeros, decodeFile, wholeLines} from '../encodings/text/text.ts';
import type {Dialect} from '../encodings/yaml/yaml.ts';
import {onlyZeros, type Parsed, parseYamlText, withZeros} from './whole-file.ts';

/**
 * Reads a file that was dumped as YAML in one go. Such a file ends in a line feed, also where it holds nothing (`{}`, `[]`): one without is cut, and
 * nothing is taken from the line that the cut lies in.
 */
export function readDumped<Value>(bytes: Uint8Array, parse: (text: string) => Parsed<Value>): Parsed<Value> {
	if (bytes.length === 0) return {value: null, fault: 'is empty'};
	const zeros = countZeros(bytes);
	if (zeros === bytes.length) return onlyZeros;
	const text = decodeFile(bytes);
	const whole = wholeLines(text);
	const parsed: Parsed<Value> = whole === '' ? {value: null, fault: null} : parse(whole);
	if (whole !== text) return {value: parsed.value, fault: `ends too early, at byte ${bytes.length - zeros}`};
	return parsed.fault !== null ? parsed : withZeros(parsed.value, bytes);
}

/** Reads a mapping that its tracker dumped so with PyYAML: one of a person's hand may end as it likes. */
export const parseDumpedYaml = (bytes: Uint8Array): Parsed<JsonObject> => parseDumpedBy(bytes, 'PyYAML');

/** The same of a mapping that is read by other rules than those of PyYAML. */
export const parseDumpedBy = (bytes: Uint8Array, dialect: Dialect): Parsed<JsonObject> =>
	readDumped(bytes, text => parseYamlText(text, dialect));
