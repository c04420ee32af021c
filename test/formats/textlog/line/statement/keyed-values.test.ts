import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../../scan-lines.ts';

test('reads the values of pairs in a list, by their keys where there are more than one', () => {
	assert.deepEqual(scan('step 1', "Avg episode reward: [(0, '10.500')]"), ['1 Avg episode reward=10.5']);
	assert.deepEqual(scan("Avg episode reward: [(0, '10.500'), (1, '9.500')]"), [
		'0 Avg episode reward/0=10.5 Avg episode reward/1=9.5',
	]);
	assert.deepEqual(scan("epoch 3 loss: 0.5 acc: [('top1', 0.25), ('top5', 0.75)] lr: 0.1"), [
		'3 loss=0.5 acc/top1=0.25 acc/top5=0.75 lr=0.1',
	]);
	assert.deepEqual(scan('step:200 R:21', "statistics:[('average_q', 0.1), ('average_loss', 1.5), ('n_updates', 10)]"), [
		'200 R=21',
		'200 average_q=0.1 average_loss=1.5 n_updates=10',
	]);
});

test('keeps the values of a list of results from those that training has said of the step', () => {
	const lines = ['Epoch 1/5 loss: 2.5 acc: 0.25', "val_metrics = [('loss', 3.5), ('acc', 0.5)]"];
	assert.deepEqual(scan(...lines), ['1 loss=2.5 acc=0.25', '1 val_metrics/loss=3.5 val_metrics/acc=0.5']);
});

test('takes no history for values of now', () => {
	assert.deepEqual(scan('val acc: [(0, 0.5), (1, 0.75)]', 'val acc: [(3, 0.5)]', 'val acc: [(1, 0.5), (2, 0.75)]'), []);
});
