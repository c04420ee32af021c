/** Rows that fall from the first one on; an attempt that begins anew falls once. */
const fewestRows = 4;
/** In the notes of a file whose rows stand newest first: its points count in the order of their steps. */
export const fallingNote = 'steps fall from row to row';
const notAlwaysNote = 'steps do not always fall';

/**
 * Tells a file that is written newest first, where no row has a higher step than the one before it, from one that attempts begin anew in. What shows
 * at some row holds for those before it: it is noted, for reading all anew.
 */
export class FallingSteps {
	/** True when the rows have been read in the wrong order. */
	stale = false;
	/** Whether the file was found to be one. */
	readonly isKnown: boolean;
	private isOpen: boolean;
	private rows = 0;
	private last = Number.POSITIVE_INFINITY;

	constructor(private readonly notes: Set<string>) {
		this.isKnown = notes.has(fallingNote);
		this.isOpen = !notes.has(notAlwaysNote);
	}

	/** Takes the step that a row was written with. */
	take(step: number): void {
		// Several rows of one epoch stand behind each other.
		if (!this.isOpen || step === this.last) return;
		if (step < this.last) {
			this.last = step;
			this.rows++;
			if (this.rows !== fewestRows || this.isKnown) return;
			this.notes.add(fallingNote);
			this.stale = true;
			return;
		}
		this.isOpen = false;
		if (!this.notes.delete(fallingNote)) return;
		this.notes.add(notAlwaysNote);
		this.stale = true;
	}
}
