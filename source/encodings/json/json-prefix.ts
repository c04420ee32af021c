import {type JsonValue, parseTolerantJson} from './tolerant-json.ts';

/** What could be read of a JSON text that may not be whole. */
export interface PrefixReading {
	/** Undefined where nothing could be read. */
	value: JsonValue | undefined;
	/** Offset of the first character that could not be used, the length of the text where all was. */
	cutAt: number;
	/** True where the text only ends too early, as while it is being written. */
	torn: boolean;
}

const token = /\s+|"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[-+.\w]+/y;
const deepest = 500;

/**
 * Reads JSON (with Python's bare NaN and Infinity) up to where it is cut or makes no sense: open lists and objects are closed there, and a
 * value that may be half of one is left out.
 * @param parse what reads a whole text
 */
export function parseJsonPrefix(text: string, parse: typeof parseTolerantJson = parseTolerantJson): PrefixReading {
	const whole = parse(text);
	if (whole !== undefined) return {value: whole, cutAt: text.length, torn: false};
	const open: string[] = [];
	let expectsKey = false;
	let end = 0;
	let cut = 0;
	token.lastIndex = 0;
	for (let match = token.exec(text); match !== null; match = token.exec(text)) {
		const [word] = match;
		if (word === '{' || word === '[') {
			if (expectsKey || open.length >= deepest) break;
			open.push(word);
			expectsKey = word === '{';
			cut = token.lastIndex;
		} else if (word === '}' || word === ']') {
			if (open.at(-1) !== (word === '}' ? '{' : '[')) break;
			open.pop();
			expectsKey = false;
			cut = token.lastIndex;
		} else if (word === ',') expectsKey = open.at(-1) === '{';
		else if (word === ':') expectsKey = false;
		else if (word.trim() !== '' && !expectsKey) {
			// A number at the very end may go on: 12 of 123.
			if (word.startsWith('"') || token.lastIndex < text.length) cut = token.lastIndex;
		}
		end = token.lastIndex;
	}
	const closers = open.map(opener => (opener === '{' ? '}' : ']')).reverse();
	const value = cut === 0 ? undefined : parse(text.slice(0, cut) + closers.join(''));
	return {value, cutAt: cut, torn: end >= text.length || text[end] === '"'};
}
