import assert from 'node:assert/strict';
import {test} from 'node:test';
import {followReferences} from '../../source/core/follow-references.ts';

/** `<key>` as a reference in a config. */
const ref = (text: string) => text.replaceAll('<', '${').replaceAll('>', '}');

test('puts what references stand for in their place, and leaves the config as it is', () => {
	const config = {n: 3, a: {b: ref('<n>'), list: [1, ref('<n>')]}, name: ref('x-<n>')};
	const followed = followReferences(config, {'a.b': 3, 'a.list.1': 3, name: 'x-3', 'gone.key': 1, 'n.deeper': 1});
	assert.deepEqual(followed, {n: 3, a: {b: 3, list: [1, 3]}, name: 'x-3'});
	assert.equal(config.a.b, ref('<n>'));
});

test('a value that a stronger tracker says stays', () => {
	assert.deepEqual(followReferences({a: 5}, {a: 3}), {a: 5});
});
