/** Rows of one epoch: how many there were, and how far their counter went in it. */
interface Extent {
	rows: number;
	span: number;
}

/**
 * Follows the epochs of an output whose heads name them ("Epoch 3/4") and whose rows count steps without saying of how many. At a head all epochs
 * before are done; that the last one is done shows once it has as many rows as each one before had.
 */
export class HeadedEpochs {
	private begun: number | null = null;
	private epoch: number | null = null;
	private rows = 0;
	private first = 0;
	private last = 0;
	/** What all epochs that are over had; null where none is over, or they differ. */
	private usual: Extent | null = null;
	private differ = false;
	private isSummed = false;
	/** True once an epoch was over without a row of steps: those that come may count anything. */
	private isOfOthers = false;

	/** True where a line that names an epoch with some words may be its head: no rows of steps came before the first such line. */
	get mayBegin(): boolean {
		return this.begun !== null || this.rows === 0;
	}

	/**
	 * Takes the head of an epoch.
	 *
	 * @param epoch its number
	 * @param begun how many epochs come before it
	 */
	enter(epoch: number, begun: number): void {
		if (epoch === this.epoch) return;
		if (this.begun !== null && this.rows === 0) this.isOfOthers = true;
		if (this.begun !== null && begun === this.begun + 1 && this.rows > 0)
			this.noteExtent({rows: this.rows, span: this.last - this.first});
		else {
			this.usual = null;
			this.differ = false;
		}
		this.begun = begun;
		this.epoch = epoch;
		this.rows = 0;
		this.isSummed = false;
	}

	/** Takes the counter of a row of steps. */
	takeRow(value: number): void {
		if (this.rows === 0) this.first = value;
		this.last = value;
		this.rows++;
	}

	/** Takes a row of values of a whole epoch: below its head and its steps it says that it is done. */
	takeSum(epoch: number): void {
		this.isSummed ||= epoch === this.epoch && this.rows > 0;
	}

	/** True where an epoch is under way of which nothing tells how far it is, nor will. */
	get isEndless(): boolean {
		return this.usual === null && !this.isSummed;
	}

	/** How many epochs are done; null where no head was seen, or where rows of steps are not what fills the epochs. */
	get done(): number | null {
		if (this.begun === null || this.isOfOthers) return null;
		const isFull = this.usual !== null && this.rows >= this.usual.rows && this.last - this.first >= this.usual.span;
		return this.begun + Number(isFull || this.isSummed);
	}

	private noteExtent(extent: Extent): void {
		const {usual} = this;
		if (usual === null && !this.differ) this.usual = extent;
		else if (usual !== null && (usual.rows !== extent.rows || usual.span !== extent.span)) {
			this.usual = null;
			this.differ = true;
		}
	}
}
