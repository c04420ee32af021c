import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nameRoots} from '../../../source/engine/model/root-names.ts';

test('several roots are called by their last names, or by all in which they differ', () => {
	for (const [roots, names] of [
		[['/exp'], []],
		[['/exp', '/exp'], []],
		[
			['/home/a', '/data/b'],
			['a', 'b'],
		],
		[
			['/exp/small/runs', '/exp/large/runs', '/exp/b'],
			['small/runs', 'large/runs', 'b'],
		],
		[
			['/home/runs', '/data/runs'],
			['home/runs', 'data/runs'],
		],
	] as const)
		assert.deepEqual([...nameRoots(roots).values()], names, roots.join(' '));
});
