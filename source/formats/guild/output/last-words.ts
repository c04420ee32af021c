import {readBar} from '../../textlog/bars/bars.ts';
import type {LineMark} from './line-index.ts';

const longestLine = 500;
/** Within this the rest of what an exception says comes behind its first line, on a busy machine too. */
const mostMessageMs = 1000;
/** `val loss: 0.5`, one after another: nothing but values. */
const values = /[a-z_][\w ./@-]{0,60}[:=] *[-+]?(?:\d[\d.,]*(?:e[-+]?\d+)?|nan|inf)(?:%|ms|s|it\/s)?(?!\w)/gi;
const prose = /[a-z]{3}/i;
/**
 * A level where loggers put it: at the front, behind a clock, or among the marks behind a name. "Set DEBUG=1 to see more" is no line of a logger.
 */
const harmlessLevel =
	/^(?:[\W\d]*(?:INFO|DEBUG|NOTICE)(?![\w=])|(?!.{0,60}(?:ERROR|CRITICAL|FATAL|WARN)).{0,40}?\d\d:\d\d\b.{0,40}?[^\w=](?:INFO|DEBUG|NOTICE)(?![\w=])|\W*[\w./]+ *[-:|[\]]+ *(?:INFO|DEBUG|NOTICE) *(?:[-:|\]]|$)|[^ ]{0,30} ?level=(?:INFO|DEBUG|NOTICE)\b|[ID]\d{4} \d\d:)/;
const failure = /error|fail|exception|fatal|abort|critical|cannot|killed|denied|not found|no such/i;

/**
 * What a program that failed said last on its error stream, oldest line first; null where that tells of no failure. Bars are redrawn as a program
 * ends, so they say nothing. Behind values, or a log's line of a harmless level, it went on: what stands before them is no reason unless it
 * sounds like one.
 */
export const lastWords = (lines: readonly string[]): string | null => lines[lastWordsAt(lines)] ?? null;

function lastWordsAt(lines: readonly string[]): number {
	let wentOn = false;
	return lines.findLastIndex(line => {
		if (readBar(line) !== null) return false;
		const isFailure = failure.test(line);
		const isHarmless = harmlessLevel.test(line) || (!isFailure && isOnlyValues(line));
		wentOn ||= isHarmless;
		return !isHarmless && (!wentOn || isFailure);
	});
}

/** A line of an output, as its index marks it. */
export interface MarkedLine {
	/** From 0. */
	number: number;
	text: string;
	/** Null where the index does not reach that far. */
	mark: LineMark | null;
}

/** The error that a line ends a traceback with. */
export interface Raised {
	number: number;
	error: string;
}

/**
 * What a program that failed said last on its error stream; null where nothing tells of it. An exception may say more than a line, all of it at once and
 * in one piece: then the first of them names it.
 *
 * @param lines the last of its output, oldest first
 * @param raised the end of the last traceback in it
 */
export function lastError(lines: readonly MarkedLine[], raised: Raised | null): string | null {
	const places = [...lines.keys()].filter(at => lines[at]!.mark?.isError);
	const at = places[lastWordsAt(places.map(place => lines[place]!.text))];
	if (at === undefined) return null;
	const from = lines.findIndex(({number}) => number === raised?.number);
	if (raised === null || from < 0 || from > at) return lines[at]!.text;
	const beganAtMs = lines[from]!.mark?.atMs ?? 0;
	const isOne = lines.slice(from, at + 1).every(({mark}) => mark?.isError && mark.atMs - beganAtMs <= mostMessageMs);
	if (!isOne) return lines[at]!.text;
	// A line with a colon at its end announces what the last of them says: the error of the cell that a notebook was stopped by.
	return raised.error.endsWith(':') && lines[at]!.number !== raised.number
		? `${raised.error} ${lines[at]!.text.trim()}`
		: raised.error;
}

function isOnlyValues(line: string): boolean {
	if (line.length > longestLine) return false;
	const rest = line.replace(values, '');
	return rest !== line && !prose.test(rest);
}
