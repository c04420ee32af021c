import assert from 'node:assert/strict';
import {test} from 'node:test';
import {kerasCsv} from '../../../source/formats/keras-csv/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

test('reads tables of any name and separator, by epoch', () => {
	const runs = readTree(kerasCsv, loadFixture('keras-csv'), '/keras-csv');
	assert.deepEqual([...runs.keys()].sort(), ['plain', 'quiet', 'resumed', 'tsv']);
	const plain = runs.get('plain')!;
	assert.equal(plain.learnt.stepUnit, 'epoch');
	assert.deepEqual(plain.points('loss').at(-1), [4, 0.6753251552581787]);
	assert.equal(runs.get('tsv')!.points('val_loss').length, 5);
	assert.equal(runs.get('quiet')!.metrics.has('val_loss'), false);
});

test('reads separators that are no table’s else: blanks, colons', () => {
	for (const separator of [' ', ':', '^', '&'])
		for (const name of ['history.csv', 'training.log', 'hist'])
			for (const rows of [['0,0.5,2.5', '1,0.75,1.25'], ['0,0.5,2.5']]) {
				const text = ['epoch,acc,loss', ...rows].map(row => `${row.replaceAll(',', separator)}\n`).join('');
				const {run} = follow(kerasCsv, new MemoryFiles().write(`/a/${name}`, text), '/a');
				const points = [
					[0, 2.5],
					[1, 1.25],
				].slice(0, rows.length);
				assert.deepEqual(run.points('loss'), points, `${name} ${separator}`);
				assert.deepEqual(run.points('acc')[0], [0, 0.5]);
			}
});

test('a second fit() into the same file counts, and is said', () => {
	const run = readTree(kerasCsv, loadFixture('keras-csv'), '/keras-csv').get('resumed')!;
	assert.equal(run.events.length, 1);
	assert.equal(run.events[0]?.kind, 'restart');
	assert.equal(run.points('loss')[0]![0], 0);
});

test('a second fit() has nothing of the first one, also in columns that it leaves empty', () => {
	const head = 'epoch,accuracy,loss,val_accuracy,val_loss\n0,0.1,1,0.1,1.1\n1,0.2,0.9,0.2,1\n2,0.3,0.8,0.3,0.9\n';
	const pointsOf = (rows: string) => {
		const {run} = follow(kerasCsv, new MemoryFiles().write('/a/history.csv', head + rows), '/a');
		return [run.points('loss').map(([step]) => step), run.points('val_loss').map(([step]) => step), run.events.length];
	};
	assert.deepEqual(pointsOf('0,0.5,0.7,NA,NA\n1,0.6,0.6,NA,NA\n'), [[0, 1], [], 1], 'from the start, without validation');
	assert.deepEqual(pointsOf('2,0.5,0.7,NA,NA\n3,0.6,0.6,NA,NA\n'), [[0, 1, 2, 3], [0, 1], 0], 'the newest epoch again');
	assert.deepEqual(pointsOf('1,0.5,0.7,NA,NA\n2,0.6,0.6,0.3,0.7\n'), [[0, 1, 2], [0, 2], 0], 'from an epoch on, validated later');
	assert.deepEqual(pointsOf('3,0.5,0.7,NA,NA\n'), [[0, 1, 2, 3], [0, 1, 2], 0], 'no second fit(): validated now and then');
	const {run} = follow(kerasCsv, new MemoryFiles().write('/a/history.csv', `${head}0,0.5,0.7,NA,NA\n`), '/a');
	assert.deepEqual(
		run.metrics.get('val_loss')!.superseded[0]?.values,
		Float64Array.of(1.1, 1, 0.9),
		'kept as an earlier attempt',
	);
});

test('follows a file that grows', () => {
	const files = new MemoryFiles().write('/a/history.csv', 'epoch,accuracy,loss\n0,0.5,1\n');
	const {run, read} = follow(kerasCsv, files, '/a');
	files.append('/a/history.csv', '1,0.75,0.5\n2,0.8');
	read();
	assert.deepEqual(run.points('accuracy'), [
		[0, 0.5],
		[1, 0.75],
	]);
});

test('takes each of several tables for a run, whatever their columns', () => {
	const files = new MemoryFiles()
		.write('/a/history.csv', 'epoch,accuracy,loss\n0,0.5,1\n')
		.write('/a/finetune.csv', 'epoch,accuracy,loss,val_accuracy,val_loss\n0,0.5,1,0.4,2\n');
	const claims = kerasCsv.detect({path: '/a', entries: files.list('/a')}, files);
	assert.deepEqual(
		claims.map(({path}) => path),
		['/a/finetune.csv', '/a/history.csv'],
	);
});

test('leaves other tables to their readers', () => {
	const claims = (head: string) => {
		const files = new MemoryFiles().write('/a/log.csv', head);
		return kerasCsv.detect({path: '/a', entries: files.list('/a')}, files).length;
	};
	assert.equal(claims('epoch,accuracy,loss,val_accuracy,val_loss\n0,1,2,3,4\n'), 1);
	assert.equal(claims('epoch;loss;val_loss\n0;1;2\n'), 1);
	assert.equal(claims('epoch,loss,accuracy\n0,1,2\n'), 0);
	assert.equal(claims('epoch,accuracy,f1\n0,1,2\n'), 0);
	assert.equal(claims('step,accuracy,loss\n0,1,2\n'), 0);
	assert.equal(claims('epoch,accuracy,loss,val_f1\n0,1,2,3\n'), 0);
	assert.equal(claims('epoch,accuracy,loss\n0.5,1,2\n'), 0);
	assert.equal(claims('epoch,batch,loss\n0,0,2\n'), 0);
	assert.equal(claims('epoch,step,train_loss\n0,9,2\n'), 0);
	assert.equal(claims('epoch,iteration,lr,train_loss\n0,0,1,2\n'), 0);
	assert.equal(claims('epoch,accuracy,loss\n0,1,2\n0,1,2\n1,1,2\n'), 1);
	assert.equal(claims('epoch,accuracy,loss\n1,1,2\n1,1,2\n1,1,2\n'), 0);
	assert.equal(claims('epoch,accuracy,loss\n1,1,2\n11,1,2\n'), 0);
});

test('a table that was sorted newest first has all its epochs and no second fit()', () => {
	const table = 'epoch,accuracy,loss\n4,.5,1\n3,.4,2\n2,.3,3\n1,.2,4\n0,.1,5\n';
	const {run} = follow(kerasCsv, new MemoryFiles().write('/a/history.csv', table), '/a');
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 1, 2, 3, 4],
	);
	assert.deepEqual(run.events, []);
});

test('a table with a column of words is none of Keras, nor lines whose rows blanks part otherwise than their names', () => {
	const detect = (text: string) =>
		kerasCsv.detect({path: '/a', entries: [{name: 'log.csv', kind: 'file'}]}, new MemoryFiles().write('/a/log.csv', text));
	assert.deepEqual(detect('epoch,class,loss\n0,cat,2.5\n0,dog,1.25\n'), []);
	assert.equal(detect('epoch,acc,loss\n0,NA,2.5\n').length, 1);
	assert.equal(detect('epoch,loss,val_loss\r\n0,2.5,NA\r\n').length, 1, 'whose lines end in returns');
	assert.equal(detect('epoch,acc,loss\n0,nan,2.5\n1,True,2.5\n').length, 1);
	assert.deepEqual(detect('epoch loss note\n0 2.5 ok\n1 1.25 ok\n'), []);
	assert.deepEqual(detect('epoch loss note\n'), [], 'nor such names alone');
});
