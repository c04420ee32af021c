import type {FileAccess} from '../../../core/files/files.ts';
import {readEnd} from '../../../core/files/read-end.ts';
import {stripControls} from '../../../encodings/text/controls.ts';
import {decodeLog} from '../../../encodings/text/log-text.ts';
import {FailureReader} from '../../textlog/ending/failures.ts';
import {LineDates} from '../../textlog/line/prefix/dates.ts';
import {stripPrefix} from '../../textlog/line/prefix/prefix.ts';

const tailBytes = 32 * 1024;
/** An error may go on for some lines that are not indented, and others may say goodbye after it. */
const mostLinesAfter = 8;

/** The end of a file with output; '' where there is none. */
export function readOutputEnd(output: string, files: FileAccess): string {
	const bytes = readEnd(output, files, tailBytes);
	return bytes === null ? '' : decodeLog(bytes);
}

/**
 * The error that ended a program, as the end of its output shows it; null where it shows none. Python ends with code 1 by an exception; with
 * another code only the very last lines tell of the end, since a program may print the exceptions that it goes on from.
 */
export function errorIn(output: string, exitCode: number): string | null {
	const failures = new FailureReader();
	const dates = new LineDates();
	let error: string | null = null;
	let after = 0;
	for (const line of output.split(/\r?\n/)) {
		const plain = stripControls(line.slice(line.lastIndexOf('\r') + 1)).trimEnd();
		if (plain === '' || plain.startsWith('wandb:')) continue;
		const {text, indent} = stripPrefix(plain, dates);
		const ending = failures.take(text, indent);
		if (ending !== null && ending.status === 'failed' && ending.error !== null) {
			error = ending.error;
			after = 0;
		} else after++;
	}
	return after <= (exitCode === 1 ? mostLinesAfter : 0) ? error : null;
}
