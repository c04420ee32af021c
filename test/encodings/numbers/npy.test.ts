import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readNpy} from '../../../source/encodings/numbers/npy.ts';
import {npyOf} from '../npy-writer.ts';

test('reads arrays of whole numbers, of fractions and of truth', () => {
	assert.deepEqual(readNpy(npyOf('<i8', [3], [5, -2, 40_000])), {shape: [3], values: [5, -2, 40_000]});
	assert.deepEqual(readNpy(npyOf('<f8', [2, 2], [0.5, -1.25, 3, 4])), {shape: [2, 2], values: [0.5, -1.25, 3, 4]});
	assert.deepEqual(readNpy(npyOf('|b1', [1, 2], [1, 0])), {shape: [1, 2], values: [1, 0]});
});

test('what is cut, and what holds no numbers, is nothing', () => {
	const whole = npyOf('<f8', [2], [1, 2]);
	for (let size = 0; size < whole.length; size++) assert.equal(readNpy(whole.subarray(0, size)), null);
	assert.equal(readNpy(Buffer.from(whole.toString('latin1').replace('<f8', '|O8'), 'latin1')), null);
	assert.equal(readNpy(Buffer.from('an array of words, no numbers')), null);
});
