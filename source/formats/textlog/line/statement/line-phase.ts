import {isTraining} from '../words.ts';

/** The data that a line has named so far. */
export class LinePhase {
	/** Null where none is named, or none any more. */
	phase: string | null = null;
	/** True where the phase stands for the rest of the line, not only up to the next bar. */
	private isWhole = false;
	/** True where the phase is no pass of its own: "split=val" only says which data the line is about. */
	private isOnlyNamed = false;
	private isPart = false;
	private clausePairs = 0;

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

	/** Takes that what stands in the bracket that opens is of that data. */
	openPart(phase: string): void {
		this.enter(phase, true);
		this.isPart = true;
	}

	closePart(): void {
		if (this.isPart) this.phase = null;
		this.isPart = false;
	}

	/** Takes data that is the value of a name: "split=val". */
	name(phase: string): void {
		this.enter(phase, true);
		this.isOnlyNamed = true;
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
