import type {Json} from '../../../core/run.ts';
import type {JournalOp} from '../../../formats/native/index.ts';

/** What is said of a run, as a tracker may have a place for it. */
export interface PlacedWord {
	op: JournalOp;
	value: Json;
	/** True where it is taken back. */
	isUndone: boolean;
}

/** A documented place of a tracker for what people say of its runs. */
export interface WordPlace {
	/** Files that a word would be written to, for people; null where there is no place for such a word. */
	where(word: PlacedWord): string | null;
	/** Writes it there, and gives what puts back what was there before. Both throw what the system says. */
	write(word: PlacedWord, nowMs: number): () => void;
	/** Sets the label, which is shown as the run's own word; null takes it away. */
	label?: {before: string | null; write(text: string | null, nowMs: number): void};
}
