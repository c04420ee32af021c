import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Listing} from '../format.ts';
import {stemOf} from '../plain/files-source.ts';
import {isEventFile} from '../tfevents/file-name.ts';

/** Stable Baselines numbers the folders of its event files (`PPO_1`), its zoo has one of the environment's name around them. */
const deepest = 2;
/** More folders than this are no trainings beside each other. */
const mostFolders = 64;

function hasEventsBelow({path, entries}: Pick<Listing, 'path' | 'entries'>, files: FileAccess, depth: number): boolean {
	const folders = entries.filter(({kind}) => kind === 'directory').slice(0, mostFolders);
	return folders.some(({name}) => {
		const below = {path: `${path}/${name}`, entries: files.list(`${path}/${name}`) ?? []};
		if (below.entries.some(entry => entry.kind === 'file' && isEventFile(entry.name))) return true;
		return depth > 1 && hasEventsBelow(below, files, depth - 1);
	});
}

/**
 * Leaves out what monitors of environments wrote where the event files of their trainings lie in folders below: these tell of the same episodes, by
 * the time steps of all environments, and the monitors would be one more run.
 */
export function withoutMonitors(claims: Claim[], listing: Listing, files: FileAccess): Claim[] {
	const isMonitor = ({files: paths}: Claim) => paths.every(path => /(?:^|\.)monitor$/.test(stemOf(path)));
	return claims.some(isMonitor) && hasEventsBelow(listing, files, deepest) ? claims.filter(claim => !isMonitor(claim)) : claims;
}
