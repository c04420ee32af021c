import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import {type Stands, standFor} from './make-kept.ts';
import {isWorthKeeping} from './settled.ts';

const megabyte = 1024 * 1024;
/** Files that are read again in some milliseconds, when somebody scrolls to their run. */
const lightBytes = megabyte / 2;
/** Files of other runs that are over of which the points are held. */
const mostHeldBytes = 512 * megabyte;
/** What takes so long to read again that it is never let go of. */
export const heavyBytes = 64 * megabyte;

/**
 * Lets go of the points of runs that are over and that nobody looks at: what the list shows of them stays. A thousand small runs held 80 MB
 * that nobody had asked for. Whoever asks for their points wakes them, and they stay awake from then on.
 */
export class Dozing {
	private readonly fresh = new Set<SourceHandle>();
	private readonly held = new WeakSet<SourceHandle>();
	private heldBytes = 0;

	/** Call when a source was read to its end. */
	note(handle: SourceHandle): void {
		this.fresh.add(handle);
	}

	/**
	 * Looks at what was read since the last time; to be called when its runs are judged.
	 * @param isShown whether the screen shows a run
	 * @param examine looks for what is wrong in its curves, which is done for the last time
	 * @param keep keeps for the next start what was read of it
	 */
	update(
		isShown: (run: TrackedRun) => boolean,
		examine: (run: TrackedRun) => void,
		keep: (handle: SourceHandle, stands: Stands) => void,
	): void {
		for (const handle of this.fresh) {
			// Of a store of runs all would be read again for one of them.
			const run = handle.runs.size === 1 ? handle.runs.get('')?.run : undefined;
			if (run === undefined || !isWorthKeeping(handle) || handle.bytesRead > heavyBytes) continue;
			if (run.asleep !== null || isShown(run) || this.mayHold(handle)) continue;
			examine(run);
			const stands = standFor(run);
			keep(handle, stands);
			handle.doze(stands);
		}
		this.fresh.clear();
	}

	/** Takes note of what is held, each source once, however often it is looked at again. */
	private mayHold(handle: SourceHandle): boolean {
		const {bytesRead} = handle;
		if (bytesRead <= lightBytes) return false;
		if (this.held.has(handle)) return true;
		if (this.heldBytes + bytesRead > mostHeldBytes) return false;
		this.held.add(handle);
		this.heldBytes += bytesRead;
		return true;
	}
}
