import {resolve} from 'node:path';
import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Claim, Listing} from '../../formats/format.ts';
import {isTrainingTable} from '../../formats/plain/training-table.ts';
import {isTrackerStore} from '../../formats/stores/find-databases.ts';

const mostAsked = 32;

/**
 * Links that lead nowhere under names that only runs, or stores of runs, have: what they led to was lost or left behind, and without a word all of
 * its runs would be gone. In the directory of a run its own check says it.
 */
export function findDeadLinks({path, entries, isOfRun}: Listing, claims: readonly Claim[], files: FileAccess): Problem[] {
	if (isOfRun === true || claims.some(claim => claim.path === path)) return [];
	const siblings = new Set(claims.map(({format}) => format));
	const links = entries.filter(
		({name, kind, isLink}) =>
			kind === 'other' && isLink === true && (isTrainingTable(name) || isTrackerStore(`${path}/${name}`, siblings)),
	);
	return links.slice(0, mostAsked).flatMap(({name}) => {
		const file = `${path}/${name}`;
		const target = files.linkTarget?.(file) ?? null;
		if (target === null || files.stat(file) !== null) return [];
		const why = resolve(path, target) === file ? 'it leads to itself' : `there is no ${target}`;
		return [{file, message: `This link leads nowhere: ${why}. If it held runs, they are not shown`}];
	});
}
