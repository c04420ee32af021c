import type {ActLine} from '../../core/acting/act.ts';

/** How a run is put somewhere else, or taken back. */
export interface Move {
	/** What would be done, exactly. */
	lines: ActLine[];
	/** Where the run's directory lies then, where that is another place than before. */
	to?: string;
	/** Does it. Throws what the system says. Cut off in between, everything is still there, and doing it again completes it. */
	perform(): void;
}

/** Where runs of a tracker lie that were put away, in its own way. */
export interface Shelf {
	/** Where the run lies now: null for where it was made. */
	now: 'trash' | 'archive' | null;
	/** True where the place alone says it, so that no word in a journal is needed, which the tracker would not know. */
	tellsByPlace: boolean;
	toTrash: Move;
	/** Null where it has no archive. */
	toArchive: Move | null;
	back: Move;
	/** Absolute paths of all that is the run's. */
	parts: string[];
}
