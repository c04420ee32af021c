import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-lines.ts';

test('reads texts with a percent sign where the key has no other numbers', () => {
	assert.deepEqual(read('{"epoch":1,"acc":"50%"}', '{"epoch":2,"acc":"51.5 %"}').points('acc'), [
		[1, 50],
		[2, 51.5],
	]);
	assert.deepEqual(read('{"epoch":1,"acc":0.5}', '{"epoch":2,"acc":"51%"}').points('acc'), [[1, 0.5]]);
	assert.deepEqual(read('{"epoch":1,"acc":"51%"}', '{"epoch":2,"acc":0.5}').points('acc'), [[2, 0.5]]);
});
