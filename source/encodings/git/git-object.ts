import {inflateSync} from 'node:zlib';
import type {PackedObject} from './git-pack.ts';

export interface GitCommit {
	/** Hash of what the repository holds there, null where it does not tell. */
	tree: string | null;
	/** Seconds since the epoch, null where it does not tell. */
	committedAt: number | null;
	message: string;
}

const mostBytes = 1024 * 1024;

/** An object from the bytes of its own file (gitformat-loose: zlib over "commit N NUL content"). Null for anything else, and for what is larger than 1 MiB. */
export function readLoose(bytes: Uint8Array): PackedObject | null {
	let whole: Buffer;
	try {
		whole = inflateSync(bytes, {maxOutputLength: mostBytes});
	} catch {
		return null;
	}
	const end = whole.indexOf(0);
	const kind = end < 0 ? undefined : /^(commit|tree|blob|tag) \d+$/.exec(whole.toString('latin1', 0, Math.min(end, 32)))?.[1];
	return kind === undefined ? null : {kind, content: whole.subarray(end + 1)};
}

/**
 * What lies in a tree, by name: hashes of files and of further trees (an entry is "mode SP name NUL" and the bytes of the hash).
 * @param hashBytes 20, or 32 in repositories that use SHA-256
 */
export function treeEntries(content: Uint8Array, hashBytes: number): Map<string, string> {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
	const found = new Map<string, string>();
	for (let at = 0; at < bytes.length; ) {
		const [space, end] = [bytes.indexOf(0x20, at), bytes.indexOf(0, at)];
		if (space < 0 || end < space || end + 1 + hashBytes > bytes.length) break;
		found.set(bytes.toString('utf8', space + 1, end), bytes.toString('hex', end + 1, end + 1 + hashBytes));
		at = end + 1 + hashBytes;
	}
	return found;
}

/** A commit from its text: headers, a blank line, the message. */
export function commitOf(body: string): GitCommit {
	const end = body.indexOf('\n\n');
	const headers = (end < 0 ? body : body.slice(0, end)).split('\n');
	const committer = headers.find(line => line.startsWith('committer '));
	const seconds = Number(/ (\d+) [+-]\d{4}$/.exec(committer ?? '')?.[1] ?? Number.NaN);
	return {
		tree: headers.find(line => line.startsWith('tree '))?.slice('tree '.length) ?? null,
		committedAt: Number.isFinite(seconds) ? seconds : null,
		message: end < 0 ? '' : body.slice(end + 2),
	};
}
