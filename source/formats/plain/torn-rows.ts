/** Further rows of a file that look torn are no accidents. */
const most = 8;
const noteOf = (key: string | number, before: string) => `torn row ${key} ${before}`;

/**
 * Tells rows that lost the end of their step, as a write that was cut or mixed with another one leaves them (1600, 17, 1800), from such as begin
 * another attempt: of that the next row goes on from there. What is torn shows at the next row: it is noted, for reading all anew without it.
 */
export class TornRows {
	/** True where a row that was taken is torn. */
	stale = false;
	private readonly known: number;
	private highest = Number.NaN;
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
		const {highest, fallen} = this;
		this.fallen = Number.NaN;
		if (mayBeTorn && step < highest && Number.isNaN(fallen)) {
			this.fallen = step;
			this.fallenNote = noteOf(key, before);
			return;
		}
		this.highest = step;
		if (!(step > highest && isBeginOfOneBetween(fallen, highest, step)) || this.known >= most) return;
		this.notes.add(this.fallenNote);
		this.stale = true;
	}
}

/** True where the digits of a number are the first ones of a longer number that lies between two others. */
function isBeginOfOneBetween(begin: number, above: number, below: number): boolean {
	if (!Number.isInteger(begin) || begin < 1) return false;
	for (let scale = 10; begin * scale < below; scale *= 10) if ((begin + 1) * scale - 1 > above) return true;
	return false;
}
