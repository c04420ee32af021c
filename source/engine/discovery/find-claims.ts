import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Listing} from '../../formats/format.ts';
import type {AskFormats} from './ask-formats.ts';
import type {Shared} from './hosts.ts';
import {nothingUndecided, stampAll} from './known.ts';
import type {RankedClaim} from './resolve.ts';

/** What was found in a directory. */
export interface FoundClaims {
	claims: RankedClaim[];
	/** True where behind one format no weaker one has a say. */
	isAlone: boolean;
	/** What of the directory may be damaged. */
	listing: Listing;
	/** What the sources of these claims may know of their directory, where that is not all. */
	files?: FileAccess;
	/** States of files that may make a run of this directory once they change. */
	undecided: ReadonlyMap<string, string>;
}

/**
 * Asks for the runs in a directory.
 * @param shared what of it others than the run that it belongs to may have written; null where it belongs to none
 */
export function findClaims(listing: Listing, shared: Shared | null, ask: AskFormats, files: FileAccess): FoundClaims {
	return shared === null ? findApart(listing, ask) : findInRun(listing.path, shared, ask, files);
}

function findApart(listing: Listing, ask: AskFormats): FoundClaims {
	const {claims, isAlone} = ask.findClaims(listing);
	return {claims, isAlone, listing, undecided: isAlone ? nothingUndecided : ask.findUndecided(listing, claims)};
}

/**
 * In the directory of a run. Its host may have put whole runs of other trackers there, as it copies source code: where somebody claims something
 * among such files, all is asked once more without them. For nearly every directory that costs nothing.
 */
function findInRun(path: string, shared: Shared, ask: AskFormats, files: FileAccess): FoundClaims {
	const {entries, own, within} = shared;
	const listingOf = (left: Entry[]): Listing => ({path, within, entries: left, isOfRun: true});
	const claims = ask.findShared(path, shared);
	const found = {isAlone: false, undecided: ask.findUndecidedStores(path, shared, claims)};
	if (own === null) return {claims, listing: listingOf(entries), ...found};
	if (claims.length === 0) return {claims, listing: listingOf(own.leaveNamed(path, entries)), ...found};
	const left = own.leave(path, entries);
	const [stores, tables] = [own.leave(path, shared.stores), own.leave(path, shared.tables)];
	const ownClaims = ask.findShared(path, {within, entries: left, stores, tables}, own);
	const kept = new Set(ownClaims.flatMap(claim => claim.files));
	const copies = claims.flatMap(claim => claim.files).filter(file => !kept.has(file));
	const undecided = new Map([...found.undecided, ...stampAll(copies, files)]);
	return {...found, claims: ownClaims, listing: listingOf(left), files: own, undecided};
}
