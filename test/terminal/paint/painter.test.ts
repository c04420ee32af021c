import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Grid} from '../../../source/draw/grid.ts';
import {bold, colorOf, faint, inverse, makeStyle, roleStyle, strike, underline} from '../../../source/draw/style.ts';
import {createTheme} from '../../../source/terminal/colour/theme.ts';
import {Painter} from '../../../source/terminal/paint/painter.ts';
import {cellLooks, createEmulator, feed, gridCharacters} from '../emulator.ts';
import {createRandom} from '../random.ts';

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
	// A list that scrolls, in a part of the screen or in all of it.
	const top = random(4);
	const moved = random(3) === 0 ? random(5) - 2 : 0;
	const part = new Grid(before.cols, before.rows - top);
	part.blit(before, 0, -top - moved);
	grid.blit(before, 0, 0);
	grid.blit(part, 0, top);
	for (let i = random(moved === 0 ? 12 : 2); i >= 0; i--) {
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

test('where the terminal draws an emoji narrow, what stands beside it is right all the same', async () => {
	// This emulator knows the widths of Unicode 6, in which emoji are narrow and sequences fall apart.
	const emulator = createEmulator(20, 1);
	const painter = new Painter(20, 1, options);
	const show = async (text: string) => {
		const grid = new Grid(20, 1);
		grid.put(0, 0, text, 0);
		await feed(emulator, painter.paint(grid));
		return cellLooks(emulator).map(look => look.slice(0, look.indexOf('|')));
	};
	const looks = await show('🙂ab👩‍🔬cd ⌚x');
	assert.deepEqual([looks[2], looks[3], looks[6], looks[7], looks[11]], ['a', 'b', 'c', 'd', 'x']);
	assert.equal((await show('🙂aX👩‍🔬cd ⌚x')).slice(2, 4).join(''), 'aX');
	assert.equal((await show('plain')).join('').trimEnd(), 'plain');
});

test('a frame of few changes is a few bytes', () => {
	const painter = new Painter(80, 24, options);
	painter.startBlank();
	const grid = new Grid(80, 24);
	for (let y = 0; y < 24; y++) grid.put(0, y, `row ${y} loss 0.2130 and so on`, y % 2 === 0 ? 0 : roleStyle('dim'));
	painter.paint(grid);
	grid.put(10, 4, '9', 0);
	assert.equal(painter.paint(grid), '\x1b[5;11H\x1b[m9');
	grid.put(12, 4, 'X', 0);
	// One unchanged cell lies between: it is written again, which is shorter than a jump over it.
	assert.equal(painter.paint(grid), `${grid.lines()[4]![11]}X`);
});

test('the cursor is shown where it is wanted, and hidden when it is not, also after a redraw', async () => {
	const emulator = createEmulator(20, 3);
	const painter = new Painter(20, 3, options);
	const grid = new Grid(20, 3);
	grid.put(0, 0, 'words', 0);
	await feed(emulator, painter.paint(grid, {x: 3, y: 1}));
	assert.deepEqual([emulator.buffer.active.cursorX, emulator.buffer.active.cursorY], [3, 1]);
	painter.forget();
	const bytes = painter.paint(grid, null);
	assert.ok(bytes.includes('\x1b[?25l') && !bytes.includes('\x1b[?25h'));
	const again = painter.paint(grid, {x: 0, y: 2});
	assert.ok(again.endsWith('\x1b[?25h'));
	await feed(emulator, bytes + again);
	assert.deepEqual([emulator.buffer.active.cursorX, emulator.buffer.active.cursorY], [0, 2]);
	assert.equal(painter.paint(grid, {x: 0, y: 2}), '');
});

test('a line that gets shorter is erased to its end', () => {
	const painter = new Painter(80, 2, options);
	painter.startBlank();
	const grid = new Grid(80, 2);
	grid.put(0, 0, 'a long line of words that will go away', 0);
	painter.paint(grid);
	grid.clear();
	grid.put(0, 0, 'a', 0);
	assert.equal(painter.paint(grid), '\x1b[3G\x1b[K');
});

test('another theme writes only the cells that look different', () => {
	const painter = new Painter(40, 2, options);
	painter.startBlank();
	const grid = new Grid(40, 2);
	grid.put(0, 0, 'plain', 0);
	grid.put(0, 1, 'green', roleStyle('good'));
	painter.paint(grid);
	painter.retheme(createTheme({colors: 16_777_216, dark: false}));
	const bytes = painter.paint(grid);
	assert.ok(bytes.includes('green') && !bytes.includes('plain'));
	assert.equal(painter.paint(grid), '');
});

test('a cursor that stands still costs nothing; a long frame does not show it running, and is shown at once where that can be', () => {
	const [hide, show, begin, end] = ['\x1b[?25l', '\x1b[?25h', '\x1b[?2026h', '\x1b[?2026l'];
	const long = new Grid(60, 8);
	for (let y = 0; y < 8; y++) long.put(0, y, 'long '.repeat(12), 0);
	const short = new Grid(60, 8);
	short.put(0, 0, 'x', 0);
	const start = (synchronized: boolean) => {
		const painter = new Painter(60, 8, options);
		painter.startBlank();
		painter.synchronized = synchronized;
		assert.ok(painter.paint(short, {x: 3, y: 1}).endsWith(show));
		return painter;
	};
	const plain = start(false);
	assert.equal(plain.paint(short, {x: 3, y: 1}), '');
	for (const cursor of [
		{x: 4, y: 1},
		{x: 4, y: 2},
	]) {
		const moved = plain.paint(short, cursor);
		assert.ok(moved !== '' && moved.length < 12 && !moved.includes('?25'), JSON.stringify(moved));
	}
	const frame = plain.paint(long, {x: 4, y: 2});
	assert.ok(frame.startsWith(hide) && frame.endsWith(show) && !frame.includes(begin));
	const back = plain.paint(short, null);
	assert.ok(back.startsWith(hide) && !back.includes(show), 'without a cursor it stays hidden');
	assert.ok(!plain.paint(long, null).includes('?25'));
	const first = plain.paint(short, {x: 0, y: 0});
	assert.ok(!first.includes(hide) && first.endsWith(show));
	const together = start(true);
	const whole = together.paint(long, {x: 4, y: 2});
	assert.ok(whole.startsWith(begin) && whole.endsWith(end) && !whole.includes('?25'));
	assert.ok(!together.paint(long, {x: 5, y: 2}).includes(begin), 'a short write shows at once anyway');
});
