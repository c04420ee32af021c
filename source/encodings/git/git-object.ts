import {inflateSync} from 'node:zlib';

export interface GitCommit {
	parents: string[];
	/** Seconds since the epoch, null where it does not tell. */
	committedAt: number | null;
	message: string;
}

const mostBytes = 1024 * 1024;

/** A commit from the bytes of a loose object (gitformat-loose: zlib over "commit N NUL headers, blank line, message"). Null for anything else. */
export function readLooseCommit(bytes: Uint8Array): GitCommit | null {
	let text: string;
	try {
		text = inflateSync(bytes, {maxOutputLength: mostBytes}).toString('utf8');
	} catch {
		return null;
	}
	return /^commit \d+\0/.test(text) ? commitOf(text.slice(text.indexOf('\0') + 1)) : null;
}

/** A commit from its text: headers, a blank line, the message. */
export function commitOf(body: string): GitCommit {
	const end = body.indexOf('\n\n');
	const headers = (end < 0 ? body : body.slice(0, end)).split('\n');
	const committer = headers.find(line => line.startsWith('committer '));
	const seconds = Number(/ (\d+) [+-]\d{4}$/.exec(committer ?? '')?.[1] ?? Number.NaN);
	return {
		parents: headers.flatMap(line => (line.startsWith('parent ') ? [line.slice('parent '.length)] : [])),
		committedAt: Number.isFinite(seconds) ? seconds : null,
		message: end < 0 ? '' : body.slice(end + 2),
	};
}
