import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isProject} from '../project.ts';
import {hasBegun, mayBegin} from './begun.ts';
import {copiedFrom} from './copies.ts';
import {isCheckpoint, isPart, listStates, stateName} from './layout.ts';
import {TrainerSource} from './source.ts';

const mostListings = 64;
/** What trainers, their callbacks and their authors put beside the checkpoints. */
const usualFolders =
	/^(?:\..*|__pycache__|runs|logs?|logging|wandb|mlruns|tensorboard|tb|events|artifacts|code|eval.*|final.*|best.*|last.*|model.*|adapter.*|merged.*|tokenizer.*|processor.*|onnx.*|plots?|figures?|predictions?|results?|generations?|samples?)$/i;

/** Hugging Face Trainer: an output directory with checkpoints, before them with a log that names it, and at the end with trainer_state.json of its own. */
export const hfTrainer: Format = {
	id: 'hf-trainer',
	title: 'Hugging Face Trainer',
	rank: 60,
	isOneTraining: true,
	partsRuns: true,
	logged: {isPrinted: true, placeKey: 'output_dir'},
	returnsResults: true,
	notReturned: new Set(['best_metric']),
	isMark: ({name, kind}) => (kind === 'directory' ? isCheckpoint(name) : name === stateName),
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path} = listing;
		// A checkpoint has a trainer_state.json too, and belongs to the run above it.
		if (isPart(nameOf(path))) return [];
		const states = listStates(listing, files);
		if (states.length === 0 && !hasBegun(listing, files)) return [];
		if (listing.isOfRun === true && copiedFrom(listing, files) !== null) return [];
		return [{format: 'hf-trainer', path, files: states.map(state => state.path), ownsSubtree: ownsAll(listing, files)}];
	},
	listedIn: (listing, files) => [copiedFrom(listing, files)].flatMap(above => above ?? []),
	undecided: (listing, files) => (listStates(listing, files).length > 0 ? [] : mayBegin(listing, files)),
	open: (claim, files) => new TrainerSource(claim.path, files),
};

/** True where everything below is of this training: its checkpoints, models and logs, but no output directories of others. */
function ownsAll({path, entries}: Listing, files: FileAccess): boolean {
	if (isProject(entries)) return false;
	const folders = entries.filter(({name, kind}) => kind === 'directory' && !isPart(name));
	if (folders.some(({name}) => !usualFolders.test(name))) return false;
	return !folders.slice(0, mostListings).some(({name}) => {
		const below = {path: `${path}/${name}`, entries: files.list(`${path}/${name}`) ?? []};
		return listStates(below, files).length > 0 && copiedFrom(below, files) === null;
	});
}
