import {readBar} from '../../textlog/bars/bars.ts';

const longestLine = 500;
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
export function lastWords(lines: readonly string[]): string | null {
	let wentOn = false;
	for (const line of lines.toReversed()) {
		if (readBar(line) !== null) continue;
		const isFailure = failure.test(line);
		if (harmlessLevel.test(line) || (!isFailure && isOnlyValues(line))) wentOn = true;
		else if (!wentOn || isFailure) return line;
	}
	return null;
}

function isOnlyValues(line: string): boolean {
	if (line.length > longestLine) return false;
	const rest = line.replace(values, '');
	return rest !== line && !prose.test(rest);
}
