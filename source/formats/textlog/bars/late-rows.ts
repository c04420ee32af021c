/** How far the rows of a training are from each other. */
export interface Pace {
	steps: number;
	epochs: number;
}

/** What a log shows of rows that come late, as it is noted for reading it again. */
export type PaceNote = `rows come late: ${number} steps in ${number} epochs`;

/** Rows that stand together at the bar of one step. */
interface Block {
	step: number;
	/** How many epochs the last of them has done. */
	last: number;
	/** How often that has risen. */
	rises: number;
}

const noted = /^rows come late: (\S+) steps in (\S+) epochs$/;
/** Two rows may stand at a bar that was not drawn again. */
const fewestRises = 2;
/** How far off the number of steps may be that rounded epochs tell. */
const mostOff = 0.03;

/** The pace that was noted last, null where none was. */
export function paceIn(notes: Iterable<string>): Pace | null {
	let pace: Pace | null = null;
	for (const note of notes) {
		const [, steps, epochs] = noted.exec(note) ?? [];
		if (steps !== undefined) pace = {steps: Number(steps), epochs: Number(epochs)};
	}
	return pace;
}

/**
 * Finds out that the rows of one training of transformers' Trainer come late, and how far they are from each other. A program whose output is a file hands on what it prints
 * in blocks of some kilobytes, but draws its bars at once: many rows stand together then behind a bar that is further on than they are.
 */
export class LateRows {
	private block: Block | null = null;
	private mostRises = 0;
	/** How many epochs lie within all blocks, and between how many rows. */
	private epochs = 0;
	private gaps = 0;
	/** The fewest steps that a bar showed for each epoch that the row behind it had done. */
	private stepsPerEpoch = Number.POSITIVE_INFINITY;

	/**
	 * Takes a row of training, or the last one of all; gives the pace where blocks of rows so far were late, which is known behind each of them.
	 *
	 * @param epoch how many epochs are done
	 * @param step where the bar before it stands
	 */
	take(epoch: number, step: number, isEnd: boolean): Pace | null {
		this.stepsPerEpoch = isEnd ? step / epoch : Math.min(this.stepsPerEpoch, step / epoch);
		if (isEnd) return this.pace(true);
		const {block} = this;
		if (block?.step === step && epoch >= block.last) {
			this.epochs += epoch - block.last;
			this.gaps++;
			if (epoch > block.last) this.mostRises = Math.max(this.mostRises, ++block.rises);
			block.last = epoch;
			return null;
		}
		this.block = {step, last: epoch, rises: 0};
		return this.pace(false);
	}

	/** @param isSure true where the bar is known to stand where the row is */
	private pace(isSure: boolean): Pace | null {
		if (this.mostRises < fewestRises) return null;
		const epochs = this.epochs / this.gaps;
		const steps = usual(Math.max(1, Math.round(epochs * this.stepsPerEpoch)));
		return {steps, epochs: isSure ? steps / this.stepsPerEpoch : epochs};
	}
}

/** The number of tens that it is about, where there is one: people hardly ask for a row each 51 steps. */
function usual(steps: number): number {
	const tens = 10 * Math.round(steps / 10);
	return Math.abs(tens - steps) <= mostOff * steps ? tens : steps;
}
