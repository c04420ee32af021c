import {isTraining} from './words.ts';

/** The data that a line has named so far. */
export class LinePhase {
	/** Null where none is named, or none any more. */
	phase: string | null = null;
	/** True where the phase stands for the rest of the line, not only up to the next bar. */
	private isWhole = false;
	/** True where the phase is no pass of its own: "split=val" only says which data the line is about. */
	private isOnlyNamed = false;
	private clausePairs = 0;
	/** The mark that ends what is said of the data, '' where none does. */
	private closing = '';

	/** True where the phase is a pass over data with a count of its own. */
	get isOwnPass(): boolean {
		return this.phase !== null && !this.isOnlyNamed && !isTraining(this.phase);
	}

	/** Takes data that the values behind it are about. */
	enter(phase: string, isWhole: boolean): void {
		this.phase = phase;
		this.isWhole = isWhole;
		this.isOnlyNamed = false;
	}

	/** Takes data that is the value of a name: "split=val". */
	name(phase: string): void {
		this.enter(phase, true);
		this.isOnlyNamed = true;
	}

	/** Takes data whose values stand in the bracket that opens now: "val(loss=0.5, acc=0.1)". */
	open(phase: string, closing: string): void {
		this.enter(phase, true);
		this.closing = closing;
	}

	/** Takes a mark, which may close that bracket: what stands behind it is of no data. */
	takeMark(mark: string): void {
		if (mark !== this.closing) return;
		this.closing = '';
		this.phase = null;
	}

	takeValue(): void {
		this.clausePairs++;
	}

	/** "train: loss=0.8 acc=0.1 | lr=1e-3": where several values stand between bars, a bar ends what is said of their data. */
	takeBar(): void {
		if (!this.isWhole && this.clausePairs > 1) this.phase = null;
		this.clausePairs = 0;
	}
}
