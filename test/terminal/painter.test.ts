import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Grid} from '../../source/draw/grid.ts';
import {bold, colorOf, faint, inverse, makeStyle, roleStyle, strike, underline} from '../../source/draw/style.ts';
import {Painter} from '../../source/terminal/painter.ts';
import {createTheme} from '../../source/terminal/theme.ts';
import {cellLooks, createEmulator, feed, gridCharacters} from './emulator.ts';
import {createRandom} from './random.ts';

const theme = createTheme({colors: 16_777_216, dark: true});
const options = {theme, unicode: true, erasesInColor: true};
const styles = [
	0,
	roleStyle('good'),
	roleStyle('bad', bold),
	roleStyle('dim', faint),
	makeStyle(0, colorOf('selection')),
	makeStyle(colorOf('warn'), colorOf('selection'), bold | underline),
	makeStyle(colorOf('run1'), 0, inverse),
	makeStyle(0, 0, strike),
];
const texts = [
	'a',
	'loss 0.2130',
	'          ',
	'     ',
	'██████▍',
	'⣀⡇⠉',
	'世界',
	'é',
	'e\u0301x',
	'ok 世 ',
	'                              ',
];

/** Draws at random places; returns a grid with what changed since the one before. */
function scribble(before: Grid, random: (below: number) => number): Grid {
	const grid = new Grid(before.cols, before.rows);
	grid.blit(before, 0, 0);
	for (let i = random(12); i >= 0; i--) {
		const style = styles[random(styles.length)]!;
		if (random(10) === 0) grid.fill(random(grid.cols), random(grid.rows), random(grid.cols), random(3), style);
		else grid.put(random(grid.cols + 4) - 4, random(grid.rows), texts[random(texts.length)]!, style);
	}
	return grid;
}

for (const erasesInColor of [true, false]) {
	test(`any sequence of grids arrives as drawn (erasing in colour: ${erasesInColor})`, async () => {
		const random = createRandom(erasesInColor ? 1 : 2);
		const cols = 37;
		const rows = 9;
		const emulator = createEmulator(cols, rows);
		const painter = new Painter(cols, rows, {...options, erasesInColor});
		let grid = new Grid(cols, rows);
		for (let round = 0; round < 400; round++) {
			grid = scribble(grid, random);
			if (round % 50 === 49) painter.forget();
			await feed(emulator, painter.paint(grid, round % 3 === 0 ? {x: random(cols), y: random(rows)} : null));
			// The same grid painted whole, on another emulator, is what it must look like.
			const fresh = createEmulator(cols, rows);
			await feed(fresh, new Painter(cols, rows, {...options, erasesInColor: false}).paint(grid));
			assert.deepEqual(cellLooks(emulator), cellLooks(fresh), `round ${round}`);
			assert.deepEqual(
				cellLooks(emulator).map(look => look.slice(0, look.indexOf('|'))),
				gridCharacters(grid).map(text => (text === '|' ? '' : text)),
			);
			assert.equal(painter.paint(grid, round % 3 === 0 ? undefined : null) === '', round % 3 !== 0);
		}
	});
}
