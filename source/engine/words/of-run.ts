import type {Problem, RunFacts} from '../../core/run.ts';
import type {JournalState} from '../../formats/native/index.ts';
import {applyWords} from './apply.ts';

/** What people said of one run in a journal outside of its directory. */
export class WordsOfRun {
	/** Journals about it that may not be read, so that nobody knows what was said. */
	unheard: readonly Problem[] = [];
	private said: JournalState | null = null;
	private keys = '';

	/** Takes in what was said, and what of that may not be read; `keys` tells one state of it from another. False where it is the same as before. */
	take(said: JournalState | null, keys: string, unheard: readonly Problem[]): boolean {
		if (keys === this.keys) return false;
		this.said = said;
		this.unheard = unheard;
		this.keys = keys;
		return true;
	}

	/** The facts that its trackers tell, with these words. */
	applyTo(facts: RunFacts): RunFacts {
		return this.said === null ? facts : applyWords(facts, this.said);
	}
}
