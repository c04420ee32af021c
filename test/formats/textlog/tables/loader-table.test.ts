import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('reads the table that Lightning prints of what a test came to', () => {
	const rows = [
		'┏━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┓',
		'┃        Test metric        ┃       DataLoader 0        ┃',
		'┡━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━┩',
		'│         test_acc          │    0.9125000238418579     │',
		'│           loss            │    0.25                   │',
		'└───────────────────────────┴───────────────────────────┘',
	];
	assert.deepEqual(scan('step 8 loss: 0.5', ...rows), ['8 loss=0.5', '8 test_acc=0.9125000238418579', '8 test loss=0.25']);
	assert.deepEqual(scan('│ test_acc │ 0.9125 │'), []);
});

test('tells the loaders of such a table apart, and reads it without strokes', () => {
	assert.deepEqual(
		scan('┃ Validate metric ┃ DataLoader 0 ┃ DataLoader 1 ┃', '│ val_acc │ 0.5 │ 0.25 │', '│ val_f1 │  │ 0.75 │'),
		['0 val_acc/dataloader_idx_0=0.5 val_acc/dataloader_idx_1=0.25', '0 val_f1/dataloader_idx_1=0.75'],
	);
	const older = [
		'────────',
		'       Test metric             DataLoader 0',
		'────────',
		'        test_acc                0.5',
		'────────',
	];
	assert.deepEqual(scan('step 8 loss: 0.5', ...older, 'Done in 3 hours  5'), ['8 loss=0.5', '8 test_acc=0.5']);
});

test('of such a table each row is one metric; another line ends it', () => {
	const [head, ...others] = ['Test metric   DataLoader 0   DataLoader 1', 'two words  0.1  0.2', 'f1  0.1  0.2'] as const;
	assert.deepEqual(scan(head, 'acc  0.5  0.25', ...others), ['0 test acc/dataloader_idx_0=0.5 test acc/dataloader_idx_1=0.25']);
	assert.deepEqual(scan('TEST METRIC  DATALOADER 0', 'acc  0.5'), ['0 test acc=0.5']);
	for (const other of ['Some metric  DataLoader 0', 'Test metric  DataLoader x', 'Test metric  Loader 0'])
		assert.deepEqual(scan(other, 'acc  0.5'), ['0 acc=0.5'], other);
});
