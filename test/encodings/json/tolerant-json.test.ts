import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseExactJson, parsePrintedJson, parseTolerantJson} from '../../../source/encodings/json/tolerant-json.ts';

test('reads what Python writes: bare NaN and infinities', () => {
	assert.deepEqual(parseTolerantJson('{"a": NaN, "b": [Infinity, -Infinity, 1.5], "c": {"d": null}}'), {
		a: Number.NaN,
		b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1.5],
		c: {d: null},
	});
	assert.ok(Number.isNaN(parseTolerantJson('NaN')));
});

test('leaves the same words inside texts alone', () => {
	assert.deepEqual(parseTolerantJson('{"NaN": "it said \\"NaN, -Infinity\\"", "x": NaN}'), {
		NaN: 'it said "NaN, -Infinity"',
		x: Number.NaN,
	});
});

test('reads what C prints for NaN and infinities where that is asked for, and leaves texts and other words alone', () => {
	assert.deepEqual(parsePrintedJson('{"nan": "is -nan(ind), inf", "a": -nan(ind), "b": [nan,-inf, 1.#QNAN], "c": 1.#INF}'), {
		nan: 'is -nan(ind), inf',
		a: Number.NaN,
		b: [Number.NaN, Number.NEGATIVE_INFINITY, Number.NaN],
		c: Number.POSITIVE_INFINITY,
	});
	for (const text of ['{"a": nano}', '{"a": 1nan}', '{"a": nan(x)}', '{nan: 1}'])
		assert.equal(parsePrintedJson(text), undefined, text);
});

test('what is no JSON even so is undefined', () => {
	for (const text of ['', '{', '{"a": nan}', 'NaNs', '[1,]', '{"a": -NaN-}'])
		assert.equal(parseTolerantJson(text), undefined, text);
});

test('keeps every digit of integers that no number holds, and leaves texts and fractions alone', () => {
	const text =
		'{"big": 10000000000000000000000000, "n": -9007199254740993, "safe": 9007199254740991, "f": 0.12345678901234567, "t": "1234567890123456789", "nan": NaN}';
	assert.deepEqual(parseExactJson(text), {
		big: '10000000000000000000000000',
		n: '-9007199254740993',
		safe: 9007199254740991,
		f: 0.12345678901234566,
		t: '1234567890123456789',
		nan: Number.NaN,
	});
	assert.deepEqual(
		parseExactJson('[12345678901234567e3, 1e25, 12345678901234567.5]'),
		[12345678901234567e3, 1e25, 12345678901234568],
	);
	assert.equal(parseExactJson('[12345678901234567'), undefined);
});

test('integers that a number cannot hold are the text of their digits, where that is asked for', () => {
	assert.deepEqual(parseExactJson('{"seed": 1152921504606846977, "ids": [-9223372036854775813, 9007199254740991], "x": NaN}'), {
		seed: '1152921504606846977',
		ids: ['-9223372036854775813', 9_007_199_254_740_991],
		x: Number.NaN,
	});
	assert.equal(parseExactJson('18446744073709551615'), '18446744073709551615');
	assert.deepEqual(
		parseExactJson('[0.1234567890123456, 12345678901234568.5, 12345678901234567e3, 1230000000000000000]'),
		[0.123_456_789_012_345_6, 12_345_678_901_234_568, 12_345_678_901_234_567_000, 1.23e18],
	);
	assert.deepEqual(parseExactJson('{"n": 1152921504606846977, "text \\"1152921504606846977\\"": "1152921504606846977"}'), {
		n: '1152921504606846977',
		'text "1152921504606846977"': '1152921504606846977',
	});
});
