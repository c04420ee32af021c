import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';
import {scan} from '../../scan-lines.ts';

test("reads the lists of nnU-Net's epochs, whichever NumPy prints them", () => {
	const log = [
		'2023-07-20 09:20:38.366513: do_dummy_2d_data_aug: False ',
		'',
		'This is the configuration used by this training:',
		'Configuration name: 3d_fullres',
		" {'data_identifier': 'nnUNetPlans_3d_fullres', 'batch_size': 2, 'patch_size': [128, 128, 128], 'spacing': [1.0, 0.79, 0.79], 'batch_dice': False} ",
		'',
		'2023-07-20 09:20:41.366513: unpacking dataset... ',
		'2023-07-20 09:20:46.000000:  ',
		'2023-07-20 09:20:46.000100: Epoch 0 ',
		'2023-07-20 09:20:46.000200: Current learning rate: 0.01 ',
		'2023-07-20 09:23:46.100000: train_loss -0.0512 ',
		'2023-07-20 09:23:46.100200: val_loss -0.1863 ',
		'2023-07-20 09:23:46.100400: Pseudo dice [0.0, 0.6521, nan] ',
		'2023-07-20 09:23:46.100600: Epoch time: 180.1 s ',
		'2023-07-20 09:23:46.100800: Yayy! New best EMA pseudo Dice: 0.3261 ',
		'2023-07-20 09:23:48.100800:  ',
		'2023-07-20 09:23:48.100900: Epoch 1 ',
		'2023-07-20 09:23:48.101000: Current learning rate: 0.00999 ',
		'2023-07-20 09:26:46.100000: train_loss -0.2512 ',
		'2023-07-20 09:26:46.100200: val_loss -0.2863 ',
		'2023-07-20 09:26:46.100400: Pseudo dice [np.float32(0.5012), np.float32(0.7521), np.float32(0.125)] ',
		'2023-07-20 09:26:46.100600: Epoch time: 178.0 s ',
		'2023-07-20 09:26:48.100800: Training done. ',
		'2023-07-20 09:26:49.100800: Using splits from existing split file: /data/splits_final.json ',
		'2023-07-20 09:26:49.300800: Desired fold for training: 0 ',
		'2023-07-20 09:26:49.400800: This split has 104 training and 27 validation cases. ',
		'2023-07-20 09:26:49.550000: liver_0, shape torch.Size([1, 125, 512, 512]), rank 0 ',
	];
	const run = readLog(`${log.join('\n')}\n`);
	const read = [...run.metrics].map(([name, {steps, values}]) => [
		name,
		...Array.from({length: steps.length}, (_, i) => `${steps.at(i)}: ${values.at(i)}`),
	]);
	assert.deepEqual(read, [
		['train_loss', '0: -0.0512', '1: -0.2512'],
		['val_loss', '0: -0.1863', '1: -0.2863'],
		['Pseudo dice/0', '0: 0', '1: 0.5012'],
		['Pseudo dice/1', '0: 0.6521', '1: 0.7521'],
		['Pseudo dice/2', '0: NaN', '1: 0.125'],
		['best EMA pseudo Dice', '0: 0.3261'],
		['Current learning rate', '0: 0.01', '1: 0.00999'],
	]);
	assert.equal(run.learnt.stepUnit, 'epoch');
});

test('the only value of a list has no number', () => {
	const rows = ['Epoch 0', 'Pseudo dice [0.9234]', 'dice: [np.float32(0.5)]', 'Epoch 1', 'Pseudo dice [np.float32(0.5)]'];
	assert.deepEqual(scan(...rows), ['0 Pseudo dice=0.9234', '0 dice=0.5', '1 Pseudo dice=0.5']);
	assert.deepEqual(scan('Pseudo dice [0.9234]', 'sizes [0.5]'), []);
});

test('reads a learning rate of each group of parameters, and what stands behind it in a bar', () => {
	assert.deepEqual(scan('step 5 lr=[1e-4, 2e-5] loss 0.25', 'step 6 lr: [1e-4 2e-5], acc per class: [0.5, nan]'), [
		'5 lr/0=0.0001 lr/1=0.00002 loss=0.25',
		'6 lr/0=0.0001 lr/1=0.00002 acc per class/0=0.5 acc per class/1=NaN',
	]);
	const bar = 'train:  10%|█         | 1/10 [00:01<00:09,  1.20it/s, lr=[0.0001, 2e-5], loss=0.5]';
	assert.deepEqual(scan(bar), ['1 lr/0=0.0001 lr/1=0.00002 loss=0.5']);
	// A bar that was cut off.
	assert.deepEqual(scan('train:  10%|█         | 1/10 [00:01<00:09,  1.20it/s, loss=0.5, at=[a]'), ['1 loss=0.5']);
});

test('sizes, settings and indices in lists are no values', () => {
	const lists = [
		'patch_size: [128, 128]',
		'betas=[0.9, 0.999]',
		'betas: (0.9, 0.999)',
		'loss_weights=[0.5, 0.25]',
		'score thresholds: [0.5, 0.75]',
		'precision: [1, 0, 1]',
		'spacing [1.0, 0.79, 0.79]',
		'loss: (0.5, 0.4)',
		"'mAP@[0.5, 0.95]'",
		"('run', 'lr=[0.4,0.5,0.6]')",
		'acc [0,15, 0,2]',
		`loss: [${Array.from({length: 17}, (_, i) => i / 100).join(', ')}]`,
	];
	for (const list of lists) assert.deepEqual(scan(`step 5 acc 0.5 ${list}`), ['5 acc=0.5'], list);
});

test('a list of what each epoch came to is no row', () => {
	assert.deepEqual(scan('epoch 1 loss 0.5', 'epoch 2 loss 0.25', 'Epoch 2: loss: [0.5, 0.25]'), ['1 loss=0.5', '2 loss=0.25']);
	assert.deepEqual(scan('epoch 2 acc 0.5', 'Val loss: [0.5, 0.25]', 'val losses: [0.5, 0.25]'), ['2 acc=0.5']);
	const growing = ['epoch 2 loss: [0.5, 0.25]', 'epoch 3 loss: [0.5, 0.25, 0.125]', 'epoch 4 losses: [0.5, 0.25]'];
	assert.deepEqual(scan(...growing), ['2 loss/0=0.5 loss/1=0.25']);
});
