import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Listing} from '../format.ts';

export const stateName = 'trainer_state.json';

/** A place where the trainer saved its state; `step` null for the output directory itself. */
export interface StatePlace {
	path: string;
	step: number | null;
}

export const isCheckpoint = (name: string): boolean => /^checkpoint-\d+$/.test(name);

/** A checkpoint that is being saved, or was when the training was killed: it gets its name when it is whole. */
const isUnsaved = (name: string): boolean => /^tmp-checkpoint-\d+$/.test(name);

/** True for the name of a directory that belongs to the run above it. */
export const isPart = (name: string): boolean => isCheckpoint(name) || isUnsaved(name);

/** Name of the checkpoint with the highest number, whether or not its state is there yet; null where there is none. */
export function newestCheckpoint(entries: readonly Entry[]): string | null {
	let newest = -1;
	for (const {name, kind} of entries)
		if (kind === 'directory' && isCheckpoint(name)) newest = Math.max(newest, Number(name.slice(11)));
	return newest < 0 ? null : `checkpoint-${newest}`;
}

/** The checkpoint with the highest number beyond a step; null where there is none. */
export function findStateless(entries: readonly Entry[], directory: string, beyond: number): StatePlace | null {
	const name = newestCheckpoint(entries);
	const step = name === null ? -1 : Number(name.slice(11));
	return step > beyond ? {path: `${directory}/${name}/${stateName}`, step} : null;
}

/** Saved states of an output directory: its own first, then those of its checkpoints, the highest number first. */
export function listStates({path, entries}: Listing, files: FileAccess): StatePlace[] {
	const steps = entries.flatMap(({name, kind}) => (kind === 'directory' && isCheckpoint(name) ? [Number(name.slice(11))] : []));
	const checkpoints = steps
		.sort((a, b) => b - a)
		.map(step => ({path: `${path}/checkpoint-${step}/${stateName}`, step}))
		.filter(place => files.stat(place.path)?.kind === 'file');
	const isOwn = entries.some(({name, kind}) => name === stateName && kind === 'file');
	return isOwn ? [{path: `${path}/${stateName}`, step: null}, ...checkpoints] : checkpoints;
}
