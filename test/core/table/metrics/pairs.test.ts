import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pairMetrics} from '../../../../source/core/table/metrics/pairs.ts';

const pairsOf = (...names: string[]) => [...pairMetrics(names).values()].map(({train, validation}) => `${train} + ${validation}`);

test('training and validation find each other however trackers spell them', () => {
	assert.deepEqual(pairsOf('accuracy', 'loss', 'val_accuracy', 'val_loss'), ['accuracy + val_accuracy', 'loss + val_loss']);
	assert.deepEqual(pairsOf('train/loss', 'val/loss', 'lr'), ['train/loss + val/loss']);
	assert.deepEqual(pairsOf('loss', 'eval_loss', 'eval_runtime'), ['loss + eval_loss']);
	assert.deepEqual(pairsOf('epoch_loss', 'validation/epoch_loss'), ['epoch_loss + validation/epoch_loss']);
	assert.deepEqual(pairsOf('train loss', 'val loss', 'loss'), ['train loss + val loss']);
});

test('Lightning’s training metric of an epoch stands for the one of a step', () => {
	assert.deepEqual(pairsOf('train_loss_step', 'train_loss_epoch', 'val_loss'), ['train_loss_epoch + val_loss']);
});

test('what measures different things is no pair, and each is in one pair at most', () => {
	assert.deepEqual(pairsOf('train/loss', 'val/acc', 'value', 'val', 'train'), []);
	assert.deepEqual(pairsOf('loss', 'val_loss', 'eval_loss'), ['loss + val_loss']);
});
