import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonText, safeOutput} from '../../../source/core/text/safe-output.ts';

test('what a terminal would obey is gone, lines and tabs stay', () => {
	assert.equal(safeOutput('a\tb\nc'), 'a\tb\nc');
	assert.equal(safeOutput('\x1b[31mred\n\x1b]0;ti\nnext\r\n\u202etxt\x9b0m é'), 'red\n\nnext \ntxt é');
});

test('JSON says the same without a control character', () => {
	const told = {'a\x1b[31m\x7f\x9b': ['\u202e\u200b\u2028', '👩‍🔬 é', '\u{e0041}'], n: 1};
	const text = jsonText(told);
	assert.doesNotMatch(text, /[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u{e0000}-\u{e007f}]/u);
	assert.match(text, /👩‍🔬 é/);
	assert.deepEqual(JSON.parse(text), told);
	assert.equal(jsonText([1], 1), '[\n 1\n]');
});

test('half of a character goes out as what every reader of JSON takes, and text that only looks like one stays', () => {
	const value = {'a\ud800': ['\ude00x', '😀', '\\ud800', '\\\ud83d'], plain: '\\\\ud800'};
	const text = jsonText(value);
	assert.doesNotMatch(text.replace(/\\\\/g, ''), /\\ud/);
	assert.deepEqual(JSON.parse(text), {'a\ufffd': ['\ufffdx', '😀', '\\ud800', '\\\ufffd'], plain: '\\\\ud800'});
});
