import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isProject} from '../project.ts';
import {lookBeside} from './beside.ts';
import {configFolder, hasRunsBelow} from './layout.ts';
import {HydraSource} from './source.ts';

/** Hydra: the config of a job and what was typed to get it. The points come from whatever else the job wrote into its directory. */
export const hydra: Format = {
	id: 'hydra',
	title: 'Hydra',
	rank: 70,
	partsRuns: true,
	keepsLog: true,
	isZoneless: true,
	logged: {isJob: true},
	returnsResults: true,
	isMark: ({name, kind}) => name === '.hydra' && kind === 'directory',
	detect(listing: Listing, files: FileAccess): Claim[] {
		const folder = configFolder(listing, files);
		if (folder === null) return [];
		const {path, entries} = listing;
		const ownsSubtree = !isProject(entries) && !hasRunsBelow(listing, files);
		const {earlier, folders} = lookBeside(listing, folder.files, !ownsSubtree, files);
		return [
			{
				format: 'hydra',
				path,
				// What it owns no weaker format reads: these texts are none of the job's.
				files: [...folder.files, ...earlier],
				ownsSubtree,
				...(earlier.length > 0 && {ownsFiles: true}),
				...(folders.length > 0 && {partFolders: folders}),
			},
		];
	},
	open: (claim, files) => new HydraSource(claim, files),
};
