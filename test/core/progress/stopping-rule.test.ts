import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findStoppingRule} from '../../../source/core/progress/stopping-rule.ts';
import type {JsonObject} from '../../../source/core/run.ts';

const ruleOf = (config: JsonObject) => {
	const rule = findStoppingRule(config);
	return rule === null ? null : [rule.patience, rule.minDelta, rule.metric, rule.mode, rule.from];
};

test('early stopping as each framework writes it', () => {
	assert.deepEqual(ruleOf({early_stopping_patience: 5, metric_for_best_model: 'eval_f1', greater_is_better: true}), [
		5,
		0,
		'eval_f1',
		'max',
		'config early_stopping_patience',
	]);
	assert.deepEqual(ruleOf({train: {early_stopping: {monitor: 'val/loss', patience: '8', min_delta: 0.01, mode: 'min'}}}), [
		8,
		0.01,
		'val/loss',
		'min',
		'config train.early_stopping.patience',
	]);
	const callbacks: JsonObject[] = [
		{class_path: 'lightning.pytorch.callbacks.LearningRateMonitor'},
		{
			class_path: 'lightning.pytorch.callbacks.EarlyStopping',
			init_args: {monitor: 'val_acc', patience: 3, mode: 'max', min_delta: -0.001},
		},
	];
	assert.deepEqual(ruleOf({trainer: {callbacks}})?.slice(0, 4), [3, 0.001, 'val_acc', 'max']);
	assert.deepEqual(
		ruleOf({callbacks: [{class_name: 'EarlyStopping', config: {monitor: 'val_loss', patience: 4}}]})?.slice(0, 3),
		[4, 0, 'val_loss'],
	);
	assert.deepEqual(ruleOf({epochs: 300, patience: 100})?.[0], 100);
});

test('a patience that stops nothing is none', () => {
	assert.equal(findStoppingRule({lr_scheduler: {name: 'ReduceLROnPlateau', patience: 10}}), null);
	assert.equal(findStoppingRule({lr_patience: 10, epochs: 5}), null);
	assert.equal(findStoppingRule({early_stopping: false, patience: 10}), null);
	assert.equal(findStoppingRule({early_stopping_patience: 0}), null);
	assert.equal(findStoppingRule({early_stopping_patience: null, patience: 'high'}), null);
});
