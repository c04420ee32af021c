import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';
import {scan} from '../../scan-lines.ts';

const epochs = (head: string, indent = '') =>
	readLog(
		`${[1, 2]
			.flatMap(epoch => [
				`epoch ${epoch}`,
				`${indent}loss: ${epoch}.5`,
				head,
				`${indent}loss: ${epoch}.25`,
				`${indent}acc: 0.${epoch}`,
			])
			.join('\n')}\n`,
	);

test('values right below a head of data are of that data, however short it is', () => {
	for (const [head, data] of Object.entries({
		'val:': 'val',
		'Validation:': 'Validation',
		'--- val ---': 'val',
		'=== Test ===': 'Test',
	})) {
		const run = epochs(head);
		assert.deepEqual([...run.metrics.keys()], ['loss', `${data} loss`, `${data} acc`], head);
		assert.deepEqual(run.points('loss'), [
			[1, 1.5],
			[2, 2.5],
		]);
		assert.deepEqual(run.points(`${data} loss`), [
			[1, 1.25],
			[2, 2.25],
		]);
	}
});

test('values that lie below a head in brackets are of its data', () => {
	const run = epochs('[Val]', '  ');
	assert.deepEqual([...run.metrics.keys()], ['loss', 'Val loss', 'Val acc']);
	assert.deepEqual(run.points('Val acc'), [
		[1, 0.1],
		[2, 0.2],
	]);
});

test('training goes without saying below its own head', () => {
	const lines = [1, 2].flatMap(n => [`Epoch ${n}`, '[Train]', `loss: ${n}.5`, '[Val]', `loss: ${n}.25`]);
	const run = readLog(`${lines.join('\n')}\n`);
	assert.deepEqual(run.points('loss'), [
		[1, 1.5],
		[2, 2.5],
	]);
	assert.deepEqual(run.points('Val loss'), [
		[1, 1.25],
		[2, 2.25],
	]);
});

test('the rows of a table are of the data that its heading names', () => {
	const table = (head: string, epoch: number, loss: number) => [
		head,
		'| Epoch | Loss | Acc |',
		'|-------|------|-----|',
		`| ${epoch} | ${loss} | 0.${epoch} |`,
	];
	const tables = [1, 2].flatMap(n => [...table('Training results', n, n + 0.5), ...table('Validation results', n, n + 0.25)]);
	const run = readLog(`${tables.join('\n')}\n`);
	assert.deepEqual(run.points('Loss'), [
		[1, 1.5],
		[2, 2.5],
	]);
	assert.deepEqual(run.points('Validation Loss'), [
		[1, 1.25],
		[2, 2.25],
	]);
});

test('a table that is headed again between its rows is of the same data', () => {
	const head = 'epoch  loss  acc';
	const rows = (...epochs: number[]) => epochs.map(epoch => `${epoch}  ${3 - epoch / 2}  0.${epoch}`);
	const run = readLog(`${['Validation:', head, ...rows(1, 2), head, ...rows(3, 4)].join('\n')}\n`);
	assert.equal(run.points('Validation loss').length, 4);
	assert.deepEqual([...run.metrics.keys()], ['Validation loss', 'Validation acc']);
});

test('results of several models have their data in their names before any row counts', () => {
	const block = (head: string, value: number) => [head, `accuracy: ${value}`, `f1_macro: ${value / 2}`];
	const model = (at: number) => [...block('TRAIN METRICS', 0.75 + at), '', ...block('TEST METRICS', 0.5 + at), ''];
	assert.deepEqual(scan('=== A ===', ...model(0), '=== B ===', ...model(0.125)), [
		'0 accuracy=0.75',
		'0 f1_macro=0.375',
		'0 TEST accuracy=0.5',
		'0 TEST f1_macro=0.25',
		'1 accuracy=0.875',
		'1 f1_macro=0.4375',
		'1 TEST accuracy=0.625',
		'1 TEST f1_macro=0.3125',
	]);
});

test('what the trained model comes to on the data of training does not go over what the last epoch did', () => {
	const lines = ['epoch 2 loss 0.5', 'Results:', '- train data:', '   - loss -> 0.25', '- test data:', '   - loss -> 0.75'];
	const run = readLog(`${lines.join('\n')}\n`);
	for (const [name, value] of [
		['loss', 0.5],
		['train loss', 0.25],
		['test loss', 0.75],
	] as const)
		assert.deepEqual(run.points(name), [[2, value]], name);
});
