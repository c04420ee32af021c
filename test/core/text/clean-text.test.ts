import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cleanText} from '../../../source/core/text/clean-text.ts';

test('what a terminal would obey is gone, what a person reads stays', () => {
	const cases: [string, string][] = [
		['plain name', 'plain name'],
		['\x1b[31mred\x1b[0m', 'red'],
		['\x9b31mred', 'red'],
		['a\x1b]0;title\x07b', 'ab'],
		['a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b', 'alinkb'],
		['a\x1bPq#0;2;0;0;0\x1b\\b', 'ab'],
		['cut off \x1b[38;5', 'cut off '],
		['cut off \x1b]0;ti', 'cut off '],
		['\x1b(Bcharset', 'charset'],
		['two\r\nlines\tand a tab', 'two lines and a tab'],
		['bell\x07 null\x00 del\x7f', 'bell null del'],
		['evil\u202etxt.exe', 'eviltxt.exe'],
		['zero\u200bwidth\ufeff', 'zerowidth'],
		['lone \ud800 half', 'lone \ufffd half'],
		['déjà 训练 👩‍🔬', 'déjà 训练 👩‍🔬'],
	];
	for (const [input, expected] of cases) assert.equal(cleanText(input), expected, JSON.stringify(input));
});

test('nothing that is left is a control character, whatever comes in', () => {
	let seed = 7;
	for (let round = 0; round < 2000; round++) {
		let text = '';
		for (let i = 0; i < 12; i++) {
			seed = (seed * 1103515245 + 12345) & 0x7fffffff;
			text += String.fromCharCode((seed >> 8) % 0xa0);
		}
		assert.doesNotMatch(cleanText(text), /[\x00-\x1f\x7f-\x9f]/, JSON.stringify(text));
	}
});

test('a name of megabytes is cut before it is worked on', () => {
	assert.equal(cleanText('\x1b'.repeat(1e6)).length, 0);
	assert.equal(cleanText('é'.repeat(1e6), 10).length, 10);
});
