import type {FileAccess} from '../../core/files.ts';

/** A checkpoint named as ModelCheckpoint names it unless told otherwise. */
export interface Checkpoint {
	name: string;
	epoch: number | null;
	/** Steps done when it was saved. */
	step: number | null;
}

export function isCheckpoint(name: string): boolean {
	return name.endsWith('.ckpt');
}

/** Checkpoints in the folder of a run, in the order of their steps. */
export function listCheckpoints(directory: string, files: FileAccess): Checkpoint[] {
	const found = (files.list(`${directory}/checkpoints`) ?? []).filter(({name}) => isCheckpoint(name));
	const numberIn = (name: string, key: string) => {
		const match = new RegExp(`(?:^|[-_/])${key}=(\\d+)`).exec(name);
		return match ? Number(match[1]) : null;
	};
	return found
		.map(({name}) => ({name, epoch: numberIn(name, 'epoch'), step: numberIn(name, 'step')}))
		.sort((a, b) => (a.step ?? 0) - (b.step ?? 0) || (a.name < b.name ? -1 : 1));
}
