import {continuation, Grid} from '../../draw/grid.ts';
import {SgrStyle} from '../colour/sgr-style.ts';

export interface ParsedFrame {
	grid: Grid;
	/** 1 for each cell that holds nothing: a blank without a style. A no-break space is a blank that covers. */
	transparent: Uint8Array;
}

const blank = 0x20;
const noBreakSpace = 0xa0;

/** Puts a frame of lines with SGR sequences, as Ink hands them over in its debug mode, into cells. Other control sequences are left out. */
export function parseFrame(text: string, cols: number, rows: number): ParsedFrame {
	const grid = new Grid(cols, rows);
	const transparent = new Uint8Array(cols * rows).fill(1);
	const sgr = new SgrStyle();
	const pieces = /\x1b\[([\d;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\x1b\n]+|\n|\x1b/g;
	let x = 0;
	let y = 0;
	for (const [piece, parameters] of text.matchAll(pieces)) {
		if (piece === '\n') {
			x = 0;
			y++;
		} else if (parameters !== undefined) sgr.apply(parameters);
		else if (!piece.startsWith('\x1b') && y < rows) {
			const {style} = sgr;
			const end = grid.put(x, y, piece, style);
			for (; x < end; x++) {
				const at = y * cols + x;
				if (style !== 0 || grid.glyphs[at] !== blank) transparent[at] = 0;
				if (grid.glyphs[at] === noBreakSpace) grid.glyphs[at] = blank;
			}
		}
	}
	return {grid, transparent};
}

/** So few cells at both sides of a box hold torn letters alone. */
const narrow = 3;

/** Draws a frame over a grid of the same size; what lies under its transparent cells stays, but beside a box that is nearly as wide. */
export function overlayFrame(target: Grid, {grid, transparent}: ParsedFrame): void {
	const cols = Math.min(target.cols, grid.cols);
	for (let y = 0; y < Math.min(target.rows, grid.rows); y++) {
		let [first, last] = [cols, cols];
		for (let x = 0; x < cols; x++) {
			const from = y * grid.cols + x;
			if (transparent[from]) continue;
			first = Math.min(first, x);
			last = x;
			const glyph = grid.glyphs[from]!;
			target.set(x, y, glyph, grid.styles[from]!);
			if (glyph !== continuation) continue;
			// `set` has broken the pair that is being written.
			target.glyphs[y * target.cols + x - 1] = grid.glyphs[from - 1]!;
		}
		const right = cols - last - 1;
		if (first > narrow || right > narrow || right < 0) continue;
		target.fill(0, y, first, 1, 0);
		target.fill(last + 1, y, right, 1, 0);
	}
}
