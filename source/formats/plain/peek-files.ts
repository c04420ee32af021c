import type {Entry, FileAccess} from '../../core/files.ts';
import type {Claim, Listing} from '../format.ts';
import {stemOf} from './files-source.ts';
import {type Found, groupFiles} from './group-files.ts';
import {isForeign} from './places.ts';
import {tellingRank} from './telling.ts';

/** In a directory with more such files than this only telling names are opened: it is a data set. */
const mostPeeks = 64;

export interface Peek {
	format: string;
	/** By the name alone: may this be such a file. */
	isPlausible(entry: Entry): boolean;
	/** What the file's beginning says of its columns or keys, joined; null for a file without metrics. */
	judgeHead(name: string, head: Uint8Array): string | null;
	headBytes: number;
}

/** Claims for the plausible files of a directory whose beginnings hold metrics. */
export function peekFiles(listing: Listing, files: FileAccess, {format, isPlausible, judgeHead, headBytes}: Peek): Claim[] {
	const plausible = listing.entries.filter(isPlausible);
	if (plausible.length === 0 || isForeign(listing.path, new Set(listing.entries.map(({name}) => name)))) return [];
	const looked =
		plausible.length > mostPeeks ? plausible.filter(({name}) => tellingRank(stemOf(name)) === 2).slice(0, mostPeeks) : plausible;
	const found: Found[] = [];
	for (const {name} of looked) {
		const path = `${listing.path}/${name}`;
		const head = readHead(path, files, headBytes);
		if (head === null) continue;
		const signature = judgeHead(name, head);
		if (signature !== null) found.push({path, signature});
	}
	return groupFiles(format, listing.path, found);
}

/** The first lines of a file; more of it where the first line is long. */
function readHead(path: string, files: FileAccess, headBytes: number): Uint8Array | null {
	const head = files.readRange(path, 0, headBytes);
	if (head === null || head.length < headBytes || head.includes(0x0a)) return head;
	return files.readRange(path, 0, 16 * headBytes);
}
