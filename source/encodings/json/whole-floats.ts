import {parseTolerantJson} from './tolerant-json.ts';

const mark = '\u0000float ';
const numberOrText = /"(?:[^"\\]|\\.)*"|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The members of the outermost object that are floats without a fraction, by name as they are written: `1.0`, `1e+16`. Parsed they are no
 * different from integers, which Python keeps apart. None where it is no JSON of an object.
 */
export function wholeFloats(text: string): Map<string, string> {
	const marked = text.replace(numberOrText, token =>
		/^[-\d].*[.eE]/.test(token) && Number.isInteger(Number(token)) ? JSON.stringify(mark + token) : token,
	);
	const found = parseTolerantJson(marked);
	const floats = new Map<string, string>();
	if (found === null || typeof found !== 'object' || Array.isArray(found)) return floats;
	for (const [name, value] of Object.entries(found))
		if (typeof value === 'string' && value.startsWith(mark)) floats.set(name, value.slice(mark.length));
	return floats;
}
