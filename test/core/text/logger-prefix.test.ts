import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withoutPrefix} from '../../../source/core/text/logger-prefix.ts';

test('what a logger put before a message goes, a warning and numbers stay', () => {
	for (const [line, message] of [
		['[2026-03-11 10:00:05,123][train][INFO] - epoch 12', 'epoch 12'],
		['2026-03-11 10:00:05,123 - mm.apis.runner - INFO - Epoch [3][50/200]', 'Epoch [3][50/200]'],
		['2026-03-11 10:00:05 - train - WARNING - overflow', 'WARNING - overflow'],
		['2026-03-11 10:00:05.123 | INFO     | trainer.loop:fit:31 - epoch 12', 'epoch 12'],
		['2026-03-11 10:00:05 | INFO | train_inner | {"epoch": 1}', 'train_inner | {"epoch": 1}'],
		['[03/11 10:00:05 d2.utils.events]:  eta: 0:10:00  iter: 19', 'eta: 0:10:00  iter: 19'],
		['[2026-03-11 10:00:05 tiny] (main.py 31): INFO Train: [0/300]', 'Train: [0/300]'],
		['INFO:root:epoch 12', 'epoch 12'],
		['I0311 10:00:05.123456 4711 train.py:31] epoch 12', 'epoch 12'],
		['10:00:05 -0.5 is the reward', '-0.5 is the reward'],
		['epoch 12 took 10:00:05', 'epoch 12 took 10:00:05'],
		['INFO is power', 'INFO is power'],
		['2026-03-11 10:00:05', '2026-03-11 10:00:05'],
	] as const)
		assert.equal(withoutPrefix(line), message);
});
