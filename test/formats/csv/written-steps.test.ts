import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-table.ts';

test('knows and reads steps in thousands', () => {
	const run = read('step,loss,val_loss\n500,4,5\n1k,2,3\n1.001k,1.5,2.5\n2M,1,2\n', '/runs/a/log.csv');
	assert.deepEqual(run.points('loss'), [
		[500, 4],
		[1000, 2],
		[1001, 1.5],
		[2_000_000, 1],
	]);
	const all = read('step,loss,val_loss\n1k,2,3\n1.5k,1.5,2.5\n', '/runs/a/log.csv');
	assert.deepEqual(all.points('val_loss'), [
		[1000, 3],
		[1500, 2.5],
	]);
});

test('knows and reads steps that stand beside the planned number, or behind a word', () => {
	for (const [one, two] of [
		['1/20', '2/20'],
		['[1/20]', '[2/20]'],
		['Epoch 1', 'Epoch 2'],
	]) {
		const run = read(`epoch,loss,val_loss\n${one},2,3\n${two},1.5,2.5\n`, '/runs/a/log.csv');
		assert.deepEqual(run.points('loss'), [
			[1, 2],
			[2, 1.5],
		]);
		assert.equal(run.metrics.has('epoch'), false);
	}
});

test('what counts within epochs begins anew in each, however the number of the epoch is called', () => {
	for (const [epoch, inner] of [
		['epoch_num', 'iter_num'],
		['cur_epoch', 'batch_idx'],
		['current_epoch', 'step'],
	]) {
		const run = read(`${epoch},${inner},loss\n1,10,4\n1,20,3\n2,10,2\n2,20,1\n`);
		assert.deepEqual(
			run.points('loss').map(([step]) => step),
			[10, 20, 30, 40],
			epoch,
		);
	}
	assert.deepEqual(read('episode_num,steps,reward\n1,20,5\n2,15,6\n').points('steps'), [
		[1, 20],
		[2, 15],
	]);
});
