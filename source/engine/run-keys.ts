import type {TrackedRun} from './model/tracked-run.ts';

/** Runs that are gone and still known. */
const mostGone = 100;

/** The numbers that runs are known by on the screen, in the order that they were found: what is closed and found anew in a place is the same run there. */
export class RunKeys {
	private next = 1;
	/** By the paths of their runs. */
	private readonly reserved = new Map<string, number>();
	/** The latest runs that are gone: a person may have one before their eyes still, and it may only have been moved. */
	private readonly gone = new Map<number, TrackedRun>();

	/** Gives the next run at a path this key; a new one where none is named. */
	reserve(path: string, key = this.next++): void {
		this.reserved.set(path, key);
	}

	/**
	 * The key of a run that is found at a path.
	 * @param part what of its source it is, '' where that is a run itself: only such a one comes back
	 * @param isTaken true for the key of a run that is there
	 */
	take(path: string, part: string, isTaken: (key: number) => boolean): number {
		const reserved = part === '' ? this.reserved.get(path) : undefined;
		const key = reserved === undefined || isTaken(reserved) ? this.next++ : reserved;
		if (part === '') this.reserved.delete(path);
		this.gone.delete(key);
		return key;
	}

	/** Takes note of a run that is gone. Who has it before their eyes sees the one that comes in its place. */
	leave(run: TrackedRun): void {
		this.gone.set(run.key, run);
		if (run.part === '') this.reserved.set(run.path, run.key);
		if (this.gone.size <= mostGone) return;
		const [oldest] = this.gone.values();
		this.gone.delete(oldest!.key);
		if (this.reserved.get(oldest!.path) === oldest!.key) this.reserved.delete(oldest!.path);
	}

	/** A run that was removed a moment ago; undefined where nobody knows it any more. */
	findGone(key: number): TrackedRun | undefined {
		return this.gone.get(key);
	}
}
