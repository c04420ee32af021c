import {byForm} from '../by-form.ts';
import {type PrintedDict, readDict} from './dict.ts';
import {OpenDict} from './open-dict.ts';

const opening = byForm(/^[^{'"]{0,40}\{['"]/);
const begin = /\{['"]/g;
/** Where one dict ends and the next begins. */
const between = /(?<=\})\s*(?=\{['"])/;
/** Behind that many characters a line is cut, so that a dict may not close though it is whole. */
const longest = 7000;

/**
 * True for a line whose dict does not close, as the write of a process that was killed leaves one. One that ends in a bracket has values whose text
 * looks like anything, "{'space': <Box[0, 1)>}", unless another row stands behind it.
 */
export function isTornDict(text: string): boolean {
	if (text.length > longest || !opening.test(text)) return false;
	const dict = new OpenDict();
	const isOne = dict.take(text.slice(text.indexOf('{')));
	return !dict.isClosed && (isOne || !text.trimEnd().endsWith('}') || readBehindTorn(text) !== null);
}

/**
 * The row that another process, or the next attempt, has written directly behind the torn one, null where none is:
 * "{'loss': 2.5, 'gra{'loss': 2.4, 'step': 6}".
 */
export function readBehindTorn(text: string): PrintedDict | null {
	if (!text.trimEnd().endsWith('}')) return null;
	for (const {index} of [...text.matchAll(begin)].slice(1)) {
		const dict = readDict(text.slice(index), false);
		if (dict !== null) return dict.step === null ? null : dict;
	}
	return null;
}

/**
 * The dicts of a line that has nothing but several of them, "{'loss': 2.5, 'step': 1}{'loss': 2.4, 'step': 2}", as processes without a line feed leave
 * them; null for every other line.
 */
export function dictsOf(text: string): readonly string[] | null {
	if (!text.includes('}') || text.length > longest || !between.test(text)) return null;
	const parts = text.trim().split(between);
	return parts.every(isOneDict) ? parts : null;
}

function isOneDict(part: string): boolean {
	const dict = new OpenDict();
	return part.startsWith('{') && part.endsWith('}') && dict.take(part) && dict.isClosed;
}
