import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {openScreen} from './screen.tsx';

test('the filter prompt counts what it leaves, and underlines nothing that is right', () => {
	const screen = openScreen(100, 30);
	screen.press('f l r < 1 e - 3');
	assert.match(screen.text().at(-1)!, /^ f {2}lr<1e-3 +27 of 40 +Tab completes · Enter keeps · Esc as before$/);
	screen.press('enter');
	assert.match(screen.text()[1]!, /lr<1e-3 +27\/40/);
});

test('Tab completes fields and their values', () => {
	const screen = openScreen(100, 30);
	screen.press('f s t a');
	assert.match(screen.text().join('\n'), /status +attribute +40 runs/);
	screen.press('tab :');
	assert.match(screen.text().join('\n'), /finished +32 runs/);
	screen.press('r u tab');
	assert.match(screen.text().at(-1)!, /^ f {2}status:running +3 of 40/);
});

test('Tab goes through the words and back', () => {
	const screen = openScreen(100, 30);
	const text = () => screen.store.getState().view.prompt?.text;
	screen.press('f l');
	const words = () => {
		screen.press('tab');
		return text();
	};
	const [first, second] = [words(), words()];
	assert.notEqual(first, second);
	screen.press('shift-tab');
	assert.equal(text(), first);
	screen.press('escape');
	assert.equal(screen.store.getState().view.filter, '');
});

test('a filter that cannot be understood says why and how to mend it', () => {
	const screen = openScreen(100, 30);
	screen.press('f ( l r');
	assert.match(screen.text().at(-1)!, /f {2}\(lr +The parenthesis is not closed {2}Close it with \)/);
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
	const screen = openScreen(120, 36);
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
	assert.doesNotMatch(text, /Unmark all|Drop the filter/i);
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
