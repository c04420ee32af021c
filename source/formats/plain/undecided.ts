import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Claim, Listing} from '../format.ts';
import {unpackedName} from './packed.ts';
import {isForeign} from './places.ts';

const mostUndecided = 16;

/** Small plausible files of a directory that no claim names: what begins to grow may become a run's. `mostBytes` bounds what is small. */
export function findUndecided(
	listing: Listing,
	files: FileAccess,
	claims: readonly Claim[],
	isPlausible: (entry: Entry) => boolean,
	mostBytes: number,
): string[] {
	const plausible = listing.entries.filter(entry => isPlausible({...entry, name: unpackedName(entry.name)}));
	if (plausible.length === 0 || isForeign(listing.path, new Set(listing.entries.map(({name}) => name)))) return [];
	const claimed = new Set(claims.flatMap(claim => claim.files));
	const found: string[] = [];
	for (const {name} of plausible) {
		const path = `${listing.path}/${name}`;
		if (found.length === mostUndecided) break;
		if (!claimed.has(path) && (files.stat(path)?.size ?? Number.POSITIVE_INFINITY) <= mostBytes) found.push(path);
	}
	return found;
}
