import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseNumber} from '../../../source/encodings/numbers/odd-number.ts';

test('numbers are read as NumPy, Fortran and typesetters write them', () => {
	assert.equal(parseNumber('[0.5]'), 0.5);
	assert.equal(parseNumber('[[2.]]'), 2);
	assert.equal(parseNumber('np.float64(0.25)'), 0.25);
	assert.equal(parseNumber('5.000000D-01'), 0.5);
	assert.equal(parseNumber('-.25d+2'), -25);
	assert.equal(parseNumber('\u22120.5'), -0.5);
	assert.equal(parseNumber('1e\u22123'), 0.001);
});

test('what only looks like such a number is none', () => {
	for (const text of ['[64]', '[0.5, 0.25]', '1D', '3d4', '5\u22123', '\u2212', '0x10d-1', 'a0.5D-01'])
		assert.equal(parseNumber(text), null, text);
});
