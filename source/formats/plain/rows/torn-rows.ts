/** Further rows of a file that look torn are no accidents. */
const most = 8;
/** How much further apart than the rows before them those are that have the torn one between them. */
const mostGaps = 3;
const noteOf = (key: string | number, before: string) => `torn row ${key} ${before}`;

/**
 * Tells rows that lost the end of their step, as a write that was cut or mixed with another one leaves them (1600, 17, 1800), and rests of rows
 * from such as begin another attempt: of that the next row goes on from there. What is torn shows at the next row: it is noted, for
 * reading all anew without it.
 */
export class TornRows {
	/** True where a row that was taken is torn. */
	stale = false;
	/** True behind a row that fell back: the next one shows whether it is torn. */
	isOpen = false;
	private readonly known: number;
	private fallen = Number.NaN;
	private highest = Number.NaN;
	private gap = Number.NaN;
	private note = '';
	private comesAgain = false;

	constructor(private readonly notes: Set<string>) {
		this.known = [...notes].filter(note => note.startsWith(noteOf('', '').trimEnd())).length;
	}

	/** True for a row that is torn, as an earlier reading has shown. `key` and `before` say which row it is. */
	has(key: string | number, before = ''): boolean {
		return this.known > 0 && this.notes.has(noteOf(key, before));
	}

	/**
	 * Takes a row that may be torn.
	 *
	 * @param highest step of the row before, which was `gap` further than the one before that
	 * @param comesAgain true where it is known to lack cells, and one that it has was written for this step already or a later one
	 */
	begin(step: number, highest: number, gap: number, key: string | number, before = '', comesAgain = false): void {
		if (!(step < highest)) return;
		this.comesAgain = comesAgain;
		this.isOpen = true;
		this.fallen = step;
		this.highest = highest;
		this.gap = gap;
		this.note = noteOf(key, before);
	}

	/** Takes the row behind that one. */
	end(step: number): void {
		this.isOpen = false;
		const wide = step - this.highest;
		const isMissing = wide > this.gap && wide <= mostGaps * this.gap;
		// The rest of a row, as a block of a file that was lost or written twice leaves it: what is behind does not go on from there.
		const isRest = this.comesAgain && ((wide > 0 && wide <= mostGaps * this.gap) || step > this.fallen + mostGaps * this.gap);
		const isBegin = isMissing && isBeginOfOneBetween(this.fallen, this.highest, step);
		if (!(isRest || isBegin) || this.known >= most) return;
		this.notes.add(this.note);
		this.stale = true;
	}
}

/** True where the digits of a number are the first ones of a longer number that lies between two others. */
function isBeginOfOneBetween(begin: number, above: number, below: number): boolean {
	if (!Number.isInteger(begin) || begin < 1) return false;
	for (let scale = 10; begin * scale < below; scale *= 10)
		if (Math.max(begin * scale, above + 1) <= Math.min((begin + 1) * scale, below) - 1) return true;
	return false;
}
