import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {backgroundOf, foregroundOf, internColor} from '../../source/draw/style.ts';
import type {MediaAnswer, MediaView} from '../../source/engine/protocol.ts';
import {openScreen, type TestOptions} from './screen.tsx';

function openMedia(cols: number, rows: number, options: TestOptions = {}) {
	const screen = openScreen(cols, rows, options);
	screen.engine.hasMedia = true;
	return screen;
}

test('pictures, histograms and texts have a tab where there are some, at the newest step', () => {
	const screen = openMedia(120, 36);
	screen.press('enter ] ] ] ] ] ]');
	const lines = screen.lines();
	assert.match(lines[1]!, /Media 3/);
	assert.match(lines.join('\n'), /sample +step 30 {2}3 of 3 {2}64×128/);
	assert.match(lines.join('\n'), /weights +step 30[\s\S]*[\u2801-\u28ff]/);
	assert.match(lines.join('\n'), /Once upon[\s\S]*a time/);
	const grid = screen.grid();
	const at = grid.glyphs.indexOf('▀'.codePointAt(0)!);
	assert.deepEqual(
		[foregroundOf(grid.styles[at]!), backgroundOf(grid.styles[at]!)],
		[internColor(0xff0000), internColor(0x0000ff)],
		'the upper pixel over the lower one',
	);
});

test('a table shows as many rows as there is room for; what is no picture is named', () => {
	const screen = openMedia(120, 36);
	screen.press('enter ] ] ] ] ] ]');
	screen.lines();
	const {wishes = []} = screen.engine.received.findLast(message => message.type === 'media') ?? {};
	const answer = (name: string, view: MediaView): MediaAnswer => ({
		wish: wishes.find(wish => wish.name === name)!.wish,
		...{step: 30, wallMs: 0, index: 0, count: 1, near: [30]},
		view,
	});
	const rows = Array.from({length: 40}, (_, at) => [String(at), `word ${at}`, String(at / 3)]);
	const {store} = screen;
	store.getState().media.put(answer('prompt', {kind: 'table', columns: ['id', 'text', 'score'], rows, total: 900}));
	store.getState().media.put(answer('sample', {kind: 'file', what: 'Audio', facts: ['WAV, 353 kB', '44.1 kHz, stereo, 2 s']}));
	const grid = new Grid(120, 36);
	for (const {rect, draw} of screen.scene().parts) {
		const part = new Grid(rect.cols, rect.rows);
		draw(part);
		grid.blit(part, rect.x, rect.y);
	}
	const text = grid.lines().join('\n');
	assert.match(text, /id {2}text +score/);
	assert.match(text, /10 {2}word 10 {2}3\.33333/);
	const shown = text.match(/word \d+/g)!.length;
	assert.match(text, new RegExp(`${900 - shown} more rows`));
	assert.match(text, /Audio[\s\S]*WAV, 353 kB[\s\S]*44\.1 kHz, stereo, 2 s/);
});

test('the steps are gone through together, back to the newest, which follows what comes', () => {
	const screen = openMedia(120, 36);
	screen.press('enter ] ] ] ] ] ]');
	screen.press('h');
	assert.equal(
		screen
			.lines()
			.join('\n')
			.match(/step 20 {2}2 of 3/g)?.length,
		3,
	);
	screen.press('h h h');
	assert.match(screen.lines().join('\n'), /step 10 {2}1 of 3/);
	screen.press('l l l');
	assert.equal(screen.store.getState().view.mediaStep, null);
	screen.press('h escape');
	assert.match(screen.lines().join('\n'), /step 30 {2}3 of 3/);
});

test('one of them full size, and without colour or Unicode as shades', () => {
	const screen = openMedia(40, 12, {glyphs: asciiGlyphs, color: false});
	screen.press('enter ] ] ] ] ] ]');
	assert.match(screen.lines().join('\n'), /^[\x20-\x7e\n]*$/);
	assert.match(screen.lines().join('\n'), /sample/);
	screen.press('j');
	assert.match(screen.lines().join('\n'), /weights[\s\S]*30 +[^ ]/);
	assert.equal(screen.scene().shown.media?.length, 1, 'one at a time where there is no room');
});
