import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {progressBar} from '../../source/draw/progress.ts';

test('a bar has eighths and never looks fuller than the run is', () => {
	const cases: [number | null, string][] = [
		[0, '          '],
		[0.0001, '▏         '],
		[0.64, '██████▍   '],
		[0.999, '█████████▉'],
		[1, '██████████'],
		[1.5, '██████████'],
		[-1, '          '],
		[null, '          '],
		[Number.NaN, '          '],
	];
	for (const [fraction, bar] of cases) assert.equal(progressBar(fraction, 10, allGlyphs), bar);
});

test('without Unicode it is made of number signs', () => {
	assert.equal(progressBar(0.64, 10, asciiGlyphs), '######....');
	assert.equal(progressBar(0.999, 10, asciiGlyphs), '#########.');
});

test('the width is exact at every fraction', () => {
	for (let width = 0; width < 12; width++) {
		for (let i = 0; i <= 100; i++) assert.equal(progressBar(i / 100, width, allGlyphs).length, width);
	}
});
