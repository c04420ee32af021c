import assert from 'node:assert/strict';
import {test} from 'node:test';
import {proquint, proquintsOfHex} from '../../source/encodings/proquint.ts';

test('numbers of 16 bits are words of five letters', () => {
	assert.deepEqual([proquint(0), proquint(0xffff), proquint(0x7f00), proquint(0x0001)], ['babab', 'zuzuz', 'lusab', 'babad']);
});

test('the first 32 bits of an id name it', () => {
	assert.equal(proquintsOfHex('7f000001-aaaa'), 'lusab-babad');
	assert.equal(proquintsOfHex('7F000001'), 'lusab-babad');
	assert.equal(proquintsOfHex('7f0000'), null);
	assert.equal(proquintsOfHex('not hexadecimal'), null);
});
