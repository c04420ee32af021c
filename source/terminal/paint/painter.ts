import type {Grid} from '../../draw/grid.ts';
import type {Theme} from '../colour/theme.ts';
import {FrameWriter} from './frame-writer.ts';
import {copyNormal} from './normal.ts';
import {plainPen} from './pen.ts';
import {type RowPair, unknown, writeRow} from './row-diff.ts';
import {findScroll, scrollCells, scrollSequence} from './scroll.ts';

export interface Cursor {
	x: number;
	y: number;
}

export interface PainterOptions {
	theme: Theme;
	/** False: what is not ASCII is shown by a stand-in. */
	unicode: boolean;
	erasesInColor: boolean;
}

const beginSynchronized = '\x1b[?2026h';
const endSynchronized = '\x1b[?2026l';

/** Turns grids into the bytes that change what the terminal shows. It writes nothing itself. */
export class Painter {
	synchronized = false;
	private front: {glyphs: Uint32Array; styles: Uint32Array};
	private next: {glyphs: Uint32Array; styles: Uint32Array};
	private writer: FrameWriter;
	private theme: Theme;
	private cursor: Cursor | null = null;
	private firsts = new Int32Array(0);
	private lasts = new Int32Array(0);

	constructor(
		private cols: number,
		private rows: number,
		private readonly options: PainterOptions,
	) {
		this.theme = options.theme;
		[this.front, this.next, this.writer] = this.allocate();
	}

	/** The screen has just been cleared: every cell is blank, and only what is not blank will be written. */
	startBlank(): void {
		this.front.glyphs.fill(0x20);
		this.front.styles.fill(0);
		this.cursor = null;
		this.writer.forget();
	}

	/** Nothing is known about the screen: the next frame writes every cell. */
	forget(): void {
		this.front.glyphs.fill(unknown);
		this.writer.forget();
	}

	/** The same, and the cursor has just been hidden. */
	reopen(): void {
		this.forget();
		this.cursor = null;
	}

	resize(cols: number, rows: number): void {
		const shown = this.cursor;
		this.cols = cols;
		this.rows = rows;
		[this.front, this.next, this.writer] = this.allocate();
		this.cursor = shown;
	}

	/** Another theme: only cells whose looks change are written again. */
	retheme(theme: Theme): void {
		const {glyphs, styles} = this.front;
		for (let at = 0; at < glyphs.length; at++) {
			if (this.theme.pen(styles[at]!) !== theme.pen(styles[at]!)) glyphs[at] = unknown;
		}
		this.theme = theme;
	}

	/** The bytes that bring the terminal to this grid (cut or filled up to the screen's size) and cursor; '' where it shows both already. */
	paint(grid: Grid, cursor: Cursor | null = null): string {
		const {front, next, writer, cols, rows} = this;
		copyNormal(grid, next, cols, rows, this.options.unicode);
		writer.text = '';
		const tools = {writer, penOf: (style: number) => this.theme.pen(style), erasesInColor: this.options.erasesInColor};
		if (this.compare() > 3 && this.scroll()) this.compare();
		const row: RowPair = {...next, frontGlyphs: front.glyphs, frontStyles: front.styles, start: 0, cols, y: 0};
		for (let y = 0; y < rows; y++) {
			if (this.firsts[y]! < 0) continue;
			row.start = y * cols;
			row.y = y;
			writeRow(row, tools, this.firsts[y]!, this.lasts[y]!);
		}
		this.front = next;
		this.next = front;
		return this.finish(cursor);
	}

	/** Finds each row's outermost columns that differ (-1: none). Returns how many rows differ. */
	private compare(): number {
		const {cols, rows, firsts, lasts} = this;
		const {glyphs, styles} = this.next;
		const {glyphs: frontGlyphs, styles: frontStyles} = this.front;
		let count = 0;
		for (let y = 0; y < rows; y++) {
			const start = y * cols;
			const end = start + cols;
			let first = start;
			while (first < end && glyphs[first] === frontGlyphs[first] && styles[first] === frontStyles[first]) first++;
			firsts[y] = first === end ? -1 : first - start;
			if (first === end) continue;
			let last = end - 1;
			while (glyphs[last] === frontGlyphs[last] && styles[last] === frontStyles[last]) last--;
			lasts[y] = last - start;
			count++;
		}
		return count;
	}

	/** Where much of the new frame stands in the old one some rows up or down, as in a list that scrolls, the terminal moves it. */
	private scroll(): boolean {
		const {front, next, writer, cols, rows} = this;
		const scroll = findScroll(next, front, cols, rows);
		if (!scroll) return false;
		// The lines that come in take the pen's background.
		writer.use(plainPen);
		writer.text += scrollSequence(scroll);
		writer.x = -1;
		writer.y = -1;
		scrollCells(front, scroll, cols);
		return true;
	}

	/** Adds the cursor's place and the frame's brackets. */
	private finish(cursor: Cursor | null): string {
		const {writer} = this;
		const before = this.cursor;
		const body = writer.text;
		const moves = before?.x !== cursor?.x || before?.y !== cursor?.y;
		if (body === '' && !moves) return '';
		writer.text = '';
		if (cursor) writer.move(Math.min(cursor.x, this.cols - 1), Math.min(cursor.y, this.rows - 1));
		// A long frame would show the cursor running over the screen.
		const hides = before !== null && cursor !== null && body.length > 200 && !this.synchronized;
		const lead = hides || (before && !cursor) ? '\x1b[?25l' : '';
		const tail = cursor && (hides || !before) ? '\x1b[?25h' : '';
		this.cursor = cursor && {x: cursor.x, y: cursor.y};
		const text = lead + body + writer.text + tail;
		// One short write shows at once anyway.
		return this.synchronized && text.length > 64 ? beginSynchronized + text + endSynchronized : text;
	}

	private allocate(): [Painter['front'], Painter['next'], FrameWriter] {
		const cells = this.cols * this.rows;
		this.firsts = new Int32Array(this.rows);
		this.lasts = new Int32Array(this.rows);
		const make = () => ({glyphs: new Uint32Array(cells).fill(unknown), styles: new Uint32Array(cells)});
		return [make(), make(), new FrameWriter(this.cols)];
	}
}
