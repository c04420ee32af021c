import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseExactJson, parseTolerantJson} from '../../source/encodings/tolerant-json.ts';

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
