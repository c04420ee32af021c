import assert from 'node:assert/strict';
import {test} from 'node:test';
import {file, follow, read} from './read-table.ts';

test('takes a table whose every step falls for one that stands newest first, and one that falls once for attempts', () => {
	const run = read(
		'epoch,step,loss,timestamp\n4,40,1,1700000040\n3,30,2,1700000030\n2,20,3,1700000020\n1,10,4,1700000010\n0,0,5,1700000000\n',
	);
	assert.deepEqual(run.points('loss'), [
		[0, 5],
		[10, 4],
		[20, 3],
		[30, 2],
		[40, 1],
	]);
	assert.deepEqual([run.learnt.startedAtMs, run.learnt.lastSignMs], [1_700_000_000_000, 1_700_000_040_000]);
	assert.deepEqual(read('step,loss\n5,1\n6,2\n2,3\n1,4\n').points('loss'), [[1, 4]]);
	assert.deepEqual(read('step,loss\n5,1\n4,2\n3,3\n2,4\n3,5\n4,6\n').points('loss'), [
		[2, 4],
		[3, 5],
		[4, 6],
	]);
});

test('a row without a step in a table that stands newest first is of the row above it', () => {
	const run = read('step,loss,val_loss\n4,1,\n3,2,\n2,3,\n,,7\n1,4,\n0,5,\n,9,\n');
	assert.deepEqual(run.points('val_loss'), [[2, 7]]);
	assert.deepEqual(run.points('loss')[0], [0, 5]);
	assert.equal(run.points('loss').length, 5);
});

test('takes a column that repeats the planned number for the total, unless it changes, is passed or counts something else', () => {
	const planned = read('epoch,max_epochs,loss\n1,3,2.5\n2,3,2\n');
	assert.deepEqual(planned.learnt.total, {total: 3, unit: 'epoch', from: '"max_epochs" in metrics.csv'});
	assert.deepEqual([...planned.metrics.keys()], ['loss']);
	for (const table of [
		'iter,max_iter,loss\n1,3,2\n2,4,1\n',
		'iter,max_iter,loss\n1,3,2\n4,3,1\n',
		'episode,max_steps,loss\n1,30,2\n',
		'iteration,total_steps,loss\n1,4000,2\n2,4000,1\n',
	]) {
		const run = read(table);
		assert.equal(run.learnt.total ?? null, null);
		assert.equal(run.metrics.size, 2, table);
	}
	const endless = read('epoch,max_epochs,loss\n1,inf,2\n2,inf,1\n');
	assert.equal(endless.learnt.total ?? null, null);
	assert.equal(endless.metrics.size, 1);
	// The batches of an epoch.
	assert.equal(read('epoch,step,total_step,loss\n1,50,100,2\n1,100,100,1\n').learnt.total ?? null, null);
});

test('takes a planned number back that turns out to change while the table grows', () => {
	const text = 'epoch,max_epochs,loss\n1,10,2\n2,10,1\n';
	const {files, run, read: readOn} = follow(text);
	assert.equal(run.learnt.total?.total, 10);
	files.write(file, `${text}3,20,0.5\n`);
	readOn();
	assert.equal(run.learnt.total, null);
	assert.equal(run.points('max_epochs').length, 3);
});
