import {pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {bold, type Style, withAttributes} from '../style.ts';

/**
 * Letters on the lines of a chart, which tell runs apart where there is no colour: at the end of each line, and now and then before it, in
 * cells that no other line has. (gnuplot's dumb terminal does so with every point; here the line stays a line.)
 */

/** Columns between two letters of a line. */
const every = 20;

/** Which line has which cell of a plot: `begin` a line, `claim` its cells, and at the end `paint` the letters of all. */
export class LineLetters {
	/** Number of the line that was drawn last in a cell, from 1. */
	private readonly owner: Uint8Array;
	private readonly shared: Uint8Array;
	private readonly lines: {letter: string; style: Style}[] = [];

	constructor(
		private readonly cols: number,
		private readonly rows: number,
	) {
		this.owner = new Uint8Array(cols * rows);
		this.shared = new Uint8Array(cols * rows);
	}

	/** @param letter empty for a line that has none, whose cells are left alone */
	begin(letter: string, style: Style): void {
		this.lines.push({letter, style: withAttributes(style, bold)});
	}

	claim(column: number, row: number): void {
		if (column < 0 || column >= this.cols || row < 0 || row >= this.rows) return;
		const cell = row * this.cols + column;
		const before = this.owner[cell]!;
		if (before !== 0 && before !== this.lines.length) this.shared[cell] = 1;
		this.owner[cell] = this.lines.length;
	}

	/** Puts the letters into the cells of a grid, the plot's corner at (x, y). */
	paint(grid: Grid, x: number, y: number): void {
		this.lines.forEach(({letter, style}, at) => {
			if (letter === '') return;
			const free = this.rowsOf(at + 1, false);
			const rows = free.some(row => row >= 0) ? free : this.rowsOf(at + 1, true);
			for (const column of placesOf(rows, at)) grid.set(x + column, y + rows[column]!, pointOf(letter), style);
		});
	}

	/** In each column a row where the line is, and unless `withShared` no other one is; -1 for none. */
	private rowsOf(line: number, withShared: boolean): Int32Array {
		const rows = new Int32Array(this.cols).fill(-1);
		for (let row = 0, cell = 0; row < this.rows; row++) {
			for (let column = 0; column < this.cols; column++, cell++) {
				if (this.owner[cell] === line && (withShared || this.shared[cell] === 0)) rows[column] = row;
			}
		}
		return rows;
	}
}

/** The last column that has a row, and others before it, those of the next line a little aside. */
function placesOf(rows: Int32Array, line: number): number[] {
	const end = rows.findLastIndex(row => row >= 0);
	const places = end < 0 ? [] : [end];
	for (let aim = end - every - ((line * 7) % every); aim > 0; aim -= every) {
		const near = nearest(rows, aim, every >> 2);
		if (near >= 0) places.push(near);
	}
	return places;
}

/** The column nearest to `aim` that has a row, at most `reach` away; -1 for none. */
function nearest(rows: Int32Array, aim: number, reach: number): number {
	for (let away = 0; away <= reach; away++) {
		if (rows[aim - away]! >= 0) return aim - away;
		if (rows[aim + away]! >= 0) return aim + away;
	}
	return -1;
}
