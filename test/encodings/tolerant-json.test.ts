import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseTolerantJson} from '../../source/encodings/tolerant-json.ts';

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
