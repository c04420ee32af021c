import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

const rows = (...lines: string[]) => scan('Epoch 3/5', ...lines);

test('a table with a metric a row may have a word above the names, and lines of dashes', () => {
	const dashes = '-'.repeat(30);
	assert.deepEqual(
		rows(dashes, 'METRIC | TRAIN  | VALIDATION', dashes, 'Loss   | 0.5000 | 0.7500', 'F1 Score | 0.2500 | 1.0000'),
		['3 TRAIN Loss=0.5 VALIDATION Loss=0.75', '3 TRAIN F1 Score=0.25 VALIDATION F1 Score=1'],
	);
	const values = ['3 Train loss=0.5 Val loss=0.75', '3 Train acc=0.25 Val acc=1'];
	const [head, ...body] = ['| Metric | Train | Val |', '| loss | 0.5 | 0.75 |', '| acc | 0.25 | 1.0 |'] as const;
	assert.deepEqual(rows(head, '|--------|-------|-----|', ...body), values);
	const drawn = '+--------+-------+-----+';
	assert.deepEqual(rows(drawn, head, drawn, ...body, drawn), values);
});

test('a row says what it has: nothing of data that were not measured, and nothing at all where something is no number', () => {
	const head = '            Training |  Validation';
	assert.deepEqual(rows(head, 'loss  | 0.693 | 0.690', 'acc   | N/A | 0.5', 'f1    | 0.25 | --'), [
		'3 Training loss=0.693 Validation loss=0.69',
		'3 Validation acc=0.5',
		'3 Training f1=0.25',
	]);
	assert.deepEqual(rows(head, 'model | 0.5 | v2', '      | 0.1 | 0.2', 'gpu   | 3', 'a | 1 | 2 | 3'), []);
});

test('a table of other things is none', () => {
	assert.deepEqual(rows('Name | Size | Path', '-----', 'train | 100 | 20'), []);
});

test('a table that compares models has a metric of each, however it is drawn', () => {
	const values = ['Ridge F1=0.5 Ridge ROC AUC=0.75', 'Random Forest F1=0.25 Random Forest ROC AUC=1'];
	const read = (...lines: string[]) => rows(...lines).map(row => row.replace(/^3 /, ''));
	assert.deepEqual(
		read(
			'Model            F1      ROC AUC   Time (s)',
			'-'.repeat(40),
			'Ridge            0.5000  0.7500    1.25',
			'Random Forest    0.2500  1.0000    3.50',
		),
		values,
	);
	assert.deepEqual(
		read('| Model | F1 | ROC AUC |', '|---|---|---|', '| Ridge | 0.5 | 0.75 |', '| Random Forest | 0.25 | 1.0 |'),
		values,
	);
	assert.deepEqual(
		read(
			'┃ Model         ┃ F1   ┃ ROC AUC ┃',
			'┡━━━━━━━━━━━━━━━╇━━━━━━╇━━━━━━━━━┩',
			'│ Ridge         │ 0.50 │ 0.75    │',
			'│ Random Forest │ 0.25 │ 1.00    │',
		),
		values,
	);
	// What has a place of its own in each row is another table; and so is what tells of no metric.
	assert.deepEqual(rows('| Model | Epoch | loss |', '| 3 | 1 | 2.5 |'), []);
	assert.deepEqual(rows('Model            Size    Layers', 'small            12.5    4.5'), []);
});

test('a table with a metric a row and its value is read, one of settings is not', () => {
	assert.deepEqual(
		rows(
			'┃ Metric   ┃ Value  ┃',
			'┡━━━━━━━━━━╇━━━━━━━━┩',
			'│ Accuracy │ 91.5%  │',
			'│ F1 Score │ 0.7500 │',
			'└──────────┴────────┘',
		),
		['3 Accuracy=91.5', '3 F1 Score=0.75'],
	);
	assert.deepEqual(rows('| Metric | Value |', '|--------|-------|', '| Loss | 0.25 |', 'Loss is fine | 1.5'), ['3 Loss=0.25']);
	const ofEpoch = (epoch: number) => ['│ Metric │ Value │', `│ Epoch  │ ${epoch}     │`, `│ Loss   │ 0.${epoch}   │`];
	assert.deepEqual(scan(...ofEpoch(1), ...ofEpoch(2)), ['1 Loss=0.1', '2 Loss=0.2']);
	assert.deepEqual(rows('┃ Parameter ┃ Value ┃', '│ loss_rate │ 0.5   │', '│ score     │ 0.25  │'), []);
});
