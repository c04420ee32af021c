/** Further rows of a file that look torn are no accidents. */
const most = 8;
/** How much further apart than the rows before them those are that have the torn one between them. */
const mostGaps = 3;
const noteOf = (key: string | number, before: string) => `torn row ${key} ${before}`;

/**
 * Tells rows that lost the end of their step, as a write that was cut or mixed with another one leaves them (1600, 17, 1800), from
 * such as begin another attempt: of that the next row goes on from there. What is torn shows at the next row: it is noted, for
 * reading all anew without it.
 */
export class TornRows {
	/** True where a row that was taken is torn. */
	stale = false;
	private readonly known: number;
	private highest = Number.NaN;
	/** How far the last two whole rows are apart. */
	private gap = Number.NaN;
	private fallen = Number.NaN;
	private fallenNote = '';

	constructor(private readonly notes: Set<string>) {
		this.known = [...notes].filter(note => note.startsWith(noteOf('', '').trimEnd())).length;
	}

	/** True for a row that is torn, as an earlier reading has shown. `key` and `before` say which row it is. */
	has(key: string | number, before = ''): boolean {
		return this.known > 0 && this.notes.has(noteOf(key, before));
	}

	/**
	 * Takes the next row.
	 *
	 * @param mayBeTorn true where nothing but its step may tell it from the row before
	 */
	take(step: number, mayBeTorn: boolean, key: string | number, before = ''): void {
		const {highest, fallen, gap} = this;
		this.fallen = Number.NaN;
		if (mayBeTorn && step < highest && Number.isNaN(fallen)) {
			this.fallen = step;
			this.fallenNote = noteOf(key, before);
			return;
		}
		this.highest = step;
		this.gap = step - highest;
		// A row is missing there.
		const isMissing = this.gap > gap && this.gap <= mostGaps * gap;
		if (!isMissing || !isBeginOfOneBetween(fallen, highest, step) || this.known >= most) return;
		this.notes.add(this.fallenNote);
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
