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
