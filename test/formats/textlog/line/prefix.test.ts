import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../source/formats/textlog/index.ts';
import {scan} from '../scan-lines.ts';

test('takes the places and names that loggers put around a moment off, and keeps the moment', () => {
	for (const prefix of [
		'[NeMo I 2024-03-01 10:01:00 nemo_logging:393] ',
		'[2024-03-01 10:01:00,000 INFO] ',
		'[INFO 2024-03-01 10:01:00] ',
		' [2024-03-01 10:01:00] ',
		'[node01] 2024-03-01 10:01:00,000 (trainer:732) INFO: ',
		'2024-03-01 10:01:00,000 (asr:500) INFO: ',
		'[2024-03-01 10:01:00 swin_tiny] (main.py 52): INFO ',
		'2024-03-01 10:01:00 | INFO     | yolox.core.trainer:250 - ',
	]) {
		assert.deepEqual(scan(`${prefix}step 5: loss 0.5`), ['5 loss=0.5'], prefix);
		const {wallMs} = createLineScanner().scan(`${prefix}step 5: loss 0.5`);
		assert.equal(wallMs, new Date(2024, 2, 1, 10, 1, 0).getTime(), prefix);
	}
	assert.deepEqual(scan('[03/01 10:01:00] ppdet.engine INFO: Epoch: [0] [ 20/100] loss: 0.5'), ['20 loss=0.5']);
});

test('takes no counter and no data for a name of a logger', () => {
	assert.deepEqual(scan('2024-03-01 10:01:00 | INFO | step:250 - loss 0.5'), ['250 loss=0.5']);
	assert.deepEqual(scan('[2024-03-01 10:01:00 step:250] loss 0.5'), ['250 loss=0.5']);
	assert.deepEqual(scan('step 5', '[val] 2024-03-01 10:01:00 loss: 0.5'), ['5 val loss=0.5']);
	assert.deepEqual(scan('[rank1] 2024-03-01 10:01:00 step 5 loss 9', '[rank0] 2024-03-01 10:01:00 step 6 loss 0.5'), [
		'5 loss=9',
		'6 loss=0.5',
	]);
});
