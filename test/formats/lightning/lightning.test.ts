import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lightning, lightningCsv} from '../../../source/formats/lightning/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';
import {checkpointOf} from './checkpoint-of.ts';

const version = '/exp/lightning_logs/version_0';
const table = `${version}/metrics.csv`;

test('reads versions with their hyperparameters, checkpoints and rows that share a step', () => {
	const runs = readTree(lightningCsv, loadFixture('lightning'), '/lightning');
	assert.deepEqual(
		[...runs.keys()].sort(),
		[0, 2, 3].map(number => `lightning_logs/version_${number}`),
	);
	const run = runs.get('lightning_logs/version_0')!;
	assert.deepEqual(run.learnt.config, {lr: 0.001, layers: [64, 64], opt: {name: 'AdamW'}});
	assert.equal(run.points('train_loss_step').length, 40);
	assert.deepEqual(run.points('val_loss').at(-1), [399, 0.2992300391670682]);
	assert.deepEqual(run.points('test_acc'), [[399, 0.9]]);
	assert.deepEqual(
		run.events.map(({kind, step, text}) => [kind, step, text]),
		[['checkpoint', 400, 'epoch=3-step=400.ckpt']],
	);
	assert.equal(run.learnt.outcome, null);
});

test('keeps every row of a metric under a prefix, and NaN', () => {
	const runs = readTree(lightningCsv, loadFixture('lightning'), '/lightning');
	assert.equal(runs.get('lightning_logs/version_3')!.points('p-epoch').length, 48);
	assert.equal(runs.get('lightning_logs/version_2')!.aggregate('train_loss_step', 'nonfinite'), 30);
});

test('starts anew where the table is rewritten in place with another header', () => {
	const files = new MemoryFiles().write(table, 'epoch,step,train_loss\n0,9,2.5\n').write(`${version}/hparams.yaml`, 'lr: 1\n');
	const {run, read} = follow(lightningCsv, files, version);
	assert.deepEqual(run.points('train_loss'), [[9, 2.5]]);
	files.write(table, '', {inPlace: true});
	read();
	files.append(table, 'epoch,step,train_loss,val_loss\n0,9,2.5,\n0,9,,1.5\n');
	read();
	assert.deepEqual(run.points('train_loss'), [[9, 2.5]]);
	assert.deepEqual(run.points('val_loss'), [[9, 1.5]]);
	assert.deepEqual(run.problems, []);
});

test('hyperparameters are what they were to PyYAML, which writes texts as 0o755 and 1e-3 without quotes', () => {
	const files = new MemoryFiles()
		.write(table, 'epoch,step,train_loss\n0,9,2.5\n')
		.write(`${version}/hparams.yaml`, 'lr: 0.1\nmode: 0o17\ngit: 0o755\neps: 1e-3\nwd: 1.0e-05\n');
	const {run} = follow(lightningCsv, files, version);
	assert.deepEqual(run.learnt.config, {lr: 0.1, mode: '0o17', git: '0o755', eps: '1e-3', wd: 1e-5});
});

test('knows the end in steps where epochs and their length are known', () => {
	const rows = (epoch: number) =>
		`${epoch},${epoch * 20 + 9},0.5,\n${epoch},${epoch * 20 + 19},0.5,\n${epoch},${epoch * 20 + 19},,0.25\n`;
	const files = new MemoryFiles()
		.write(table, `epoch,step,train_loss,val_loss\n${rows(0)}`)
		.write(`${version}/hparams.yaml`, 'trainer:\n  max_epochs: 4\n');
	const {run, read} = follow(lightningCsv, files, version);
	assert.equal(run.learnt.progress, null);
	files.append(table, rows(1));
	read();
	assert.deepEqual(run.learnt.progress, {
		step: 40,
		total: 80,
		unit: 'step',
		from: 'hparams.yaml trainer.max_epochs, epochs of 20 steps',
	});
	files.write(`${version}/hparams.yaml`, 'max_steps: 60\n');
	read();
	assert.deepEqual(run.learnt.progress, {step: 40, total: 60, unit: 'step', from: 'hparams.yaml max_steps'});
});

test('does not guess the length of epochs that only some steps of are logged', () => {
	const files = new MemoryFiles()
		.write(table, 'epoch,step,loss\n0,49,1\n0,99,1\n1,149,1\n1,199,1\n2,249,1\n')
		.write(`${version}/hparams.yaml`, 'max_epochs: 4\n');
	assert.equal(follow(lightningCsv, files, version).run.learnt.progress, null);
});

test('knows the length of epochs where rows show their begin and end', () => {
	const rows = (from: number, to: number) =>
		Array.from({length: to - from}, (_, i) => `${Math.floor((from + i) / 10)},${from + i},1\n`);
	const files = new MemoryFiles()
		.write(table, `epoch,step,train_loss\n${rows(0, 28).join('')}`)
		.write(`${version}/hparams.yaml`, 'max_epochs: 3\n');
	const {run, read} = follow(lightningCsv, files, version);
	const from = 'hparams.yaml max_epochs, epochs of 10 steps';
	assert.deepEqual(run.learnt.progress, {step: 28, total: 30, unit: 'step', from});
	files.append(table, rows(28, 30).join(''));
	read();
	assert.deepEqual(run.learnt.progress, {step: 30, total: 30, unit: 'step', from});
});

/** Every fifth step of three epochs of 13, up to where it was killed or done. */
function everyFifth(name: string, checkpoint: Uint8Array, steps: number) {
	const rows = Array.from({length: Math.floor(steps / 5)}, (_, i) => `${Math.floor((5 * i + 4) / 13)},${5 * i + 4},1\n`);
	const files = new MemoryFiles()
		.write(table, `epoch,step,train_loss\n${rows.join('')}`)
		.write(`${version}/hparams.yaml`, 'max_epochs: 3\n')
		.write(`${version}/checkpoints/${name}`, checkpoint);
	return follow(lightningCsv, files, version).run.learnt.progress;
}

test('takes what a checkpoint proves of the epochs before it', () => {
	const from = 'hparams.yaml max_epochs, epochs of 13 steps';
	assert.deepEqual(everyFifth('epoch=2-step=39.ckpt', checkpointOf({begun: 3, trained: 3, steps: 39, isLastBatch: true}), 39), {
		step: 39,
		total: 39,
		unit: 'step',
		from,
	});
	assert.deepEqual(everyFifth('epoch=1-step=26.ckpt', checkpointOf({begun: 2, trained: 2, steps: 26, isLastBatch: true}), 35), {
		step: 35,
		total: 39,
		unit: 'step',
		from,
	});
	// Saved by the validation behind the last batch.
	assert.deepEqual(everyFifth('epoch=2-step=39.ckpt', checkpointOf({begun: 3, trained: 2, steps: 38, isLastBatch: true}), 39), {
		step: 3,
		total: 3,
		unit: 'epoch',
		from: 'hparams.yaml max_epochs',
	});
});

test('the newest checkpoint proves the most, whichever numbers their names have', () => {
	const rows = Array.from({length: 31}, (_, i) => `${Math.floor((5 * i + 4) / 13)},${5 * i + 4},1\n`);
	const newest = checkpointOf({begun: 12, trained: 12, steps: 156, isLastBatch: true});
	const stepOf = (nameOf: (epoch: number) => string, more: string[] = []) => {
		const files = new MemoryFiles()
			.write(table, `epoch,step,train_loss\n${rows.join('')}`)
			.write(`${version}/hparams.yaml`, 'max_epochs: 20\n');
		for (let epoch = 0; epoch < 11; epoch++) files.write(`${version}/checkpoints/${nameOf(epoch)}`, '');
		for (const name of more) files.write(`${version}/checkpoints/${name}`, '');
		files.write(`${version}/checkpoints/${nameOf(11)}`, newest);
		return follow(lightningCsv, files, version).run.learnt.progress?.step ?? null;
	};
	assert.equal(
		stepOf(epoch => `epoch=${epoch}-step=${13 * (epoch + 1)}.ckpt`, ['last.ckpt']),
		156,
	);
	assert.equal(
		stepOf(epoch => `net-epoch=${epoch}-val_loss=0.${epoch}.ckpt`, ['last.ckpt']),
		156,
	);
	assert.equal(
		stepOf(epoch => (epoch < 11 ? `epoch=${epoch}.ckpt` : 'last.ckpt')),
		156,
	);
});

test('an end that the training has passed is none of it', () => {
	const rows = [0, 1, 2].map(
		epoch => `${epoch},${epoch * 10 + 9},1,\n${epoch},${epoch * 10 + 9},,2\n${epoch},${epoch * 10 + 9},,3\n`,
	);
	const progressOf = (settings: string) => {
		const files = new MemoryFiles().write(table, `epoch,step,a,b\n${rows.join('')}`).write(`${version}/hparams.yaml`, settings);
		const {progress} = follow(lightningCsv, files, version).run.learnt;
		return progress && [progress.step, progress.total];
	};
	assert.deepEqual(progressOf('max_epochs: 3\n'), [30, 30]);
	assert.equal(progressOf('max_epochs: 2\n'), null);
	assert.deepEqual(progressOf('max_steps: 30\n'), [30, 30]);
	assert.deepEqual(progressOf('max_steps: 20\nmax_epochs: 4\n'), [30, 40], 'which may be the steps of something else');
});

test('does not count an epoch that max_steps broke off as a whole one', () => {
	const rows = '0,3,1,\n0,4,,2\n0,4,,3\n1,8,1,\n1,9,,2\n1,9,,3\n2,12,1,\n';
	const files = new MemoryFiles()
		.write(table, `epoch,step,train_loss,val_loss\n${rows}`)
		.write(`${version}/hparams.yaml`, 'max_epochs: 4\n')
		.write(`${version}/checkpoints/epoch=2-step=13.ckpt`, checkpointOf({begun: 3, trained: 3, steps: 13, isLastBatch: false}));
	const {progress} = follow(lightningCsv, files, version).run.learnt;
	assert.deepEqual([progress?.step, progress?.total, progress?.unit], [13, 20, 'step']);
});

test('does not take the last epoch for done by a checkpoint in the middle of it', () => {
	const begun = {step: 2, total: 3, unit: 'epoch', from: 'hparams.yaml max_epochs'};
	const middle = checkpointOf({begun: 3, trained: 2, steps: 35, isLastBatch: false});
	assert.deepEqual(everyFifth('epoch=2-step=36.ckpt', middle, 36), begun);
	assert.equal(everyFifth('epoch=2-step=36.ckpt', new Uint8Array(2), 36), null);
	assert.equal(everyFifth('epoch=2-step=39.ckpt', middle.subarray(0, middle.length - 40), 36), null);
});

test('reads hyperparameters with the tags of Python as data', () => {
	const files = new MemoryFiles()
		.write(table, 'step,loss\n0,1\n')
		.write(
			`${version}/hparams.yaml`,
			"betas: !!python/tuple\n- 0.9\n- 0.99\nmodel: !!python/object:my.Model\n  width: 3\nfn: !!python/name:builtins.len ''\n",
		);
	const {run} = follow(lightningCsv, files, version);
	assert.deepEqual(run.learnt.config, {betas: [0.9, 0.99], model: {width: 3}, fn: 'builtins.len'});
});

test('is named by its logger where that has a name', () => {
	const files = new MemoryFiles().write('/logs/resnet/version_3/metrics.csv', 'step,loss\n0,1\n');
	assert.equal(follow(lightningCsv, files, '/logs/resnet/version_3').run.learnt.group, 'resnet');
	const usual = new MemoryFiles().write(table, 'step,loss\n0,1\n');
	assert.equal(follow(lightningCsv, usual, version).run.learnt.group, null);
});

test('adds the hyperparameters to the files of the TensorBoard logger', () => {
	const files = new MemoryFiles()
		.write(`${version}/events.out.tfevents.1760000000.host.1.0`, '')
		.write(`${version}/hparams.yaml`, 'lr: 0.5\n')
		.write(`${version}/checkpoints/last.ckpt`, '');
	assert.deepEqual(lightningCsv.detect({path: version, entries: files.list(version)}, files), []);
	const {run} = follow(lightning, files, version);
	assert.deepEqual(run.learnt.config, {lr: 0.5});
	assert.equal(run.metrics.size, 0);
	assert.equal(run.events[0]?.text, 'last.ckpt');
});

test('leaves tables that are not Lightning’s alone', () => {
	const isRun = (...names: string[]) => {
		const files = new MemoryFiles().write('/exp/run/metrics.csv', 'step,loss\n0,1\n');
		for (const name of names) files.write(`/exp/run/${name}`, 'x');
		return lightningCsv.detect({path: '/exp/run', entries: files.list('/exp/run')}, files).length > 0;
	};
	assert.ok(!isRun());
	assert.ok(!isRun('checkpoints/model.pt'));
	assert.ok(isRun('checkpoints/epoch=0-step=9.ckpt'));
});

test('a version is a run before its first rows are written', () => {
	const files = new MemoryFiles().write(`${version}/hparams.yaml`, 'lr: 1\n');
	const {run, read} = follow(lightningCsv, files, version);
	assert.equal(run.metrics.size, 0);
	files.write(table, 'step,loss\n0,1\n');
	read();
	assert.deepEqual(run.points('loss'), [[0, 1]]);
});

test('whatever number was logged is a metric, also a seed, and leaves the hyperparameters alone', () => {
	const files = new MemoryFiles()
		.write(table, 'epoch,step,seed,rank,loss\n0,9,7,1,2.5\n')
		.write(`${version}/hparams.yaml`, 'lr: 1\n');
	const {run} = follow(lightningCsv, files, version);
	assert.deepEqual([...run.metrics.keys()], ['epoch', 'seed', 'rank', 'loss']);
	assert.deepEqual(run.learnt.config, {lr: 1});
});

test('what was logged as true or false is 1 or 0, as other loggers have it', () => {
	const files = new MemoryFiles().write(table, 'best,note,step\nFalse,x,0\nTrue,y,1\nFalse,,2\n');
	const {run} = follow(lightningCsv, files, version);
	assert.deepEqual(run.points('best'), [
		[0, 0],
		[1, 1],
		[2, 0],
	]);
	assert.deepEqual([...run.metrics.keys()], ['best']);
});

test('what a run does whose table may not be read nobody knows, until it may', () => {
	const files = new MemoryFiles().write(table, 'epoch,step,train_loss\n0,9,2.5\n').write(`${version}/hparams.yaml`, 'lr: 1\n');
	files.locked.add(table);
	const {run, read} = follow(lightningCsv, files, version);
	assert.deepEqual(run.learnt.outcome, {status: 'unknown', why: 'metrics.csv cannot be read'});
	files.locked.clear();
	read();
	assert.equal(run.learnt.outcome, null);
	assert.deepEqual(run.points('train_loss'), [[9, 2.5]]);
});

test('reads the hyperparameters of versions before 0.8, which are a table', () => {
	const place = '/exp/lightning_logs/version_0';
	const files = new MemoryFiles()
		.write(`${place}/metrics.csv`, 'created_at,epoch,loss\n2019-10-01 10:00:00.123,0,1.0\n2019-10-01 10:00:05.2,1,0.5\n')
		.write(
			`${place}/meta_tags.csv`,
			'key,value\nlr,0.1\nname,resnet\nflag,True\nnothing,None\nlayers,"[1, 2]"\nodd,"1, \'x\': 2"\n',
		);
	const {run} = follow(lightningCsv, files, place);
	assert.deepEqual(run.learnt.config, {lr: 0.1, name: 'resnet', flag: true, nothing: null, layers: [1, 2], odd: "1, 'x': 2"});
	assert.deepEqual(run.points('loss').at(-1), [1, 0.5]);
	const events = new MemoryFiles()
		.write(`${place}/events.out.tfevents.1570000000.box`, '')
		.write(`${place}/meta_tags.csv`, 'key,value\nlr,0.1\n');
	assert.deepEqual(follow(lightning, events, place).run.learnt.config, {lr: 0.1});
});
