import type {FileAccess} from '../../core/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isProject} from '../project.ts';
import {configFolder, hasRunsBelow} from './layout.ts';
import {HydraSource} from './source.ts';

/** Hydra: the config of a job and what was typed to get it. The points come from whatever else the job wrote into its directory. */
export const hydra: Format = {
	id: 'hydra',
	title: 'Hydra',
	rank: 70,
	isZoneless: true,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const folder = configFolder(listing, files);
		if (folder === null) return [];
		const {path, entries} = listing;
		return [{format: 'hydra', path, files: folder.files, ownsSubtree: !isProject(entries) && !hasRunsBelow(listing, files)}];
	},
	open: (claim, files) => new HydraSource(claim, files),
};
