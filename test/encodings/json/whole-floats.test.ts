import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wholeFloats} from '../../../source/encodings/json/whole-floats.ts';

test('finds the floats without a fraction, as they are written', () => {
	const text =
		'{"a": 1.0, "b": 1, "c": -0.0, "d": 1e+16, "e": 0.5, "f": "1.0", "g": 1e-05, "h": [2.0], "i": {"a": 3.0}, "j 4.0": NaN, "k\\"": 5E2}';
	assert.deepEqual(
		[...wholeFloats(text)],
		[
			['a', '1.0'],
			['c', '-0.0'],
			['d', '1e+16'],
			['k"', '5E2'],
		],
	);
});

test('finds none where there is no object', () => {
	for (const text of ['', '1.0', '[1.0]', 'null', '{"a": 1.0']) assert.equal(wholeFloats(text).size, 0);
});
