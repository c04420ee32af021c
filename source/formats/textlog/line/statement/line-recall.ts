import {namesBest, type Recall, recallOf} from '../recall.ts';

/** Names of what is best that are no measure of it. */
const isPlace = (name: string): boolean => /(?:^|\s)(?:trial|fold|run|seed|lr|learning[ _]rate|config|model|k)$/i.test(name);

/** Knows what in a line tells of something earlier, by the words before it. */
export class LineRecall {
	/** True once a counter or a value did. */
	recalls = false;
	/** A word that recalls, as long as no name has used it up. */
	private recall: Recall = 'no';
	private isBestNamed = false;
	private hasOwnCounter = false;
	/** True behind a counter that is recalled. */
	private isBehindRecalled = false;

	takeWord(word: string): void {
		const recall = recallOf(word);
		if (recall !== 'no' && this.recall !== 'loaded') this.recall = recall;
	}

	/** Takes a "=" behind that word: "resume=True" is a setting. */
	takeEquals(word: string | undefined): void {
		if (this.recall !== 'no' && recallOf(word ?? '') !== 'no') this.recall = 'no';
	}

	/** A mark that parts a line ends what a word before it recalls, where the line says where the run is. */
	endClause(): void {
		if (!this.hasOwnCounter) return;
		this.recall = 'no';
		this.isBehindRecalled = false;
	}

	/**
	 * What the words before a counter say of it. "Best loss 0.9 at epoch 3" names the best first; "from epoch 3" was there before.
	 * @param before the word before its own
	 */
	ofCounter(before: string | undefined): Recall {
		if (this.recall !== 'no') return this.recall;
		const isBest = (this.isBestNamed && !this.hasOwnCounter) || (before !== undefined && /^(?:from|since)$/i.test(before));
		return isBest ? 'best' : 'no';
	}

	takeCounter(recall: Recall): void {
		this.isBehindRecalled = recall !== 'no';
		if (recall === 'no') this.hasOwnCounter = true;
		else this.recalls = true;
	}

	/** Takes a value; true where it is one of something earlier. "Best fold: 3 (acc: 0.9)" only says where the best was. */
	takeValue(name: string): boolean {
		if (this.recall !== 'no' && namesBest(name) && !isPlace(name)) {
			this.recall = 'no';
			this.isBestNamed = true;
		}
		const isRecalled = this.isBehindRecalled || (this.recall !== 'no' && !this.hasOwnCounter);
		if (isRecalled) this.recalls = true;
		return isRecalled;
	}
}
