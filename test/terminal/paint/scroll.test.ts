import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Grid} from '../../../source/draw/grid.ts';
import {colorOf, roleStyle} from '../../../source/draw/style.ts';
import {createTheme} from '../../../source/terminal/colour/theme.ts';
import {Painter} from '../../../source/terminal/paint/painter.ts';
import {findScroll} from '../../../source/terminal/paint/scroll.ts';

const cols = 60;
const rows = 12;

/** A header, a list from run `top` on with one run selected, a footer. */
function listFrom(top: number, selected: number): Grid {
	const grid = new Grid(cols, rows);
	grid.put(0, 0, 'header', 0);
	for (let y = 2; y < rows - 1; y++) {
		const run = top + y - 2;
		grid.put(
			1,
			y,
			`run-${run} ${'▁▂▃▄▅▆▇█'.slice(run % 5)} loss ${((run * 37) % 100) / 100}`,
			roleStyle(run % 3 === 0 ? 'bad' : 'good'),
		);
		if (run === selected) grid.paint(0, y, cols, 1, colorOf('selection'));
	}
	grid.put(0, rows - 1, 'footer', 0);
	return grid;
}

test('a list that has moved is found, between header and footer', () => {
	assert.deepEqual(findScroll(listFrom(6, -1), listFrom(5, -1), cols, rows), {top: 2, bottom: 10, by: 1});
	assert.deepEqual(findScroll(listFrom(5, -1), listFrom(8, -1), cols, rows), {top: 2, bottom: 10, by: -3});
	assert.deepEqual(findScroll(listFrom(6, 14), listFrom(5, 13), cols, rows), {top: 2, bottom: 9, by: 1});
});

test('what does not move is not moved', () => {
	assert.equal(findScroll(listFrom(5, 6), listFrom(5, 7), cols, rows), null);
	assert.equal(findScroll(listFrom(50, 1), listFrom(5, 1), cols, rows), null);
	assert.equal(findScroll(new Grid(cols, rows), listFrom(5, 1), cols, rows), null);
});

test('a step down at the end of a list costs little more than the row that comes in', () => {
	const painter = new Painter(cols, rows, {theme: createTheme({colors: 256, dark: true}), unicode: true, erasesInColor: true});
	painter.startBlank();
	const full = Buffer.byteLength(painter.paint(listFrom(5, 13)));
	const step = Buffer.byteLength(painter.paint(listFrom(6, 14)));
	assert.ok(step < full / 3, `${step} of ${full} bytes`);
});
