import type {Entry, FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {Claim, Listing} from '../format.ts';
import {stemOf} from './files-source.ts';
import {type Found, groupFiles} from './group-files.ts';
import {isPackedData, plausibleEntries} from './names/packed-names.ts';
import {isForeign} from './names/places.ts';
import {tellingRank} from './names/telling.ts';
import {isPacked, readPackedHead, unpackedName} from './packed.ts';
import {isPartOf, partsOf} from './rotated.ts';
import {isSureTable} from './training-table.ts';

/** In a directory with more such files than this only telling names are opened: it is a data set. */
const mostPeeks = 64;

export interface Peek {
	format: string;
	/** By the name alone: may this be such a file. */
	isPlausible(entry: Entry): boolean;
	/** What the file's beginning says of its columns or keys, joined; null for a file without metrics. */
	judgeHead(name: string, head: Uint8Array): string | null;
	headBytes: number;
	/** True where such files are moved away when they are long, and begun anew. */
	rotates?: boolean;
}

/** Claims for the plausible files of a directory whose beginnings hold metrics. */
export function peekFiles(
	listing: Listing,
	files: FileAccess,
	{format, isPlausible, judgeHead, headBytes, rotates}: Peek,
): Claim[] {
	const candidates = plausibleEntries(listing, isPlausible);
	if (candidates.length === 0) return [];
	const all = new Set(listing.entries.map(({name}) => name));
	if (isForeign(listing)) return [];
	// What lies there unpacked as well is not read twice.
	const plausible = candidates.filter(({name}) => !isPacked(name) || !all.has(unpackedName(name)));
	const looked =
		plausible.length > mostPeeks ? plausible.filter(({name}) => tellingRank(stemOf(name)) === 2).slice(0, mostPeeks) : plausible;
	const found: Found[] = [];
	for (const {name} of looked) {
		const path = `${listing.path}/${name}`;
		let head = isPacked(name) ? readPackedHead(path, files, headBytes) : readHead(path, files, headBytes);
		// One that was begun anew a moment ago may say nothing yet.
		if (rotates === true && head?.length === 0) head = readHead(partsOf(path, files).at(-1) ?? path, files, headBytes);
		if (head === null || isPackedData(listing, name, head)) continue;
		const signature = judgeHead(unpackedName(name), head);
		if (signature === null) continue;
		const isData = listing.mayHoldData === true && tellingRank(stemOf(name)) < 2 && !isSureTable(signature.split('\n'));
		if (!isData) found.push({path, signature});
	}
	const names = new Set(found.map(({path}) => nameOf(path)));
	const whole = rotates === true ? found.filter(({path}) => !isPartOf(nameOf(path), names)) : found;
	return groupFiles(format, listing.path, whole);
}

/** The first lines of a file; more of it where the first line is long. */
function readHead(path: string, files: FileAccess, headBytes: number): Uint8Array | null {
	const head = files.readRange(path, 0, headBytes);
	if (head === null || head.length < headBytes || head.includes(0x0a)) return head;
	return files.readRange(path, 0, 16 * headBytes);
}
