import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Claim, Listing} from '../format.ts';
import {plausibleEntries} from './packed-names.ts';
import {isForeign} from './places.ts';

const mostUndecided = 16;

/**
 * Small plausible files of a directory that no claim names: what begins to grow may become a run's. `mostBytes` bounds what is small.
 * @param claimsOf is asked only where there are such files: it reads the beginnings of all
 */
export function findUndecided(
	listing: Listing,
	files: FileAccess,
	claimsOf: () => readonly Claim[],
	isPlausible: (entry: Entry) => boolean,
	mostBytes: number,
): string[] {
	const plausible = plausibleEntries(listing, isPlausible);
	if (plausible.length === 0 || isForeign(listing.path, new Set(listing.entries.map(({name}) => name)))) return [];
	const isSmall = (path: string) => (files.stat(path)?.size ?? Number.POSITIVE_INFINITY) <= mostBytes;
	let claimed: ReadonlySet<string> | null = null;
	const found: string[] = [];
	for (const {name} of plausible) {
		const path = `${listing.path}/${name}`;
		if (found.length === mostUndecided) break;
		if (!isSmall(path)) continue;
		claimed ??= new Set(claimsOf().flatMap(claim => claim.files));
		if (!claimed.has(path)) found.push(path);
	}
	return found;
}
