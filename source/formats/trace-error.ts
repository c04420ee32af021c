import {FailureReader} from './textlog/ending/failures.ts';

/**
 * The first line of the error that ended a program, out of the trace that Python made of it: its message may go on for several
 * lines. The last line of a text that is no trace; null where that is a line of code.
 */
export function errorOfTrace(trace: string): string | null {
	const lines = trace.trimEnd().split(/\r?\n/);
	const failures = new FailureReader();
	// Some leave out the head.
	if (/^\s+File "/.test(lines[0]!)) failures.take('Traceback (most recent call last):');
	let error: string | null = null;
	for (const line of lines) {
		const isInside = failures.isInside;
		const ending = failures.take(line);
		if (isInside && ending !== null) error = ending.error ?? ending.why;
	}
	const last = lines.at(-1)!;
	return error ?? (/^\s/.test(last) && lines.length > 1 ? null : last.trim() || null);
}
