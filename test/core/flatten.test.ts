import assert from 'node:assert/strict';
import {test} from 'node:test';
import {numbersByPath} from '../../source/core/flatten.ts';

test('numbers within objects have their paths as names, in their order; lists and texts hold none', () => {
	const record = {loss: 1, val: {acc: Number.NaN, deep: {f1: 0.5}}, list: [1], text: '2', none: null, last: 3};
	assert.deepEqual(
		[...numbersByPath(record)],
		[
			['loss', 1],
			['val/acc', Number.NaN],
			['val/deep/f1', 0.5],
			['last', 3],
		],
	);
});

test('a name that is given as it is counts before a path that reads the same, and of two paths the later one', () => {
	assert.deepEqual([...numbersByPath({a: {b: 2}, 'a/b': 1})], [['a/b', 1]]);
	assert.deepEqual([...numbersByPath({a: {b: 2}, 'a/b': 'off'})], []);
	assert.deepEqual([...numbersByPath({a: {b: 2}, 'a/b': null})], []);
	assert.deepEqual(
		[...numbersByPath({'a/b': {c: 1}, a: {b: 2}})],
		[
			['a/b/c', 1],
			['a/b', 2],
		],
	);
	assert.deepEqual([...numbersByPath({a: {'b/c': 1}, 'a/b': {c: 2}})], [['a/b/c', 2]]);
});
