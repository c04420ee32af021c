import assert from 'node:assert/strict';
import {test} from 'node:test';
import {placeAbove} from '../../../source/core/files/paths.ts';

test('where the nearest directory of a name lies that a path is in', () => {
	assert.equal(placeAbove('/x/out/a/b', 'out'), '/x');
	assert.equal(placeAbove('/x/out/out/b', 'out'), '/x/out');
	assert.equal(placeAbove('/out/b', 'out'), '/');
	assert.equal(placeAbove('/x/out', 'out'), null, 'a path is not in itself');
	assert.equal(placeAbove('/x/a', 'out'), null);
	assert.equal(placeAbove('/x/a', ''), null);
});
