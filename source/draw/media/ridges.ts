import type {Ridges} from '../../core/media/ridges.ts';
import {formatCount} from '../../core/text/numbers.ts';
import {placeXLabels} from '../chart/axes/x-axis.ts';
import {brailleBase} from '../chart/dot-mask.ts';
import {type Glyphs, pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {faint, roleStyle} from '../style.ts';
import {textWidth} from '../width.ts';

/** Distributions as ridge lines, the newest in front: `drawRidges`. */

const bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
const labelCells = 6;

/** Dots of all ridges; a ridge in front hides what lies behind it. */
class RidgeField {
	private readonly dots: Uint8Array;
	/** Ridge that drew each dot last, counted from 1. */
	private readonly owner: Uint8Array;

	constructor(
		readonly width: number,
		readonly height: number,
	) {
		this.dots = new Uint8Array(width * height);
		this.owner = new Uint8Array(width * height);
	}

	/** `tops` has the height of each column over the base line, in dots. */
	add(base: number, tops: ArrayLike<number>, ridge: number): void {
		let before = tops[0] ?? 0;
		for (let x = 0; x < this.width; x++) {
			const top = tops[x]!;
			for (let y = Math.max(0, base - top); y <= Math.min(base, this.height - 1); y++) this.dots[y * this.width + x] = 0;
			// The line also climbs from the column before.
			for (let y = base - Math.max(top, before); y <= base - Math.min(top, before); y++) this.set(x, y, ridge);
			before = top;
		}
	}

	private set(x: number, y: number, ridge: number): void {
		if (y < 0 || y >= this.height) return;
		this.dots[y * this.width + x] = 1;
		this.owner[y * this.width + x] = ridge;
	}

	/** Braille bits of a cell, and the foremost ridge in it. */
	cell(column: number, row: number): {mask: number; ridge: number} {
		let mask = 0;
		let ridge = 0;
		for (let i = 0; i < 8; i++) {
			const at = (row * 4 + (i >> 1)) * this.width + column * 2 + (i & 1);
			if (this.dots[at] !== 1) continue;
			mask |= bits[i]!;
			ridge = Math.max(ridge, this.owner[at]!);
		}
		return {mask, ridge};
	}
}

/** Draws into `cols` × `rows` cells at (x, y): steps at the left, values below. Without braille each ridge is a line of signs. */
export function drawRidges(grid: Grid, x: number, y: number, cols: number, rows: number, ridges: Ridges, glyphs: Glyphs): void {
	const plotCols = cols - labelCells - 1;
	const plotRows = rows - 1;
	if (plotCols < 4 || plotRows < 2) return;
	const left = x + labelCells + 1;
	if (glyphs.braille) drawField(grid, left, y, plotCols, plotRows, ridges);
	else drawStrips(grid, left, y, plotCols, plotRows, ridges, glyphs);
	const view = {from: ridges.low, to: ridges.high};
	for (const label of placeXLabels('value', view, plotCols))
		grid.put(left + label.start, y + plotRows, label.text, roleStyle('dim'));
	labelSteps(grid, x, y, plotRows, ridges);
}

/** Height of each dot column of a ridge as a share of the highest of all. */
function sharesOf({shares, width}: Ridges, ridge: number, columns: number, most: number): Float64Array {
	return Float64Array.from({length: columns}, (_, column) => {
		const bin = Math.min(width - 1, Math.floor((column * width) / columns));
		return shares[ridge * width + bin]! / most;
	});
}

/** Line of cells on which a ridge stands. */
const baseOf = (ridge: number, count: number, rows: number): number =>
	count === 1 ? rows - 1 : Math.round(rows * 0.25 + (ridge * (rows * 0.75 - 1)) / (count - 1));

function drawField(grid: Grid, x: number, y: number, cols: number, rows: number, ridges: Ridges): void {
	const count = ridges.steps.length;
	const field = new RidgeField(cols * 2, rows * 4);
	const most = ridges.shares.reduce((a, b) => Math.max(a, b), 0) || 1;
	const room = count === 1 ? rows * 4 - 2 : rows;
	for (let ridge = 0; ridge < count; ridge++) {
		const tops = sharesOf(ridges, ridge, cols * 2, most).map(share => Math.round(share * room));
		field.add(baseOf(ridge, count, rows) * 4 + 3, tops, ridge + 1);
	}
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < cols; column++) {
			const {mask, ridge} = field.cell(column, row);
			if (mask === 0) continue;
			const style = ridge === count ? roleStyle('run1') : roleStyle('run1', faint);
			grid.set(x + column, y + row, brailleBase | mask, style);
		}
	}
}

const strip = [...' .:-=+*#%@'];
const blocks = [...' ▁▂▃▄▅▆▇█'];

/** One line a distribution: a sign for how much lies in each column. */
function drawStrips(grid: Grid, x: number, y: number, cols: number, rows: number, ridges: Ridges, {unicode}: Glyphs): void {
	const signs = unicode ? blocks : strip;
	const most = ridges.shares.reduce((a, b) => Math.max(a, b), 0) || 1;
	for (let ridge = 0; ridge < ridges.steps.length; ridge++) {
		const row = baseOf(ridge, ridges.steps.length, rows);
		sharesOf(ridges, ridge, cols, most).forEach((share, column) => {
			const sign = signs[Math.min(signs.length - 1, Math.ceil(share * (signs.length - 1)))]!;
			grid.set(x + column, y + row, pointOf(sign), roleStyle('run1'));
		});
	}
}

/** Steps beside their base lines, the newest always, others where there is room. */
function labelSteps(grid: Grid, x: number, y: number, rows: number, {steps}: Ridges): void {
	let free = rows;
	for (let ridge = steps.length - 1; ridge >= 0; ridge--) {
		const row = baseOf(ridge, steps.length, rows);
		if (row >= free) continue;
		const text = formatCount(steps[ridge]!);
		grid.put(x + labelCells - Math.min(labelCells, textWidth(text)), y + row, text, roleStyle('dim'), labelCells);
		free = row - 1;
	}
}
