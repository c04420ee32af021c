import assert from 'node:assert/strict';
import {test} from 'node:test';
import {keysButSeed} from '../../../source/core/table/config-keys.ts';
import {makeRow} from '../query/rows.ts';

test('what Hydra and flexlock call _target_ is a choice, what a tracker keeps of its own is none', () => {
	const rows = ['net.A', 'net.B'].flatMap(target =>
		[0, 1, 2].map(seed =>
			makeRow({
				config: {
					'model._target_': target,
					'model._partial_': target === 'net.A',
					'_wandb.t': target,
					__doc__: target,
					'a._b': target,
					seed,
				},
			}),
		),
	);
	assert.deepEqual(keysButSeed(rows).sort(), ['model._partial_', 'model._target_']);
});
