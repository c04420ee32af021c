import type {FileAccess} from '../../core/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isCheckpoint, listStates} from './layout.ts';
import {TrainerSource} from './source.ts';

const mostListings = 64;

/** Hugging Face Trainer: an output directory with checkpoints, and at the end with trainer_state.json of its own. */
export const hfTrainer: Format = {
	id: 'hf-trainer',
	title: 'Hugging Face Trainer',
	rank: 60,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path} = listing;
		// A checkpoint has a trainer_state.json too, and belongs to the run above it.
		if (isCheckpoint(path.slice(path.lastIndexOf('/') + 1))) return [];
		const states = listStates(listing, files);
		if (states.length === 0) return [];
		return [{format: 'hf-trainer', path, files: states.map(state => state.path), ownsSubtree: !hasRunsBelow(listing, files)}];
	},
	open: (claim, files) => new TrainerSource(claim.path, files),
};

/** True where output directories of other runs lie inside this one. */
function hasRunsBelow({path, entries}: Listing, files: FileAccess): boolean {
	const folders = entries.filter(({name, kind}) => kind === 'directory' && !isCheckpoint(name)).slice(0, mostListings);
	return folders.some(({name}) => {
		const below = {path: `${path}/${name}`, entries: files.list(`${path}/${name}`) ?? []};
		return listStates(below, files).length > 0;
	});
}
