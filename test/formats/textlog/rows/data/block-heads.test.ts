import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

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
