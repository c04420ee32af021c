import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {simpleWidths} from '../../source/draw/simple-widths.ts';
import {segments} from '../../source/draw/width.ts';

const characters = [...simpleWidths.keys()].filter(unit => simpleWidths[unit] !== 0).map(unit => String.fromCharCode(unit));

test('a simple character is as wide as string-width says', () => {
	const wrong = characters.filter(character => stringWidth(character) !== simpleWidths[character.charCodeAt(0)]);
	assert.deepEqual(wrong, []);
});

test('simple characters never join with each other into one cluster', () => {
	const splitter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	for (const character of characters) {
		const text = `a${character}가${character}${character}`;
		assert.equal([...splitter.segment(text)].length, text.length, character);
	}
});

test('every glyph that the screen is made of is simple', () => {
	for (const glyph of '◔●◌⚠✓✗■▽▲▸★◆⚑…·≈→←↑↓▁▂▃▄▅▆▇█▏▎▍▌▋▊▉░┌┐└┘─│├┤┬┴┼┈╌━┅⡇⣀⠉⣿±∅–—×σμΔ')
		assert.equal(simpleWidths[glyph.charCodeAt(0)], 1, glyph);
});

test('splitting in islands gives the same clusters as splitting the whole', () => {
	const splitter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	for (const text of [
		'abc',
		'ae\u0301b',
		'\u0301a',
		'ab👩‍❤‍👨cd',
		'👩‍🔬',
		'❤\uFE0F!',
		'x\u0600y',
		'각\u11A8가',
		'🇩🇪🇫🇷ab',
		'नमस्ते ab',
		'\uD83D',
		'a\r\nb',
	]) {
		assert.deepEqual(
			[...segments(text)].map(segment => segment.text),
			[...splitter.segment(text)].map(({segment}) => segment),
		);
	}
});
