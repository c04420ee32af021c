import {type FileAccess, stateText} from '../../core/files/files.ts';
import {readTrained, type Trained} from './trained.ts';

/** The pickle stands at the beginning, and the loops' counts behind the names of the weights. */
const headBytes = 4 * 1024 * 1024;
const mostRead = 3;
/** Where a name without any number stands, as `last.ckpt`. */
const last = Number.MAX_SAFE_INTEGER;

/** A checkpoint named as ModelCheckpoint names it unless told otherwise. */
export interface Checkpoint {
	name: string;
	epoch: number | null;
	/** Steps done when it was saved. */
	step: number | null;
}

export const isCheckpoint = (name: string): boolean => name.endsWith('.ckpt');

/** Checkpoints in the folder of a run, in the order of their steps, or of their epochs. */
export function listCheckpoints(directory: string, files: FileAccess): Checkpoint[] {
	const found = (files.list(`${directory}/checkpoints`) ?? []).filter(({name}) => isCheckpoint(name));
	const numberIn = (name: string, key: string) => {
		const match = new RegExp(`(?:^|[-_/])${key}=(\\d+)`).exec(name);
		return match ? Number(match[1]) : null;
	};
	return found
		.map(({name}) => ({name, epoch: numberIn(name, 'epoch'), step: numberIn(name, 'step')}))
		.sort((a, b) => (a.step ?? 0) - (b.step ?? 0) || (a.epoch ?? last) - (b.epoch ?? last) || (a.name < b.name ? -1 : 1));
}

/** Reads what the newest checkpoints prove; each one again only when it changed. */
export class TrainedReader {
	private readonly known = new Map<string, {signature: string; trained: Trained | null}>();

	constructor(private readonly files: FileAccess) {}

	/** The furthest of what the newest checkpoints of a run prove, null where none does. */
	read(paths: readonly string[]): Trained | null {
		let furthest: Trained | null = null;
		for (const path of paths) {
			const trained = this.readOne(path);
			if (trained !== null && (furthest === null || trained.epochs > furthest.epochs)) furthest = trained;
		}
		return furthest;
	}

	private readOne(path: string): Trained | null {
		const stat = this.files.stat(path);
		if (stat === null) return null;
		const signature = stateText(stat);
		let known = this.known.get(path);
		if (known?.signature !== signature) {
			const head = this.files.readRange(path, 0, headBytes);
			known = {signature, trained: head === null ? null : readTrained(head)};
			this.known.set(path, known);
		}
		return known.trained;
	}
}

/** The newest by their steps, and the newest of those whose names have none, such as `epoch=9-val_loss=0.31.ckpt` and `last.ckpt`. */
export function newestOf(checkpoints: readonly Checkpoint[]): Checkpoint[] {
	const counted = checkpoints.filter(({step}) => step !== null);
	return [...checkpoints.filter(({step}) => step === null), ...counted.slice(-1)].slice(-mostRead);
}
