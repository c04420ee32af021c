import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {openScreen} from './screen.tsx';

const lastEntry = Array.from({length: 200}, () => 'j').join(' ');

test('what the signs mean stands below the keys where it has no room beside them', () => {
	for (const [cols, rows] of [
		[40, 12],
		[80, 24],
		[100, 20],
	] as const) {
		for (const glyphs of [undefined, asciiGlyphs]) {
			const screen = openScreen(cols, rows, glyphs === undefined ? {} : {glyphs});
			screen.press(`? ${lastEntry}`);
			const text = screen.text();
			assert.ok(text.length <= rows && text.every(line => line.length <= cols), `${cols}`);
			const words = text.join(' ').replace(/\s+/g, ' ');
			for (const word of ['running', 'crashed', 'interesting', 'baseline', 'problem', 'overfitting', 'slower'])
				assert.match(words, new RegExp(`\\S ${word}`), `${cols}: ${word}\n${text.join('\n')}`);
		}
	}
	const searched = openScreen(80, 24);
	searched.press('? / s o r t');
	assert.doesNotMatch(searched.text().join('\n'), /Signs/);
});

test('nothing of the table of signs is cut beside the keys', () => {
	const text = openScreen(120, 36);
	text.press('?');
	const shown = text.text().join('\n');
	for (const words of [
		'⚠ at a name +a file is damaged; see Problems',
		'flat, slows',
		'◆ interesting +marked',
		'its process lives, or it writes',
	])
		assert.match(shown, new RegExp(words));
});

test('the keys that go on from a prefix say that there are more than fit', () => {
	const screen = openScreen(60, 24);
	screen.press('g');
	assert.match(screen.text().at(-1)!, /^ g .*…$/);
	screen.resize(250, 24);
	assert.doesNotMatch(screen.text().at(-1)!, /…$/);
});

test('the footer of Compare says what d does now', () => {
	const screen = openScreen(120, 36);
	screen.press('space space c');
	assert.match(screen.text().at(-1)!, / d all /);
	screen.press('d');
	assert.match(screen.text().at(-1)!, / d differing /);
});
