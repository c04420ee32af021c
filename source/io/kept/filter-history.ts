import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import path from 'node:path';
import {rememberQuery} from '../../core/query/language/history.ts';
import {stateDirectory} from '../state-directory.ts';
import {appendLine} from '../write/append.ts';
import {replaceFile} from '../write/replace.ts';

/** Filters that this person kept at the prompt, in any tree: one JSON text a line, the newest last. */

const mostBytes = 256 * 1024;
const historyFile = (): string => path.join(stateDirectory(), 'filters.jsonl');

/** The end of the file, without a line that begins before it; '' where there is none. */
function readEnd(file: string): {text: string; isLong: boolean} {
	try {
		const descriptor = openSync(file, 'r');
		try {
			const {size} = fstatSync(descriptor);
			const from = Math.max(0, size - mostBytes);
			const bytes = Buffer.alloc(size - from);
			const text = bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, from));
			return {text: from > 0 ? text.slice(text.indexOf('\n') + 1) : text, isLong: from > 0};
		} finally {
			closeSync(descriptor);
		}
	} catch {
		return {text: '', isLong: false};
	}
}

/** The newest first; lines that are no text are passed over. A file that has grown long is shortened to what counts. */
export function readFilterHistory(file = historyFile()): readonly string[] {
	const {text, isLong} = readEnd(file);
	const history = text.split('\n').reduce<readonly string[]>((known, line) => {
		const query = line === '' ? null : parseText(line);
		return query === null ? known : rememberQuery(known, query);
	}, []);
	if (isLong) shorten(file, history);
	return history;
}

function parseText(line: string): string | null {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'string' ? value : null;
	} catch {
		return null;
	}
}

function shorten(file: string, history: readonly string[]): void {
	try {
		replaceFile(
			file,
			[...history]
				.reverse()
				.map(query => `${JSON.stringify(query)}\n`)
				.join(''),
		);
	} catch {
		// It stays long, and is read from its end again.
	}
}

/** Adds a filter for the next start. @throws what the system says */
export function keepFilter(query: string, file = historyFile()): void {
	appendLine(file, JSON.stringify(query), 0o600);
}
