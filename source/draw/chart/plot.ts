import type {Sample} from '../../core/series/sample.ts';
import type {Grid} from '../grid.ts';
import type {Pattern} from '../palette.ts';
import type {Style} from '../style.ts';
import type {Scale} from './axes/scale.ts';
import {type CurveColumns, placeColumns, type View} from './curve-columns.ts';
import {brailleBase, DotMask} from './dot-mask.ts';
import type {LineLetters} from './letters.ts';
import {traceColumns, tracePoints} from './trace.ts';

/** Draws layers of curves into a rectangle of braille cells: `Plot`. */

/** What a layer draws: a curve in columns, or points joined by lines. */
export type Shape = {kind: 'columns'; columns: CurveColumns} | {kind: 'points'; points: Float64Array};

export interface Layer {
	shape: Shape;
	style: Style;
	pattern: Pattern;
	/** True for what lies behind (raw values, bands): a line in front takes its cells over whole, so that it stays a line. */
	behind: boolean;
	/** Stands on the line; empty for none. */
	letter: string;
}

/** The finest shape that a sample allows: its points where they are known, else its columns. */
export function shapeOf(sample: Sample, view: View, width: number): Shape {
	if (sample.exact.length > 0 || sample.points === 0) return {kind: 'points', points: sample.exact};
	return {kind: 'columns', columns: placeColumns(sample, view, width)};
}

const leftDots = 0x47;

/**
 * Thins the dots of a cell by the line pattern. A cell keeps at least one dot, so that a dashed curve hides no sample: dashes and dots
 * are full and thin cells, not cells and gaps.
 */
function thinDots(bits: number, pattern: Pattern, column: number, row: number): number {
	if (pattern === 'solid' || (pattern === 'dashed' && (column + row) % 3 !== 2)) return bits;
	const left = bits & leftDots;
	const pool = left === 0 ? bits : left;
	return pool & -pool;
}

/** Cells of the layers drawn so far. Made once per size and used again: `clear` starts anew. */
export class Plot {
	private readonly mask: DotMask;
	private readonly dots: Uint8Array;
	private readonly styles: Uint32Array;
	private readonly back: Uint8Array;

	constructor(
		readonly cols: number,
		readonly rows: number,
	) {
		this.mask = new DotMask(cols, rows);
		this.dots = new Uint8Array(cols * rows);
		this.styles = new Uint32Array(cols * rows);
		this.back = new Uint8Array(cols * rows);
	}

	clear(): void {
		this.dots.fill(0);
	}

	/** Draws a layer over those before it. Layers behind must come first. `letters` hears where lines in front are. */
	draw({shape, style, pattern, behind, letter}: Layer, view: View, scale: Scale, letters: LineLetters | null): void {
		this.mask.clear();
		if (shape.kind === 'columns') traceColumns(this.mask, shape.columns, scale);
		else tracePoints(this.mask, shape.points, view, scale);
		const heard = behind ? null : letters;
		heard?.begin(letter, style);
		for (let i = 0; i < this.mask.touchedCount; i++) {
			const cell = this.mask.touched[i]!;
			const column = cell % this.cols;
			const row = (cell - column) / this.cols;
			const bits = thinDots(this.mask.bits[cell]!, pattern, column, row);
			heard?.claim(column, row);
			const over = !behind && this.back[cell] === 1 && this.dots[cell] !== 0;
			this.dots[cell] = over ? bits : this.dots[cell]! | bits;
			this.styles[cell] = style;
			this.back[cell] = behind ? 1 : 0;
		}
	}

	/** Puts the cells that have dots onto a grid at (x, y). */
	paint(grid: Grid, x: number, y: number): void {
		let cell = 0;
		for (let row = 0; row < this.rows; row++) {
			for (let column = 0; column < this.cols; column++, cell++) {
				const bits = this.dots[cell]!;
				if (bits !== 0) grid.set(x + column, y + row, brailleBase | bits, this.styles[cell]!);
			}
		}
	}
}
