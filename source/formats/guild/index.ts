import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {ownFiles} from './files/own-files.ts';
import {host} from './host.ts';
import {fileNames, isPrototype} from './layout.ts';
import {noteRuns} from './lineage.ts';
import {findRemains, findUndecided} from './remains.ts';
import {GuildSource} from './source.ts';

/** Runs of Guild AI (guildai/guildai): any directory with a `.guild/opref`, mostly in a Guild home. */
export const guild: Format = {
	id: 'guild',
	title: 'Guild AI',
	rank: 88,
	alone: true,
	host,
	ownFiles,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path, entries} = listing;
		noteRuns(files, path);
		const isRun = entries.some(({name, kind}) => name === fileNames.own && kind === 'directory');
		const operation = `${path}/${fileNames.own}/${fileNames.operation}`;
		if (!isRun || isPrototype(path) || !files.exists(operation)) return claimOfOwn(listing);
		return [{format: 'guild', path, files: [operation], ownsSubtree: true}];
	},
	remains: findRemains,
	undecided: findUndecided,
	open: (claim, files, seen) => new GuildSource(claim, files, seen),
};

/** Where somebody looks at what Guild itself keeps of a run, and at nothing above: the claim on that run, with the files that no other format is to take. */
function claimOfOwn({path, entries, isOfRun}: Listing): Claim[] {
	const end = `/${fileNames.own}`;
	const run = path.slice(0, -end.length);
	if (isOfRun === true || !path.endsWith(end) || isPrototype(run)) return [];
	if (!entries.some(({name, kind}) => name === fileNames.operation && kind === 'file')) return [];
	const own = entries.flatMap(({name, kind}) => (kind === 'file' ? [`${path}/${name}`] : []));
	return [{format: 'guild', path: run, files: own, ownsSubtree: false, ownsFiles: true}];
}
