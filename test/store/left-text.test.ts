import assert from 'node:assert/strict';
import test from 'node:test';
import {shortEstimate} from '../../source/store/texts/left-text.ts';

test('a time left of two units takes one where there is little room', () => {
	const texts = ['≈ 2 min 30 s', '≈ 5 h 30 min', '1 h 30 min – 2 h', '< 20 s', 'no step for 4 min'];
	assert.deepEqual(
		texts.map(text => shortEstimate(text, true)),
		['≈ 2.5 min', '≈ 5.5 h', '1.5 – 2 h', '< 20 s', '4 min'],
	);
	assert.equal(shortEstimate('≈ 2 min 30 s', false), '≈ 2 min 30 s');
});
