import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const rows = [
	fakeRow({key: 0, name: 'first', more: {marks: ['best'], verdict: 'success'}}),
	fakeRow({key: 1, name: 'second', more: {marks: ['interesting', 'best'], problemCount: 1, problem: 'torn'}}),
	fakeRow({key: 2, name: 'third', more: {marks: ['odd']}}),
];

test('a mark of a person stands beside the name at every size', () => {
	for (const [cols, lines] of [
		[40, 12],
		[80, 24],
		[120, 36],
		[160, 40],
	] as const) {
		const text = openScreen(cols, lines, {rows}).lines().join('\n');
		assert.match(text, /first ★ /, `${cols}`);
		assert.match(text, /second ★◆⚠ /, `${cols}`);
		assert.match(text, /third {2}/, `${cols}`);
	}
	assert.match(openScreen(80, 24, {rows, glyphs: asciiGlyphs}).lines().join('\n'), /second \*&! /);
});

test('facts and the About page of a run tell its marks and its verdict', () => {
	const screen = openScreen(160, 40, {rows: [rows[0]!]});
	assert.match(screen.lines().join('\n'), /verdict +success[\s\S]*marks +best/);
	screen.press('enter i');
	assert.match(screen.lines().join('\n'), /verdict +success[\s\S]*marks +best/);
});
