import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {openScreen} from './screen.tsx';

test('the filter prompt counts what it leaves, and underlines nothing that is right', () => {
	const screen = openScreen(100, 30);
	screen.press('f l r < 1 e - 3');
	assert.match(screen.text().at(-1)!, /^ f {2}lr<1e-3 +27 of 40 +Enter keeps · Esc as before$/);
	screen.press('enter');
	assert.match(screen.text()[1]!, /lr<1e-3 +27\/40/);
});

test('a filter that cannot be understood says why', () => {
	const screen = openScreen(100, 30);
	screen.press('f ( l r');
	assert.match(screen.text().slice(-2).join('\n'), /\(lr[\s\S]*|[\s\S]*\)/);
	assert.doesNotMatch(screen.text().slice(-2).join('\n'), /of 40/);
});

test('the sort menu lies over the list and names metrics and config', () => {
	const screen = openScreen(100, 36);
	screen.press('s');
	const text = screen.text().join('\n');
	assert.match(text, /┌ Sort by ─+┐/);
	assert.match(text, /▸ ↓ live first, then newest/);
	assert.match(text, /loss +metric/);
	assert.match(text, /lr +config/);
});

test('a menu narrows to what is typed', () => {
	const screen = openScreen(100, 36);
	screen.press('m / a c c');
	const text = screen.text().join('\n');
	assert.match(text, /■ acc +in 39 runs/);
	assert.doesNotMatch(text, /[■□] loss/);
});

test('help shows only what works, by section, and what the signs mean', () => {
	const screen = openScreen(100, 44);
	screen.press('?');
	const text = screen.text().join('\n');
	assert.match(text, /Help {2}what works here/);
	assert.match(text, /f +Filter the runs/);
	assert.match(text, /● running +its process lives/);
	assert.doesNotMatch(text, /restart|Unmark all/i);
	assert.match(screen.text().at(-1)!, /Enter does it .*Esc back/);
});

test('help can be searched', () => {
	const screen = openScreen(80, 24);
	screen.press('? / s o r t');
	const lines = screen.text();
	assert.match(lines[0]!, /4 with "sort"/);
	assert.match(lines.join('\n'), /Sort by…/);
	assert.doesNotMatch(lines.join('\n'), /Filter the runs/);
});

test('dialogs fit small screens and speak ASCII', () => {
	for (const [cols, rows] of [
		[40, 12],
		[60, 16],
	] as const) {
		for (const keys of ['s', 'm', 'w', '?', 'f x', '/ y']) {
			const screen = openScreen(cols, rows, {glyphs: asciiGlyphs});
			screen.press(keys);
			const lines = screen.text();
			assert.ok(lines.length <= rows && lines.every(line => line.length <= cols), keys);
			assert.match(lines.join('\n'), /^[\x20-\x7e\n]*$/, keys);
		}
	}
});
