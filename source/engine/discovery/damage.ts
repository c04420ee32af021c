import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Claim, Listing} from '../../formats/format.ts';
import {findBroken} from '../../formats/stores/find-databases.ts';
import {findStray} from '../../formats/xman/stray.ts';
import {findDeadLinks} from './dead-links.ts';
import {findLocked} from './locked.ts';
import {findSpoilt} from './spoilt.ts';

/**
 * What could be a run's in a directory, and may not be read, is damaged or lies in the wrong place, so that no format has claimed it.
 * @param tables files beyond those of the listing that could be
 */
export function findDamage(listing: Listing, tables: readonly Entry[], claims: readonly Claim[], files: FileAccess): Problem[] {
	const claimed = new Set(claims.flatMap(claim => claim.files));
	const locked = findLocked(listing.path, [...listing.entries, ...tables], claimed);
	// Of what may not be read nobody can say that it is damaged.
	for (const {file} of locked) claimed.add(file);
	const broken = findBroken(listing, files, claimed, new Set(claims.map(({format}) => format)));
	for (const {file} of broken) claimed.add(file);
	const spoilt = findSpoilt(listing, files, claimed);
	// Beside what is read well it may be a file that a program fills later, or a buffer.
	const said = claims.length === 0 ? spoilt : spoilt.map(problem => ({...problem, isWarning: true as const}));
	return [...locked, ...findDeadLinks(listing, claims, files), ...broken, ...said, ...findStray(listing, files)];
}
