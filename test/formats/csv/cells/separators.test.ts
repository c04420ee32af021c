import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withCommas} from '../../../../source/formats/csv/cells/rare-separators.ts';
import {csvFormat} from '../../../../source/formats/csv/index.ts';
import {readDirectory} from '../../collect.ts';
import {MemoryFiles} from '../../memory-files.ts';
import {file, follow, read} from '../read-table.ts';

test('says where a table goes on with another separator', () => {
	const run = read('epoch,loss,acc\n0,2,0.1\n1,1,0.2\nepoch;loss;acc\n2;0.9;0.3\n3;0.8;0.4\n');
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 1],
	);
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Line 5 has ";" between its cells, as no row before: it was not read, nor were others like it'],
	);
	assert.match(read('epoch,loss\n0,2\n1\t1\n').problems[0]!.message, /^Line 3 has a tab between/);
	// Words, and the rest of a row of decimal commas.
	for (const text of ['epoch,loss,acc\n0,2,0.1\nsaved; done; next\n1,1,0.2\n', 'epoch;loss\n0;2,5\n1,5\n2;1,5\n'])
		assert.deepEqual(read(text).problems, []);
});

test('knows the decimal comma of a first row by fractions under the names of metrics', () => {
	const run = read('epoch;loss;acc;gain\n1;0,5321;0,8123;1,25\n');
	assert.deepEqual(
		[...run.metrics.keys()].map(name => run.points(name)[0]),
		[
			[1, 0.5321],
			[1, 0.8123],
			[1, 1.25],
		],
	);
	assert.equal(read('epoch;devices;loss\n1;0,12;2\n').metrics.has('devices'), false, 'which may be a list');
});

test('reads columns that blanks, or signs that few take, part', () => {
	const points = [
		[0, 2.5],
		[1, 1.25],
	];
	for (const text of [
		'step loss acc\n0 2.5 0.1\n1 1.25 0.2\n',
		'  step   loss   acc\r\n     0    2.5   0.1\r\n     1   1.25   0.2  \r\n',
		'step:loss:acc\n0:2.5:0.1\n1:1.25:\n',
		'step^loss^acc\n0^2.5^0.1\n1^1.25^nan\n',
		'# step loss acc\n0.000e+00 2.5e+00 1.0e-01\n1.000e+00 1.25e+00 2e-01\n',
		'# seed 3\n# step loss acc\n0 2.5 0.1\n1 1.25 0.2\n',
	])
		assert.deepEqual(read(text).points('loss'), points, text);
	const commented = '# step loss acc\n0 2.5 0.1\n1 1.25 0.2\n';
	assert.deepEqual(read(commented, '/runs/a/log.txt').points('loss'), points, 'below a comment also in a text');
	const listed = '# step, loss, train acc\n0.0e+00 2.5e+00 1.0e-01\n1.0e+00 1.25e+00 2.0e-01\n';
	for (const name of ['loss.txt', 'loss.dat', 'metrics.csv']) {
		const run = read(listed, `/runs/a/${name}`);
		assert.deepEqual([...run.metrics.keys()], ['loss', 'train acc'], name);
		assert.deepEqual(run.points('loss'), points, name);
	}
});

test('leaves bytes as they are that it reads as those of a usual table', () => {
	const bytes = Buffer.from('step loss\n0 2.5\n');
	assert.equal(String(Buffer.from(withCommas(bytes, 0x20))), 'step,loss\n0,2.5\n');
	assert.equal(String(bytes), 'step loss\n0 2.5\n');
});

test('reads a number a line in a text that is called as one metric is', () => {
	const list = Array.from({length: 12}, (_, i) => `${1 / (i + 1)}\n`).join('');
	const files = new MemoryFiles().write('/runs/a/train_loss.txt', list).write('/runs/a/val_loss.txt', list);
	const [run] = [...readDirectory(csvFormat, '/runs/a', files).values()];
	assert.deepEqual(run!.points('train_loss').slice(0, 2), [
		[0, 1],
		[1, 0.5],
	]);
	assert.equal(run!.points('val_loss').length, 12);
	for (const name of ['labels.txt', 'test_labels.txt', 'predictions.txt', 'loss_weights.txt', 'scores.txt']) {
		const others = new MemoryFiles().write(`/runs/a/${name}`, list);
		assert.equal(readDirectory(csvFormat, '/runs/a', others).size, 0, name);
	}
	const seeds = new MemoryFiles().write('/runs/a/accuracy.txt', '0.91\n0.93\n0.92\n');
	assert.equal(readDirectory(csvFormat, '/runs/a', seeds).size, 0, 'a result of each seed');
	files.write('/runs/a/config.json', '{"lr": 0.1}');
	assert.equal(readDirectory(csvFormat, '/runs/a', files).size, 1, 'beside settings');
	for (const name of ['train.log', 'metrics.jsonl', 'trainer_state.json', 'events.out.tfevents.1700000000.host.1.0']) {
		const more = new MemoryFiles()
			.write('/runs/a/train_loss.txt', list)
			.write(`/runs/a/${name}`, '{"step": 1, "train_loss": 1}\n');
		assert.equal(readDirectory(csvFormat, '/runs/a', more).size, 0, `beside ${name}, which tells more`);
	}
	files.write('/runs/a/metrics.csv', 'epoch,train_loss\n1,0.9\n2,0.8\n');
	const [table] = [...readDirectory(csvFormat, '/runs/a', files).values()];
	assert.equal(table!.points('train_loss').length, 2, 'beside a table, which tells its epochs');
});

test('leaves a log its metrics where a .dat lies beside it', () => {
	const files = new MemoryFiles().write('/runs/a/loss.dat', 'epoch\tloss\n1\t2.5\n2\t1.5\n');
	assert.equal(readDirectory(csvFormat, '/runs/a', files).size, 1);
	files.write('/runs/a/train.log', 'epoch 1 loss 2.5 acc 0.5\n');
	assert.equal(readDirectory(csvFormat, '/runs/a', files).size, 0);
});

test('takes blanks and colons for no separator where the rows below are none of numbers', () => {
	const run = read('train loss\n2.5\n1.25\n', '/runs/a/loss.csv');
	assert.deepEqual([...run.metrics.keys()], ['train loss']);
	for (const text of ['epoch loss\n0 2.5 0.1\n', 'epoch loss\nsee the log\n', 'time: loss\n12:30:05 2.5\n']) {
		const files = new MemoryFiles().write('/runs/a/metrics.csv', text);
		const claims = csvFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
		assert.deepEqual(claims, [], text);
	}
});

test('waits for a row that shows what parts the cells', () => {
	const {run, read: readOn, files} = follow('step loss acc\n');
	files.append(file, '0 2.5 0.1\n');
	readOn();
	assert.deepEqual(run.points('loss'), [[0, 2.5]]);
});
