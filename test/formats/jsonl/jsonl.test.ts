import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const file = '/runs/a/metrics.jsonl';

function follow(content: string | Uint8Array) {
	const files = new MemoryFiles().write(file, content);
	const source = jsonlFormat.open({format: 'jsonl', path: '/runs/a', files: [file], ownsSubtree: false}, files);
	const collected = new Collected();
	readAll(source, collected);
	return {files, run: collected.only, read: () => readAll(source, collected)};
}

const read = (...lines: string[]) => follow(lines.map(line => `${line}\n`).join('')).run;

test('names nested numbers by their path and leaves out everything else', () => {
	const run = read(
		'{"global_step": 10, "time": 1760000000.5, "train": {"loss": 2.5, "acc": {"top1": 0.1}}, "tags": ["a"], "phase": "x", "ok": true}',
	);
	assert.deepEqual([...run.metrics.keys()], ['train/loss', 'train/acc/top1']);
	assert.deepEqual(run.points('train/acc/top1'), [[10, 0.1]]);
	assert.deepEqual(run.walls('train/loss'), [1_760_000_000_500]);
	assert.equal(run.learnt.startedAtMs, 1_760_000_000_500);
});

test('reads bare NaN and infinities, and null as no value', () => {
	const run = read('{"step":0,"a":NaN,"b":Infinity}', '{"step":1,"a":null,"b":-Infinity}', '{"step":2,"a":"NaN","b":1}');
	assert.deepEqual(run.points('a'), [
		[0, Number.NaN],
		[2, Number.NaN],
	]);
	assert.deepEqual(
		run.points('b').map(([, value]) => value),
		[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1],
	);
});

test('reads texts as numbers where all texts of the key are numbers', () => {
	const run = read(
		'{"step":"0","loss":"2.5","v":"1"}',
		'{"step":"1","loss":"2.25","v":"two"}',
		'{"step":"2","loss":"2","v":"3"}',
	);
	assert.deepEqual(run.points('loss'), [
		[0, 2.5],
		[1, 2.25],
		[2, 2],
	]);
	assert.equal(run.metrics.has('v'), false);
});

test('keeps the numbers of a key that holds texts too', () => {
	assert.deepEqual(read('{"step":0,"loss":2.5}', '{"step":1,"loss":"diverged"}', '{"step":2,"loss":2}').points('loss'), [
		[0, 2.5],
		[2, 2],
	]);
});

test('skips lines that are no JSON and names them', () => {
	const run = read('{"step":0,"loss":1}', 'Traceback (most recent call last):', '', '{"step":1,"loss":2}');
	assert.equal(run.points('loss').length, 2);
	assert.deepEqual(
		run.problems.map(({file: of, message}) => [of, message.slice(0, 6)]),
		[[file, 'Line 2']],
	);
});

test('names few of many bad lines', () => {
	assert.ok(read(...Array.from({length: 500}, () => 'no json')).problems.length <= 6);
});

test('skips one endless line and says so, instead of holding it', () => {
	const {run} = follow(
		Buffer.concat([
			Buffer.from('{"step":0,"loss":1}\n'),
			Buffer.alloc(20 * 1024 * 1024, 'x'),
			Buffer.from('\n{"step":1,"loss":2}\n'),
		]),
	);
	assert.equal(run.points('loss').length, 2);
	assert.match(run.problems[0]!.message, /Line 2 is longer than 8 MiB/);
});

test('does not read a line that is being written', () => {
	const {files, run, read: readOn} = follow('{"step":0,"loss":1}\n{"step":1,"lo');
	assert.equal(run.points('loss').length, 1);
	files.append(file, 'ss":2}\n');
	readOn();
	assert.deepEqual(run.points('loss').at(-1), [1, 2]);
	assert.deepEqual(run.problems, []);
});

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

test('knows the names of times of usual loggers', () => {
	const elastic = read('{"@timestamp":"2024-03-01T10:00:01Z","step":1,"loss":0.8}');
	assert.equal(elastic.learnt.startedAtMs, Date.UTC(2024, 2, 1, 10, 0, 1));
	const python = read('{"asctime":"2024-03-01 10:00:01,123","levelname":"INFO","message":"train","step":1,"loss":0.8}');
	assert.equal(python.learnt.startedAtMs, new Date(2024, 2, 1, 10, 0, 1, 123).getTime());
});

test('takes settings for the config and an end for the end, until more is logged', () => {
	const {
		files,
		run,
		read: readOn,
	} = follow(
		'{"event":"start","config":{"lr":0.1,"epochs":3}}\n{"event":"step","step":1,"loss":1}\n{"event":"end","status":"ok"}\n',
	);
	assert.deepEqual(run.learnt.config, {lr: 0.1, epochs: 3});
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.learnt.outcome, {status: 'finished', why: '"end ok" in metrics.jsonl'});
	files.append(file, '{"event":"step","step":2,"loss":1}\n');
	readOn();
	assert.equal(run.learnt.outcome, null);
});

test('settings that every row repeats are the config, and no metrics', () => {
	const run = read(
		'{"step":1,"reward":2,"config":{"lr":0.1,"env":{"id":"x"}}}',
		'{"step":2,"reward":3,"config":{"lr":0.1,"env":{"id":"x"}}}',
	);
	assert.deepEqual([...run.metrics.keys()], ['reward']);
	assert.deepEqual(run.learnt.config, {lr: 0.1, env: {id: 'x'}});
});

test('takes the name of a metric from a line that holds one', () => {
	const run = read(
		'{"step":0,"metric":"loss","value":2.5}',
		'{"step":0,"metric":"acc","value":0.5}',
		'{"step":1,"metric":"loss","value":2}',
	);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'acc']);
	assert.deepEqual(run.points('loss').at(-1), [1, 2]);
});

test('stops making metrics of keys that are data, and says so', () => {
	const run = read(
		...Array.from({length: 300}, (_, i) =>
			JSON.stringify({step: i, ...Object.fromEntries(Array.from({length: 100}, (_, k) => [`user ${i * 100 + k}`, 1]))}),
		),
	);
	assert.ok(run.metrics.size <= 10_000);
	assert.match(run.problems[0]!.message, /more than 10000 metrics/);
});

test('takes a planned total that every line repeats for the total, not for a metric', () => {
	const run = read('{"current_steps": 5, "total_steps": 100, "loss": 2.5, "epoch": 0.05, "remaining_time": "0:10:00"}');
	assert.deepEqual(run.points('loss'), [[5, 2.5]]);
	assert.deepEqual([...run.metrics.keys()].sort(), ['epoch', 'loss']);
	assert.deepEqual(run.learnt.total, {total: 100, unit: 'step', from: '"total_steps" in metrics.jsonl'});
});

test('reads the points of ClearML, a list a line', () => {
	const run = read(
		'[{"timestamp": 1760000000000, "iter": 5, "metric": "train", "variant": "loss", "value": 2.5}, {"iter": 5, "metric": "lr", "variant": "lr", "value": 0.1}]',
	);
	assert.deepEqual(run.points('train/loss'), [[5, 2.5]]);
	assert.deepEqual(run.points('lr'), [[5, 0.1]]);
});

test('reads UTF-16', () => {
	assert.deepEqual(follow(Buffer.from('\ufeff{"step":1,"потеря":2.5}\r\n', 'utf16le')).run.points('потеря'), [[1, 2.5]]);
});

test('starts anew where the file was replaced', () => {
	const {files, run, read: readOn} = follow('{"step":0,"loss":1}\n{"step":1,"loss":2}\n');
	files.write(file, '{"step":0,"acc":3}\n');
	readOn();
	assert.deepEqual([...run.metrics.keys()], ['acc']);
});

test('gives the latest values of a large file first', () => {
	const files = new MemoryFiles().write(file, Array.from({length: 20_000}, (_, i) => `{"step":${i},"loss":${i}}\n`).join(''));
	const early = new Collected();
	jsonlFormat.open({format: 'jsonl', path: '/runs/a', files: [file], ownsSubtree: false}, files).preview!(early);
	assert.deepEqual(early.only.points('loss').at(-1), [19_999, 19_999]);
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

test('ids and the fields of loggers are no metrics, and a seed that stays the same is a setting', () => {
	const python = '"lineno":52,"process":1234,"thread":140234567890,"msecs":123.4,"relativeCreated":1000.5';
	assert.deepEqual([...read(`{${python},"step":1,"loss":1}`).metrics.keys()], ['loss']);
	const bunyan = '{"v":0,"level":30,"hostname":"h","pid":12,"step":1,"_step":1,"loss":1}';
	assert.deepEqual([...read(bunyan).metrics.keys()], ['loss']);
	assert.deepEqual([...read('{"step":1,"level":3,"loss":1}').metrics.keys()], ['level', 'loss']);
	const run = read('{"config":{"lr":0.1}}', '{"step":1,"seed":7,"gpu_id":0,"loss":1}', '{"step":2,"seed":7,"gpu_id":0,"loss":1}');
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.learnt.config, {seed: 7, lr: 0.1});
	const seeds = read('{"step":1,"seed":7,"loss":1}', '{"step":1,"seed":8,"loss":2}');
	assert.deepEqual([...seeds.metrics.keys()], ['seed 7/loss', 'seed 8/loss']);
	assert.deepEqual(seeds.learnt.config, {});
});

test('what has fractions, or stands beside its opposite, is no id', () => {
	const run = read(
		'{"step":1,"loss":1,"acc_id":1,"acc_ood":0,"rank":120,"auroc":{"id":1,"ood":1},"gpu_id":0}',
		'{"step":2,"loss":1,"acc_id":1,"acc_ood":0,"rank":119.5,"auroc":{"id":1,"ood":1},"gpu_id":0}',
	);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'acc_id', 'acc_ood', 'rank', 'auroc/id', 'auroc/ood']);
	assert.deepEqual(run.points('rank'), [
		[1, 120],
		[2, 119.5],
	]);
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
