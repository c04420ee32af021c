import type {FileState} from '../../core/files/files.ts';
import type {Looked} from './noting-files.ts';

/** A run whose directory holds more than this is looked through again at each start. */
const mostLooked = 500;

/**
 * What was looked at in the directory of a run, and below it, in search of what other trackers wrote there. Where nothing was found, nobody has to
 * look again as long as all of that is as it was.
 */
export class LookedBelow {
	private isEmpty = true;
	private isDone = false;

	/**
	 * @param beganAtMs when the first look was taken, milliseconds
	 * @param looked paths that were looked at by then
	 * @param depth how far below the root the directory lies, where names on the way there decide what it is: under another root it may be something else
	 */
	constructor(
		readonly beganAtMs: number,
		readonly looked: Looked,
		readonly depth: number | null = null,
	) {}

	/** Takes note of the state of a directory before it is listed. */
	enter(directory: string, {size, modifiedAtMs, inode}: FileState): void {
		const before = this.looked.get(directory);
		const isSame = before === undefined || (before?.modifiedAtMs === modifiedAtMs && before.inode === inode);
		if (!isSame) this.fill();
		this.looked.set(directory, {size, modifiedAtMs, inode});
	}

	/** Takes note that something was found, or that something could not be looked at: nothing is proved any more, and nothing of it is held. */
	fill(): void {
		this.isEmpty = false;
		this.looked.clear();
	}

	/** Takes note that nothing waits to be looked at any more. */
	settle(): void {
		this.isDone = true;
	}

	/** True where all was looked at and nothing was found. */
	get holdsNothing(): boolean {
		return this.isDone && this.isEmpty && this.looked.size <= mostLooked;
	}
}
