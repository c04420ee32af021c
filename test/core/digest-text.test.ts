import assert from 'node:assert/strict';
import test from 'node:test';
import {digestText} from '../../source/core/digest-text.ts';

test('ten thousand paths that differ in a letter or two have as many digests, in all of their digits', () => {
	const paths = Array.from({length: 10_000}, (_, i) => `/home/ada/exp/run-${i}/version_${i % 7}`);
	for (const digits of [10, 16]) assert.equal(new Set(paths.map(path => digestText(path).slice(0, digits))).size, paths.length);
	assert.match(digestText(''), /^[0-9a-f]{16}$/);
});

test('a digest is the same in every start', () => {
	assert.equal(digestText('/home/ada/exp\0'), digestText(['/home/ada/exp', ''].join('\0')));
	assert.equal(digestText('xtui'), '6df3877b11649939');
});
