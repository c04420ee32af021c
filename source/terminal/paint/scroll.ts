/** Rows of cells: what is compared is glyph and style of each. */
export interface Cells {
	glyphs: Uint32Array;
	styles: Uint32Array;
}

export interface Scroll {
	/** First and last row of the region that moves. */
	top: number;
	bottom: number;
	/** Rows that it moves up by; negative: down. */
	by: number;
}

const blank = 0x20;
/** So many rows must be saved: the sequences cost about as much as changes in two. */
const leastGain = 3;

/** A number for a row's content (FNV-1a over its cells); 0 for a blank row, which would match any other. */
function hashRow({glyphs, styles}: Cells, start: number, cols: number): number {
	let hash = 0x811c9dc5;
	let isBlank = true;
	for (let at = start; at < start + cols; at++) {
		if (glyphs[at] !== blank) isBlank = false;
		hash = Math.imul(hash ^ glyphs[at]!, 0x01000193);
		hash = Math.imul(hash ^ styles[at]!, 0x01000193);
	}
	return isBlank ? 0 : hash || 1;
}

const hashRows = (cells: Cells, cols: number, rows: number) =>
	Int32Array.from({length: rows}, (_, y) => hashRow(cells, y * cols, cols));

/** The shift that most rows of the new frame that have changed share with a row of the old one; 0 for none. */
function commonShift(fresh: Int32Array, old: Int32Array): number {
	const places = new Map<number, number>();
	for (let y = old.length - 1; y >= 0; y--) places.set(old[y]!, y);
	const votes = new Map<number, number>();
	let best = 0;
	for (let y = 0; y < fresh.length; y++) {
		const from = fresh[y] === 0 || fresh[y] === old[y] ? undefined : places.get(fresh[y]!);
		if (from === undefined) continue;
		const count = (votes.get(from - y) ?? 0) + 1;
		votes.set(from - y, count);
		if (count > (votes.get(best) ?? 0)) best = from - y;
	}
	return best;
}

/** Finds out whether moving a region of the old frame up or down brings much of the new one. Null: it does not. */
export function findScroll(next: Cells, front: Cells, cols: number, rows: number): Scroll | null {
	const fresh = hashRows(next, cols, rows);
	const old = hashRows(front, cols, rows);
	const by = commonShift(fresh, old);
	if (by === 0) return null;
	const moves = (y: number) => y + by >= 0 && y + by < rows && fresh[y] !== 0 && fresh[y] === old[y + by];
	let first = -1;
	let last = -1;
	for (let y = 0; y < rows; y++) {
		if (!moves(y) || fresh[y] === old[y]) continue;
		if (first < 0) first = y;
		last = y;
	}
	const top = by > 0 ? first : first + by;
	const bottom = by > 0 ? last + by : last;
	let gain = 0;
	for (let y = top; y <= bottom; y++) {
		if (fresh[y] === old[y]) gain -= moves(y) ? 0 : 1;
		else if (moves(y)) gain++;
	}
	return gain >= leastGain ? {top, bottom, by} : null;
}

/** Moves the region in the cells themselves; what comes in is blank. */
export function scrollCells({glyphs, styles}: Cells, {top, bottom, by}: Scroll, cols: number): void {
	const start = top * cols;
	const end = (bottom + 1) * cols;
	const shift = Math.abs(by) * cols;
	for (const [cells, empty] of [
		[glyphs, blank],
		[styles, 0],
	] as const) {
		if (by > 0) cells.copyWithin(start, start + shift, end).fill(empty, end - shift, end);
		else cells.copyWithin(start + shift, start, end - shift).fill(empty, start, start + shift);
	}
}

/** The bytes for it: a scrolling region (DECSTBM), and lines deleted or inserted at its top, which even the Linux console knows. */
export function scrollSequence({top, bottom, by}: Scroll): string {
	const count = Math.abs(by) === 1 ? '' : Math.abs(by);
	return `\x1b[${top + 1};${bottom + 1}r\x1b[${top + 1}H\x1b[${count}${by > 0 ? 'M' : 'L'}\x1b[r`;
}
