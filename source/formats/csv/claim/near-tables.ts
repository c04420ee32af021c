import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import {isTellingStep} from '../../plain/names/step-names.ts';
import {isMetricName} from '../../plain/names/telling.ts';

const mostAbove = 24;
const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** A list of numbers under the name of a metric, as Keras' `history.history` has them. */
const listed = /"([^"\n]{1,80})":\s*\[\s*-?\d[\d.eE+-]*\s*,\s*-?\d/g;
/** An object that counts. */
const counted = /"(?:epoch|step|global_step|iteration)":\s*\d/;

/**
 * What keeps a file that no format reads from being a table, or lines, of metrics that is nearly one, and what to do; null for any other.
 * @param isTable whether a beginning of a file of that name is one of metrics
 */
export function whyNearTable(head: Uint8Array, isTable: (head: Uint8Array) => boolean): string | null {
	const lines = decodeText(head)
		.split(/\r?\n/)
		.filter(line => line.trim() !== '' && !line.startsWith('#'));
	const [first = '', second = ''] = lines;
	if (/^\{.*\},$/.test(first) && /^\{.*\},?$/.test(second))
		return 'its lines end in commas: write an object a line, and nothing behind it';
	if (/^\{'.*\}$/.test(first)) return 'its lines are dictionaries of Python: write them by `json.dumps`';
	if (/[,;\t]\s*"?\{/.test(second)) return 'a cell of it holds several values: give each of them a column of its own';
	if (hasNamesTwice(first, second)) return 'the names of its columns stand in several lines: write them in one';
	const line = lineOfTable(head, isTable);
	return line < 0 ? null : `its table begins in line ${line}: take off what stands above, or begin those lines with #`;
}

/** Why a table of metrics whose columns blanks part is not read: not all are numbers. Null for any other text. */
export function whyBlanks(head: Uint8Array): string | null {
	const lines = decodeText(head)
		.split(/\r?\n/)
		.filter(line => line.trim() !== '');
	const [names = [], row = []] = lines.slice(0, 2).map(line => line.replace(/^#/, '').trim().split(/ +/));
	if (names.length < 2 || names.length !== row.length || /[,;\t|{=]/.test(lines[0]! + lines[1]!)) return null;
	if (!isTellingStep(names[0]!) || !names.some(isMetricName) || names.some(name => parseNumber(name) !== null)) return null;
	const isMeasured = names.some((name, i) => isMetricName(name) && parseNumber(row[i]!) !== null);
	const odd = isMeasured ? row.findIndex(cell => parseNumber(cell) === null) : -1;
	if (odd < 1) return null;
	return `its columns are parted by blanks, and ${JSON.stringify(names[odd])} is not of numbers: part them by commas`;
}

/** True for a header of two lines, as pandas writes columns of two levels: groups, which come again, above their names. */
function hasNamesTwice(first: string, second: string): boolean {
	const [groups, names] = [first.split(','), second.split(',')];
	const isName = (cell: string) => cell === '' || parseNumber(cell) === null;
	const repeats = [groups, names].flatMap(cells => cells.filter((cell, i) => cell !== '' && cells.indexOf(cell) < i));
	return names.length > 2 && groups.length === names.length && repeats.length > 0 && [...groups, ...names].every(isName);
}

/** Line, from 1, in which a table begins below others; -1 for none. */
function lineOfTable(head: Uint8Array, isTable: (head: Uint8Array) => boolean): number {
	let start = 0;
	for (let line = 1; line <= mostAbove; line++) {
		const isEmpty = head[start] === lineFeed || head[start] === carriageReturn;
		if (line > 1 && !isEmpty && isTable(head.subarray(start))) return line;
		start = head.indexOf(lineFeed, start) + 1;
		if (start === 0) break;
	}
	return -1;
}

/** Why the points in a file of one JSON value, or of values over several lines, are not read; null where its beginning shows none. */
export function whyJsonPassedOver(head: Uint8Array): string | null {
	const text = decodeText(head);
	if (!/^\s*[[{]/.test(text)) return null;
	const isListed = [...text.matchAll(listed)].some(([, name]) => isMetricName(name!));
	const isCounted = counted.test(text) && /^\s*\[\s*\{|\}\s*,?\s*\{/.test(text);
	return isListed || isCounted ? 'it is JSON, but not an object a line: write one for each step, or a table' : null;
}

/** Why a file of one JSON value with numbers of metrics is not read as curves; null where its beginning shows none. */
export function whyJsonShowsNoCurve(head: Uint8Array): string | null {
	if (whyJsonPassedOver(head) === null) return null;
	return 'nothing in it says that its numbers are curves: put a list "epoch" or "step" beside them, or that key into each object';
}
