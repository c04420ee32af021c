import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

const rows = (between: (epoch: number) => string[]) =>
	readLog([1, 2].flatMap(epoch => [`Epoch ${epoch} loss ${epoch}.5 acc 0.${epoch}`, ...between(epoch), '']).join('\n'));

test('results that say no step do not go over what training said of that step', () => {
	for (const words of ['results:', 'cur metric,']) {
		const run = rows(epoch => [`${words} acc: 0.${epoch + 5}, edits: 0.${epoch + 3}, fps: 100.5`]);
		assert.deepEqual(
			run.points('acc'),
			[
				[1, 0.1],
				[2, 0.2],
			],
			words,
		);
		assert.deepEqual(run.points(`${words.slice(0, -1)} acc`), [
			[1, 0.6],
			[2, 0.7],
		]);
		assert.deepEqual(run.points('edits'), [
			[1, 0.4],
			[2, 0.5],
		]);
	}
});

test('values below a line that begins an evaluation are of that, where training says the same', () => {
	const heads = ['Evaluating best model on test set...', 'Running final testing:', '--- Testing ---'];
	for (const head of heads) {
		const run = rows(epoch => (epoch === 2 ? [head, 'loss: 0.25, acc: 0.9'] : []));
		assert.deepEqual(
			run.points('loss'),
			[
				[1, 1.5],
				[2, 2.5],
			],
			head,
		);
		assert.deepEqual(run.points('test loss'), [[2, 0.25]]);
		assert.deepEqual(run.points('test acc'), [[2, 0.9]]);
	}
});

test('values of an evaluation keep their names where nothing else has those', () => {
	const run = rows(epoch => ['Evaluating...', `f1: 0.${epoch}`, `results: auc: 0.${epoch}`]);
	assert.deepEqual(run.points('f1'), [
		[1, 0.1],
		[2, 0.2],
	]);
	assert.deepEqual(run.points('auc'), [
		[1, 0.1],
		[2, 0.2],
	]);
});

test('an evaluation is over where training counts on', () => {
	const run = rows(epoch => ['Evaluating...', 'acc: 0.9', `Epoch ${epoch} done`, `loss: ${epoch}.25`]);
	assert.deepEqual(run.points('loss'), [
		[1, 1.25],
		[2, 2.25],
	]);
});

test('rows with a step below a line behind ">" are of training', () => {
	for (const head of ['> validating', ' > EVALUATION', '> Test', '> evaluation']) {
		const lines = [10, 20, 30].flatMap(step => [`step ${step} loss: ${20 / step}`, head, `acc: 0.${step}`]);
		const run = readLog(lines.join('\n'));
		assert.deepEqual(
			run.points('loss'),
			[
				[10, 2],
				[20, 1],
				[30, 20 / 30],
			],
			head,
		);
	}
});

test('a line that names the epoch or the model that is evaluated begins that too', () => {
	const epoch = (at: number) => [`Training epoch ${at}`, `loss: ${at}.5`, `Validating epoch ${at}`, `loss: ${at}.25`];
	const turns = readLog([...epoch(1), ...epoch(2), ''].join('\n'));
	assert.deepEqual(
		[turns.points('loss'), turns.points('val loss')],
		[
			[
				[1, 1.5],
				[2, 2.5],
			],
			[
				[1, 1.25],
				[2, 2.25],
			],
		],
	);
	const run = rows(at => (at === 2 ? ['Loading best model for testing...', 'loss: 0.25, acc: 0.9'] : []));
	assert.deepEqual([run.points('loss').at(-1), run.points('test loss')], [[2, 2.5], [[2, 0.25]]]);
});

test('a row right below such a line is of the evaluation, also where it names its epoch again', () => {
	const run = rows(epoch => ['Testing in eval mode...', `Epoch ${epoch} loss ${epoch}.25 acc 0.${epoch + 5}`]);
	assert.deepEqual([run.points('acc'), run.points('eval acc')].flat(), [
		[1, 0.1],
		[2, 0.2],
		[1, 0.6],
		[2, 0.7],
	]);
	const alone = rows(() => ['Testing...']);
	assert.deepEqual(alone.points('loss'), [
		[1, 1.5],
		[2, 2.5],
	]);
});
