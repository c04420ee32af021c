import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {byForm} from '../line/by-form.ts';

/** Where a cell stands in its line, in characters; the end is behind its last one. */
export interface Span {
	start: number;
	end: number;
}

/** True for a row with a bar at both of its ends. */
export const pipedRow = byForm(/^\s*\|.*\|\s*$/);
const gap = /\s{2,}|\t/;
const cell = /\S+(?: \S+)*/g;
const drawn = byForm(/[\u2502\u2503\u2551]/);
const allDrawn = /[\u2502\u2503\u2551]/g;
/** Names with bars only between them: "Epoch | Train Loss | Acc", and a row of numbers below such. */
const barredNames = byForm(/^\s*(?:epoch|step|iter|iteration)(?:\s*\|\s*[A-Za-z][\w ./@()%-]*)+$/i);
const barredRow = /^\s*\d[\d.]*\s*\|/;
/** How far beside its name a cell may stand. */
const mostBeside = 2;

/**
 * A line of a table with bars around its cells, however they are drawn: "│ 1 │ 2.5 │", "1 | 2.5". Any other line as it is.
 * @param isInside true below names that have such bars
 */
export function barsOf(line: string, isInside = false): string {
	const text = drawn.test(line) ? line.replaceAll(allDrawn, '|') : line;
	if (!text.includes('|') || text.trimStart().startsWith('|')) return text;
	const isTable = barredNames.test(text) || (isInside && barredRow.test(text));
	return isTable ? `| ${text.trim()} |` : text;
}

/** Cells of a line, by the bars around them or by the blanks between them. */
export function cellsOf(line: string): string[] {
	const text = line.trim();
	const isPiped = text.length > 1 && text.startsWith('|') && text.endsWith('|');
	return isPiped
		? text
				.slice(1, -1)
				.split('|')
				.map(part => part.trim())
		: text.split(gap);
}

const narrowHead = byForm(/^\s*(?:epoch|step|iter|iteration)(?: [A-Za-z_][\w./@()%-]*)+\s*$/i);

/**
 * Names of columns with a blank each between them: "epoch loss acc". Null for any other line, also of a simulation ("Step Temp Press"); a row below
 * has to show what it is.
 */
export function narrowNames(line: string): string[] | null {
	const names = narrowHead.test(line) ? line.trim().split(' ') : [];
	return names.some(isMetricName) && new Set(names).size === names.length ? names : null;
}

/** Cells of a row of numbers below so many of such names; null for any other line. */
export function narrowCells(line: string, count: number): string[] | null {
	const cells = line.trim().split(/\s+/);
	return cells.length === count && cells.every(cell => parseNumber(cell) !== null) ? cells : null;
}

/**
 * Where the cells of a line stand that has blanks between them.
 *
 * @param indent blanks before the line that are no more in it
 */
export function spansOf(line: string, indent: number): Span[] {
	return [...line.matchAll(cell)].map(({0: text, index}) => ({start: indent + index, end: indent + index + text.length}));
}

/** Which of the names each cell stands below, null where that does not show of all of them. */
export function underNames(cells: readonly Span[], names: readonly Span[]): number[] | null {
	const places = cells.map(one => {
		const distances = names.map(other => Math.max(other.start - one.end, one.start - other.end));
		const least = Math.min(...distances);
		return least <= mostBeside ? distances.indexOf(least) : -1;
	});
	return places.every((place, i) => place > (places[i - 1] ?? -1)) ? places : null;
}
