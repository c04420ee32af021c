import {simpleWidths} from './simple-widths.ts';
import {type Color, onBackground, type Style} from './style.ts';
import {isSimple, segments} from './width.ts';

/** Second cell of a wide character. */
export const continuation = 0;
const blank = 0x20;
const clusters: string[] = [];
const clusterIndex = new Map<string, number>();

/** Glyph number of a grapheme cluster: its code point, or an interned number with the top bit set where it has several. */
function glyphOf(cluster: string): number {
	const point = cluster.codePointAt(0)!;
	if (cluster.length === (point > 0xffff ? 2 : 1)) return point;
	const known = clusterIndex.get(cluster);
	if (known !== undefined) return known;
	const glyph = (0x80000000 | clusters.length) >>> 0;
	clusters.push(cluster);
	clusterIndex.set(cluster, glyph);
	return glyph;
}

/** Text of a glyph number. */
export function glyphText(glyph: number): string {
	return glyph >= 0x80000000 ? (clusters[glyph & 0x7fffffff] ?? '?') : String.fromCodePoint(glyph);
}

/** A rectangle of cells. Everything that is drawn dense is drawn into one of these; the painter shows it. */
export class Grid {
	readonly glyphs: Uint32Array;
	readonly styles: Uint32Array;

	constructor(
		readonly cols: number,
		readonly rows: number,
	) {
		this.glyphs = new Uint32Array(cols * rows).fill(blank);
		this.styles = new Uint32Array(cols * rows);
	}

	clear(): void {
		this.glyphs.fill(blank);
		this.styles.fill(0);
	}

	/** Puts one code point of width 1. */
	set(x: number, y: number, codePoint: number, style: Style): void {
		if (x < 0 || y < 0 || x >= this.cols || y >= this.rows) return;
		const at = y * this.cols + x;
		this.breakWide(at);
		this.glyphs[at] = codePoint;
		this.styles[at] = style;
	}

	/**
	 * Writes text from (x, y), cut at `x + maxWidth` and at the right edge; control characters must be gone already.
	 * Returns the column after the last one written.
	 */
	put(x: number, y: number, text: string, style: Style, maxWidth = Number.POSITIVE_INFINITY): number {
		if (y < 0 || y >= this.rows) return x;
		const end = Math.min(this.cols, x + maxWidth);
		const from = x;
		let column = x;
		if (x >= 0 && isSimple(text)) return this.putSimple(x, y, text, style, end);
		for (const {text: cluster, width} of segments(text)) {
			if (width === 0) continue;
			if (column + width > end) break;
			if (column >= 0) this.place(column, y, cluster, width, style);
			column += width;
		}
		return Math.max(column, from);
	}

	fill(x: number, y: number, cols: number, rows: number, style: Style, codePoint = blank): void {
		for (let row = Math.max(0, y); row < Math.min(this.rows, y + rows); row++) {
			for (let column = Math.max(0, x); column < Math.min(this.cols, x + cols); column++) this.set(column, row, codePoint, style);
		}
	}

	/** Sets the background of a rectangle and leaves the rest of each cell's style. */
	paint(x: number, y: number, cols: number, rows: number, background: Color): void {
		for (let row = Math.max(0, y); row < Math.min(this.rows, y + rows); row++) {
			for (let column = Math.max(0, x); column < Math.min(this.cols, x + cols); column++) {
				const at = row * this.cols + column;
				this.styles[at] = onBackground(this.styles[at]!, background);
			}
		}
	}

	/** Copies another grid in at (x, y), cut at the edges. */
	blit(other: Grid, x: number, y: number): void {
		const left = Math.max(0, -x);
		const right = Math.min(other.cols, this.cols - x);
		if (right <= left) return;
		for (let row = Math.max(0, -y); row < other.rows && y + row < this.rows; row++) {
			const from = row * other.cols;
			const to = (y + row) * this.cols + x;
			this.breakWide(to + left);
			this.breakWide(to + right - 1);
			this.glyphs.set(other.glyphs.subarray(from + left, from + right), to + left);
			this.styles.set(other.styles.subarray(from + left, from + right), to + left);
			if (this.glyphs[to + left] === continuation) this.glyphs[to + left] = blank;
			if (right < other.cols && other.glyphs[from + right] === continuation) this.glyphs[to + right - 1] = blank;
		}
	}

	/** Lines as plain text, trailing blanks cut. */
	lines(): string[] {
		return Array.from({length: this.rows}, (_, row) => {
			let line = '';
			for (let column = 0; column < this.cols; column++) {
				const glyph = this.glyphs[row * this.cols + column]!;
				if (glyph !== continuation) line += glyphText(glyph);
			}
			return line.trimEnd();
		});
	}

	/** The fast way for text without combining characters: most of what is ever drawn. */
	private putSimple(x: number, y: number, text: string, style: Style, end: number): number {
		const row = y * this.cols;
		let column = x;
		for (let i = 0; i < text.length; i++) {
			const glyph = text.charCodeAt(i);
			const width = simpleWidths[glyph]!;
			if (column + width > end) break;
			const at = row + column;
			if (column === x) this.breakWide(at);
			this.glyphs[at] = glyph;
			this.styles[at] = style;
			if (width === 2) {
				this.glyphs[at + 1] = continuation;
				this.styles[at + 1] = style;
			}
			column += width;
		}
		if (column > x && column < this.cols && this.glyphs[row + column] === continuation) this.glyphs[row + column] = blank;
		return column;
	}

	private place(x: number, y: number, cluster: string, width: number, style: Style): void {
		const at = y * this.cols + x;
		this.breakWide(at);
		this.glyphs[at] = glyphOf(cluster);
		this.styles[at] = style;
		if (width === 2) {
			this.breakWide(at + 1);
			this.glyphs[at + 1] = continuation;
			this.styles[at + 1] = style;
		}
	}

	/** Blanks the other half of a wide character that is about to be overwritten in part. */
	private breakWide(at: number): void {
		if (this.glyphs[at] === continuation && at % this.cols > 0) this.glyphs[at - 1] = blank;
		if ((at + 1) % this.cols > 0 && this.glyphs[at + 1] === continuation) this.glyphs[at + 1] = blank;
	}
}
