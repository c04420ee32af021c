import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {extentOf, fileNames, isRunDirectory, nameIn} from './layout.ts';
import {linkedRun} from './places/preset-links.ts';
import {RunDirectory} from './source.ts';
import {sweepSharing} from './tasks/shared-outputs.ts';

/** Run directories of flexlock (quentinf00/flexlock), which was called naga in the beginning. */
export const flexlock: Format = {
	id: 'flexlock',
	title: 'flexlock',
	rank: 90,
	learnsFromOthers: true,
	localIds: true,
	returnsResults: true,
	nests: true,
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		if (!entries.some(({name}) => name.startsWith('run.') || name === fileNames.marker)) return [];
		if (!isRunDirectory(path, entries, files)) return [];
		return [{format: 'flexlock', path, files: [`${path}/${nameIn(entries)}`], ...extentOf(path, entries, files)}];
	},
	listedIn({path, entries}: Listing, files: FileAccess): string[] {
		const sweep = entries.some(({name}) => name === fileNames.queue) ? sweepSharing(files, path) : null;
		return [sweep, linkedRun(path, files)].filter(place => place !== null);
	},
	open(claim: Claim, files: FileAccess) {
		return new RunDirectory(files, claim.path);
	},
};
