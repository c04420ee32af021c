import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-lines.ts';

test('keeps steps above 2^53 apart as far as numbers can', () => {
	assert.deepEqual(read('{"step": 9007199254740992, "t": 1}', '{"step": 9007199254740994, "t": 2}').points('t'), [
		[9007199254740992, 1],
		[9007199254740994, 2],
	]);
});

test('counts lines with metrics where none has a step', () => {
	assert.deepEqual(read('{"loss":1}', '', '{"note":"x"}', '{"loss":2}').points('loss'), [
		[0, 1],
		[1, 2],
	]);
});

test('lets later values count after a resume', () => {
	const run = read('{"step":0,"loss":1}', '{"step":1,"loss":2}', '{"step":2,"loss":3}', '{"step":1,"loss":4}');
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 4],
	]);
});

test('counts on where a counter begins anew in every epoch', () => {
	const run = read('{"epoch":1,"iter":50,"loss":1}', '{"epoch":1,"iter":100,"loss":2}', '{"epoch":2,"iter":50,"loss":3}');
	assert.deepEqual(run.points('loss'), [
		[50, 1],
		[100, 2],
		[150, 3],
	]);
});

test('places lines by the batches of their epoch where an epoch has several', () => {
	const run = read(
		'{"epoch":0,"batch":0,"loss":1}',
		'{"epoch":0,"batch":1,"loss":2}',
		'{"epoch":0,"val_loss":9}',
		'{"epoch":1,"batch":0,"loss":3}',
		'{"epoch":1,"batch":1,"loss":4}',
		'{"epoch":1,"val_loss":8}',
	);
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 2],
		[2, 3],
		[3, 4],
	]);
	assert.deepEqual(run.points('val_loss'), [
		[1, 9],
		[3, 8],
	]);
	assert.equal(run.learnt.stepUnit, null);
});

test('takes any counter for the parts of an epoch, also one in quotes', () => {
	const run = read(
		'{"epoch":1,"update":0.1,"loss":"9.5","num_updates":"100"}',
		'{"epoch":1,"update":0.2,"loss":"8.5","num_updates":"200"}',
	);
	assert.deepEqual(run.points('loss'), [
		[100, 9.5],
		[200, 8.5],
	]);
});

test('keeps lines of training and of other data apart', () => {
	const run = read(
		'{"type":"train","step":1,"loss":0.9}',
		'{"type":"val","step":1,"loss":1}',
		'{"type":"train","step":2,"loss":0.8}',
		'{"mode":"eval","split":"train","step":2,"loss":0.7}',
		'{"mode":"eval","split":"test","step":2,"loss":0.6}',
	);
	assert.deepEqual(run.points('loss'), [
		[1, 0.9],
		[2, 0.8],
	]);
	assert.deepEqual(run.points('val loss'), [[1, 1]]);
	assert.deepEqual(run.points('eval loss'), [[2, 0.7]]);
	assert.deepEqual(run.points('test loss'), [[2, 0.6]]);
});

test('places a validation that counts its own batches where training had come to, and counts on behind it', () => {
	const epoch = (number: number) => [
		`{"mode":"train","epoch":${number},"iter":50,"loss":3}`,
		`{"mode":"train","epoch":${number},"iter":100,"loss":2}`,
		`{"mode":"val","epoch":${number},"iter":625,"mAP":0.5}`,
	];
	const run = read(...epoch(1), ...epoch(2), ...epoch(3));
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[50, 100, 150, 200, 250, 300],
	);
	assert.deepEqual(
		run.points('val mAP').map(([step]) => step),
		[100, 200, 300],
	);
	assert.equal(run.points('epoch').length, 6);
});

test('a line without a step belongs to the step before, and takes no value from it', () => {
	const run = read(
		'{"step":1,"loss":null}',
		'{"step":2,"loss":0.8}',
		'{"step":null,"loss":0.7}',
		'{"test_acc":0.5}',
		'{"step":"4","loss":"0.5"}',
	);
	assert.deepEqual(run.points('loss'), [
		[2, 0.8],
		[4, 0.5],
	]);
	assert.deepEqual(run.points('test_acc'), [[2, 0.5]]);
	assert.deepEqual(
		run.problems.map(({message}) => message.slice(0, 18)),
		['Line 3 has no step'],
	);
});

test('keeps the curves of several ranks apart where they write the same steps', () => {
	const line = (rank: number, step: number, loss: number) => JSON.stringify({rank, step, loss});
	const run = read(line(0, 1, 9), line(1, 1, 8), line(0, 2, 7), line(1, 2, 6));
	assert.deepEqual([...run.metrics.keys()], ['rank 0/loss', 'rank 1/loss']);
	assert.deepEqual(run.points('rank 1/loss'), [
		[1, 8],
		[2, 6],
	]);
	assert.ok(read(line(0, 1, 9), line(0, 2, 8)).metrics.has('loss'));
	const mixed = read(
		'{"seed": 3, "step": 1, "loss": 9}',
		'{"seed": 3, "fold": 0, "step": 1, "val": 8}',
		'{"seed": 3, "step": 2, "loss": 7}',
	);
	assert.deepEqual(
		[...mixed.metrics.keys()].filter(name => name.includes('/')),
		[],
		'a key that only some lines have parts nothing',
	);
});

test('takes the step and the total out of one text', () => {
	const swift = (step: number) =>
		`{"loss":${1 / step},"epoch":0.${step},"global_step/max_steps":"${step}0/100","percentage":"${step}0.00%"}`;
	const run = read(swift(1), swift(2));
	assert.deepEqual(run.points('loss'), [
		[10, 1],
		[20, 0.5],
	]);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'epoch']);
	assert.deepEqual(run.learnt.total, {total: 100, unit: 'step', from: '"global_step/max_steps" in metrics.jsonl'});
});

test('takes global_step where the step beside it begins anew, and the step where it does not', () => {
	const anew = read(
		...[0, 1, 2, 3, 4, 5].map(i => JSON.stringify({step: i % 3, global_step: 10 * i, loss: i})),
		'{"step":0,"global_step":60,"split":"val","loss":9}',
	);
	assert.deepEqual(
		anew.points('loss').map(([step]) => step),
		[0, 10, 20, 30, 40, 50],
	);
	assert.deepEqual(anew.points('val loss'), [[60, 9]]);
	const resumed = read(...[0, 1, 2, 1, 2].map((step, i) => JSON.stringify({step, global_step: 10 * step, loss: i})));
	assert.deepEqual(resumed.points('loss'), [
		[0, 0],
		[1, 3],
		[2, 4],
	]);
});

test('takes lines whose every step falls for a file that stands newest first', () => {
	const lines = [4, 3, 2, 1, 0].map(step => `{"step": ${step}, "loss": ${5 - step}, "timestamp": ${1_700_000_000 + step}}`);
	const run = read(...lines);
	assert.deepEqual(run.points('loss'), [
		[0, 5],
		[1, 4],
		[2, 3],
		[3, 2],
		[4, 1],
	]);
	assert.deepEqual([run.learnt.startedAtMs, run.learnt.lastSignMs], [1_700_000_000_000, 1_700_000_004_000]);
});

test('a line without a step in a file that stands newest first is left out, and told', () => {
	const lines = [4, 3, 2, 1, 0].map(step => `{"step": ${step}, "loss": ${5 - step}}`);
	const run = read(...lines, '{"loss": 9}');
	assert.deepEqual(run.points('loss').length, 5);
	assert.match(run.problems[0]?.message ?? '', /Line 6 has no step, in a file that is written newest first/);
});

test('reads steps that are told in words, in thousands and beside the planned number, as in tables', () => {
	const stepsOf = (key: string, ...texts: string[]) =>
		read(texts.map((text, i) => `{"${key}": "${text}", "loss": ${i + 0.5}}\n`).join(''))
			.points('loss')
			.map(([step]) => step);
	assert.deepEqual(stepsOf('epoch', 'Epoch 1', 'Epoch 2', 'Epoch 3'), [1, 2, 3]);
	assert.deepEqual(stepsOf('step', '500', '1k', '1.5k'), [500, 1000, 1500]);
	assert.deepEqual(stepsOf('step', '500', '1,000', '1,500'), [500, 1000, 1500]);
	assert.deepEqual(stepsOf('iter', '1/20', '2/20'), [1, 2]);
	assert.deepEqual(stepsOf('step', 'first', 'second'), [0, 1]);
});

test('takes lines whose steps fall for a file that stands newest first also where several are of one epoch', () => {
	const lines = [5, 5, 4, 4, 3, 3, 2, 2, 1].map((epoch, i) => `{"epoch": ${epoch}, "loss": ${i + 0.5}}\n`);
	const run = read(lines.join(''));
	assert.deepEqual([run.points('loss').length, run.points('loss').at(-1)?.[0], run.problems], [9, 5, []]);
});

test('puts rows that name an epoch alone where the steps of the others had come to', () => {
	const rows = [0, 1, 2].flatMap(epoch => [
		`{"step": ${20 * epoch}, "loss": 2}`,
		`{"step": ${20 * epoch + 10}, "loss": 1}`,
		`{"epoch": ${epoch}, "val_acc": 0.5}`,
	]);
	const run = read(...rows);
	assert.deepEqual(
		run.points('val_acc').map(([step]) => step),
		[10, 30, 50],
	);
	assert.deepEqual(run.points('epoch'), [
		[10, 0],
		[30, 1],
		[50, 2],
	]);
	assert.equal(run.learnt.stepUnit, null);
	// What is written behind all of them stands for itself.
	const behind = read(...rows.slice(0, 2), ...[0, 1, 2].map(epoch => `{"epoch": ${epoch}, "val_acc": 0.5}`));
	assert.deepEqual(
		behind.points('val_acc').map(([step]) => step),
		[0, 1, 2],
	);
});

test('counts epochs by themselves where the steps beside them begin anew, or came after them', () => {
	const epochs = [0, 1, 2].map(epoch => `{"epoch": ${epoch}, "val_acc": 0.${epoch}}`);
	const steps = [0, 1, 2, 3].map(step => `{"step": ${step}, "loss": 1}`);
	const own = [
		[0, 0],
		[1, 0.1],
		[2, 0.2],
	];
	assert.deepEqual(read(...epochs.flatMap(epoch => [...steps, epoch])).points('val_acc'), own, 'behind the batches');
	assert.deepEqual(read(...epochs.flatMap(epoch => [epoch, ...steps])).points('val_acc'), own, 'before the batches');
	assert.deepEqual(read(...epochs.flatMap(epoch => [steps[2]!, epoch])).points('val_acc'), own, 'behind the same step');
	const uneven = [...steps.slice(0, 3), epochs[0]!, ...steps.slice(1), epochs[1]!, ...steps, epochs[2]!];
	assert.deepEqual(read(...uneven).points('val_acc'), own, 'of epochs of other lengths');
	assert.deepEqual(read(...epochs.slice(0, 2), '{"step": 500, "test_acc": 0.5}', epochs[2]!).points('val_acc'), own);
});

test('lets a row that looks back to an epoch leave the others where they stand', () => {
	const rows = [0, 1, 2].flatMap(epoch => [`{"step": ${10 * epoch + 9}, "loss": 1}`, `{"epoch": ${epoch}, "val_acc": 0.5}`]);
	const run = read(...rows, '{"epoch": 1, "best_val": 0.9}');
	assert.deepEqual(
		run.points('val_acc').map(([step]) => step),
		[9, 19, 29],
	);
	assert.deepEqual(run.points('best_val'), [[29, 0.9]]);
	assert.deepEqual(run.points('epoch').at(-1), [29, 2], 'nor of where the run is');
});

test('puts rows of epochs where the steps had come to also in a run that was taken up again', () => {
	const rows = (from: number, to: number) =>
		Array.from({length: to - from}, (_, i) => [
			`{"step": ${10 * (from + i) + 5}, "loss": 1}`,
			`{"step": ${10 * (from + i) + 9}, "loss": 1}`,
			`{"epoch": ${from + i}, "val_acc": 0.5}`,
		]).flat();
	const steps = (...lines: string[]) =>
		read(...lines)
			.points('val_acc')
			.map(([step]) => step);
	assert.deepEqual(steps(...rows(0, 4), ...rows(2, 4)), [9, 19, 29, 39], 'from an epoch before');
	assert.deepEqual(steps(...rows(0, 3), '{"step": 35, "loss": 1}', ...rows(3, 4)), [9, 19, 29, 39], 'from the last epoch');
});
