/** How far the rows of a training are from each other. */
export interface Pace {
	steps: number;
	epochs: number;
}

/** What a log shows of rows that come late, as it is noted for reading it again. */
export type PaceNote = `rows come late: ${number} steps in ${number} epochs`;

/** Rows that stand together at the bar of one step, in epochs. */
interface Block {
	step: number;
	first: number;
	last: number;
	rows: number;
}

const noted = /^rows come late: (\S+) steps in (\S+) epochs$/;
/** Two may stand at a bar that was not drawn again. */
const fewestRows = 3;

/** The pace that was noted last, null where none was. */
export function paceIn(notes: Iterable<string>): Pace | null {
	let pace: Pace | null = null;
	for (const note of notes) {
		const [, steps, epochs] = noted.exec(note) ?? [];
		if (steps !== undefined) pace = {steps: Number(steps), epochs: Number(epochs)};
	}
	return pace;
}

/** The step of a row that says how many epochs are done: rows come every so many steps, evaluations at any. */
export function stepAt(epoch: number, {steps, epochs}: Pace, isOfEvaluation: boolean): number {
	const rows = epoch / epochs;
	return Math.max(1, isOfEvaluation ? Math.round(rows * steps) : Math.round(rows) * steps);
}

/**
 * Finds out that rows of transformers' Trainer come late, and how far they are from each other. A program whose output is a file hands on what it prints
 * in blocks of some kilobytes, but draws its bars at once: many rows stand together then behind a bar that is further on than they are.
 */
export class LateRows {
	/** How far the rows of this training were. */
	private epochs: number[] = [];
	private block: Block | null = null;
	private longest: Block | null = null;
	/** The fewest steps that a bar showed for each epoch that the row behind it had done. */
	private stepsPerEpoch = Number.POSITIVE_INFINITY;

	/**
	 * Takes a row of training, or the last one of all; gives the pace where blocks of rows so far were late, which is known behind each of them.
	 *
	 * @param epoch how many epochs are done
	 * @param step where the bar before it stands
	 */
	take(epoch: number, step: number, isEnd: boolean): Pace | null {
		if (epoch < (this.epochs.at(-1) ?? 0)) this.begin();
		this.stepsPerEpoch = isEnd ? step / epoch : Math.min(this.stepsPerEpoch, step / epoch);
		if (isEnd) return this.pace();
		this.epochs.push(epoch);
		const {block} = this;
		if (block?.step === step && epoch > block.last) {
			block.last = epoch;
			block.rows++;
			if (block.rows > (this.longest?.rows ?? 0)) this.longest = block;
			return null;
		}
		this.block = {step, first: epoch, last: epoch, rows: 1};
		return this.pace();
	}

	/** Takes that another training begins. */
	private begin(): void {
		this.epochs = [];
		this.block = null;
		this.longest = null;
		this.stepsPerEpoch = Number.POSITIVE_INFINITY;
	}

	private pace(): Pace | null {
		const {longest} = this;
		if (longest === null || longest.rows < fewestRows) return null;
		const length = longest.last - longest.first;
		let epochs = length / (longest.rows - 1);
		// Epochs are rounded: the further on a row is, the better it tells how far one is from the next.
		for (const epoch of this.epochs) if (epoch > length) epochs = epoch / Math.round(epoch / epochs);
		return {epochs, steps: Math.max(1, Math.round(epochs * this.stepsPerEpoch))};
	}
}
