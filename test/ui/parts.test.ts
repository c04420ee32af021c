import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {attributesOf, underline} from '../../source/draw/style.ts';
import {textWidth} from '../../source/draw/width.ts';
import {asciiText} from '../../source/ui/parts/ascii.ts';
import {breakText} from '../../source/ui/parts/break-text.ts';
import {fitKeys} from '../../source/ui/parts/fit-keys.ts';
import {highlightRow} from '../../source/ui/parts/highlight.ts';
import {rootsText} from '../../source/ui/parts/roots-text.ts';
import {wrapSpans} from '../../source/ui/parts/wrap-spans.ts';
import {wrapText} from '../../source/ui/parts/wrap-text.ts';

const brush = (glyphs = allGlyphs) => ({glyphs, color: true, zone: 0, home: ''});

test('text is broken between words, inside one only where it is longer than a line; exact words anywhere, with all their blanks', () => {
	for (const [text, cells, lines] of [
		['one two three', 7, ['one two', 'three']],
		['one two three', 100, ['one two three']],
		['a abcdefgh b', 4, ['a', 'abcd', 'efgh', 'b']],
		['漢字漢字', 5, ['漢字', '漢字']],
		['', 5, ['']],
		['ab', 0, ['a', 'b']],
	] as const)
		assert.deepEqual(wrapText(text, cells), lines, text);
	for (const text of ['["a  b","c"]', '漢字 漢字', 'x', ''])
		for (const cells of [2, 3, 5, 80]) {
			const lines = breakText(text, cells);
			assert.equal(lines.join(''), text);
			assert.ok(
				lines.every(line => textWidth(line) <= cells),
				`${text} in ${cells}`,
			);
		}
	assert.deepEqual(breakText('', 5), ['']);
});

test('styled text is broken between words into a few lines, of which the last holds what is left', () => {
	const spans = [
		{text: 'status ', style: 1},
		{text: 'a long reason of it', style: 2},
	];
	const lines = (cells: number, most: number) => wrapSpans(spans, cells, most).map(line => line.map(({text}) => text).join(''));
	assert.deepEqual(lines(100, 3), ['status a long reason of it']);
	assert.deepEqual(lines(13, 3), ['status a long', 'reason of it']);
	assert.deepEqual(lines(7, 2), ['status', 'a long reason of it']);
	assert.deepEqual(lines(7, 1), ['status a long reason of it']);
	assert.deepEqual(wrapSpans(spans, 13, 3)[0], [
		{text: 'status ', style: 1},
		{text: 'a long', style: 2},
	]);
});

test('roots are said with ~, the first and how many more; of keys as many as fit', () => {
	const home = '/home/ada';
	assert.equal(rootsText(['/home/ada/exp'], home), '~/exp');
	assert.equal(rootsText(['/home/ada'], home), '~');
	assert.equal(rootsText(['/home/adam/exp', '/b', '/c'], home), '/home/adam/exp +2');
	assert.equal(rootsText(['/x'], ''), '/x');
	assert.equal(rootsText([], home), '.');
	const keys = ['Enter keeps', 'Esc as before', 'Tab completes'];
	assert.equal(fitKeys(keys, 80, brush()), 'Enter keeps · Esc as before · Tab completes');
	assert.equal(fitKeys(keys, 30, brush()), 'Enter keeps · Esc as before');
	assert.equal(fitKeys(keys, 8, brush()), '');
	assert.match(fitKeys(keys, 80, brush(asciiGlyphs)), /^[\x20-\x7e]+$/);
	assert.equal(asciiText('≈ 3 – 4 min ± 1, 漢'), '~ 3 - 4 min ~ 1, ?');
});

test('what is looked for stands out in a row wherever it is, whatever its case, also behind wide letters', () => {
	const marked = (text: string, wanted: string) => {
		const grid = new Grid(20, 1);
		grid.put(0, 0, text, 0);
		highlightRow(grid, 0, wanted);
		return Array.from(grid.styles, style => ((attributesOf(style) & underline) !== 0 ? '^' : ' '))
			.join('')
			.trimEnd();
	};
	assert.equal(marked('loss of Loss', 'LOSS'), '^^^^    ^^^^');
	assert.equal(marked('漢 loss', 'loss'), '   ^^^^');
	assert.equal(marked('loss', ''), '');
	assert.equal(marked('lossloss', 'loss'), '^^^^^^^^');
	assert.equal(marked('acc', 'loss'), '');
});
