import type {Message} from './prefix.ts';

/**
 * Picks the lines of one process out of the mixed output of a job: its ranks print the same steps at different moments with different
 * values, and one curve cannot follow them all.
 */
export class RankFilter {
	private first: number | null = null;
	private zeros = 0;

	/** True for lines whose numbers count: those of the lowest rank so far, and those of nobody in particular. */
	accepts({rank, isBare}: Message): boolean {
		if (rank === null) return true;
		if (isBare) {
			// A counter passes 0 once ("0: loss 2.5", "100: loss 2.3"); a rank 0 speaks again.
			if (rank === 0) this.zeros++;
			if (this.zeros < 2) return true;
		}
		if (this.first === null || rank < this.first) this.first = rank;
		return rank === this.first;
	}
}
