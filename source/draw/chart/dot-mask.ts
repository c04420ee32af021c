/** Dots of one curve, two across and four down in every cell, as braille characters have them. */

/** Bits of the dots of a cell, by row and column: Unicode's braille patterns (U+2800 plus these). */
const bitOf = new Uint8Array([0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]);
/** Bits of the rows from the given one down, and down to the given one, for the left column; the right one by `bitOf`. */
const downFrom = [new Uint8Array([0x47, 0x46, 0x44, 0x40]), new Uint8Array([0xb8, 0xb0, 0xa0, 0x80])] as const;
const downTo = [new Uint8Array([0x01, 0x03, 0x07, 0x47]), new Uint8Array([0x08, 0x18, 0x38, 0xb8])] as const;

export const brailleBase = 0x2800;

export class DotMask {
	/** Dots of each cell. */
	readonly bits: Uint8Array;
	/** Cells that have a dot, in the order of their first; `touchedCount` of them. */
	readonly touched: Int32Array;
	touchedCount = 0;
	readonly width: number;
	readonly height: number;

	constructor(
		readonly cols: number,
		readonly rows: number,
	) {
		this.bits = new Uint8Array(cols * rows);
		this.touched = new Int32Array(cols * rows);
		this.width = cols * 2;
		this.height = rows * 4;
	}

	/** Forgets all dots; costs what was drawn. */
	clear(): void {
		for (let i = 0; i < this.touchedCount; i++) this.bits[this.touched[i]!] = 0;
		this.touchedCount = 0;
	}

	dot(x: number, y: number): void {
		if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
		this.add((y >> 2) * this.cols + (x >> 1), bitOf[((y & 3) << 1) | (x & 1)]!);
	}

	/** A vertical bar between two rows of dots, ends included, cut at the edges. */
	bar(x: number, y0: number, y1: number): void {
		const top = Math.max(0, Math.min(y0, y1));
		const bottom = Math.min(this.height - 1, Math.max(y0, y1));
		if (x < 0 || x >= this.width || top > bottom) return;
		const side = (x & 1) as 0 | 1;
		const first = top >> 2;
		const last = bottom >> 2;
		for (let row = first; row <= last; row++) {
			let bits = side === 0 ? 0x47 : 0xb8;
			if (row === first) bits &= downFrom[side][top & 3]!;
			if (row === last) bits &= downTo[side][bottom & 3]!;
			this.add(row * this.cols + (x >> 1), bits);
		}
	}

	/** A line between two dots, ends included; only the part within the mask is drawn. Ends may lie far outside. */
	line(x0: number, y0: number, x1: number, y1: number): void {
		const from = Math.max(shareOutside(y0, y1, this.height), shareOutside(x0, x1, this.width));
		const to = 1 - Math.max(shareOutside(y1, y0, this.height), shareOutside(x1, x0, this.width));
		if (!(from <= to)) return;
		const left = x0 + (x1 - x0) * from;
		const right = x0 + (x1 - x0) * to;
		const start = y0 + (y1 - y0) * from;
		const end = y0 + (y1 - y0) * to;
		const count = Math.max(1, Math.ceil(Math.max(Math.abs(right - left), Math.abs(end - start))));
		for (let i = 0; i <= count; i++) {
			this.dot(Math.round(left + ((right - left) * i) / count), Math.round(start + ((end - start) * i) / count));
		}
	}

	private add(cell: number, bits: number): void {
		const before = this.bits[cell]!;
		if (before === 0) this.touched[this.touchedCount++] = cell;
		this.bits[cell] = before | bits;
	}
}

/** Share of the way from `a` to `b` that lies outside 0 … size - 1 before it enters; above 1 where it never does. */
function shareOutside(a: number, b: number, size: number): number {
	const edge = Math.min(size - 0.51, Math.max(-0.5, a));
	if (edge === a) return 0;
	const share = (edge - a) / (b - a);
	return share >= 0 ? share : 2;
}
