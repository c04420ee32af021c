import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Claim, Listing} from '../format.ts';
import {plausibleEntries} from './names/packed-names.ts';
import {isForeign} from './names/places.ts';

const mostUndecided = 16;

/** Which files of a format may still become one of its runs. */
export interface Undecided {
	/** Only its own claims count: a file that another format has taken may still become one of its own. */
	format: string;
	/** By the name alone: may this be such a file. */
	isPlausible(entry: Entry): boolean;
	/** Size of the largest file that is small. */
	mostBytes: number;
}

/**
 * Small plausible files of a directory that no claim of their format names: what begins to grow may become a run's.
 * @param claims all that there are on the directory
 */
export function findUndecided(
	listing: Listing,
	files: FileAccess,
	claims: readonly Claim[],
	{format, isPlausible, mostBytes}: Undecided,
): string[] {
	const plausible = plausibleEntries(listing, isPlausible);
	if (plausible.length === 0 || isForeign(listing)) return [];
	const isSmall = (path: string) => (files.stat(path)?.size ?? Number.POSITIVE_INFINITY) <= mostBytes;
	const claimed = new Set(claims.flatMap(claim => (claim.format === format ? claim.files : [])));
	const found: string[] = [];
	for (const {name} of plausible) {
		const path = `${listing.path}/${name}`;
		if (found.length === mostUndecided) break;
		if (!claimed.has(path) && isSmall(path)) found.push(path);
	}
	return found;
}
