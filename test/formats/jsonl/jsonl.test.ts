import assert from 'node:assert/strict';
import {test} from 'node:test';
import {file, follow, read} from './read-lines.ts';

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

test('reads the "NaN" of a key whose numbers are numbers, whatever its other texts are, also before the first number', () => {
	for (const word of ['N/A', '', '-', 'skipped']) {
		const run = read(
			`{"step":0,"loss":"${word}"}`,
			'{"step":1,"loss":"NaN"}',
			'{"step":2,"loss":2}',
			`{"step":3,"loss":"${word}"}`,
			'{"step":4,"loss":"-Infinity"}',
			'{"step":5,"loss":"0.5"}',
		);
		assert.deepEqual(run.points('loss'), [
			[1, Number.NaN],
			[2, 2],
			[4, Number.NEGATIVE_INFINITY],
			[5, 0.5],
		]);
	}
});

test('reads fractions as texts where few others of the key are none, and no key of whole numbers and words', () => {
	const rows = (texts: readonly string[]) => read(...texts.map((text, step) => `{"step":${step},"a":1,"b":"${text}"}`));
	const b = (texts: readonly string[]) => rows(texts).metrics.get('b');
	const fractions = Array.from({length: 12}, (_, i) => (1 / (i + 1)).toFixed(4));
	assert.equal(rows([...fractions.slice(0, 5), 'skipped', ...fractions.slice(5)]).points('b').length, 12);
	assert.equal(rows(['skipped', ...fractions]).points('b').length, 12);
	assert.equal(rows(['', '0.5', 'N/A']).points('b').length, 1);
	assert.equal(b(['0.5', 'best', '0.25', 'last']), undefined);
	assert.equal(b(['0', '1', '2', '3', '4', '5', '6', 'head']), undefined);
	assert.equal(b(['0', '', '1']), undefined);
});

test('reads a value that is a "NaN" where rows hold one metric each by its name', () => {
	const run = read('{"step":0,"name":"loss","value":0.5}', '{"step":1,"name":"loss","value":"NaN"}');
	assert.deepEqual(run.points('loss'), [
		[0, 0.5],
		[1, Number.NaN],
	]);
});

test('reads lines with NaN as C prints it', () => {
	const run = read(
		'{"step": 0, "loss": 0.5, "lr": 0.1}',
		'{"step": 1, "loss": -nan(ind), "lr": 0.1}',
		'{"step": 2, "loss": nan, "lr": 0.1}',
	);
	assert.equal(run.points('lr').length, 3);
	assert.deepEqual(run.points('loss').at(-1), [2, Number.NaN]);
	assert.deepEqual(run.problems, []);
});

test('names a list without objects like any other line that is no object', () => {
	const run = read('{"step":0,"loss":1}', '[1, 2]', '[]', '[{"step":1,"loss":2}]', 'null');
	assert.deepEqual(run.points('loss').at(-1), [1, 2]);
	assert.match(run.problems[0]!.message, /^Line 2 is not a JSON object and was skipped/);
	const lines = run.problems.map(({message}) => message).join();
	assert.ok(lines.includes('Line 3') && lines.includes('Line 5'), lines);
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

test('how a run ended is said by a line of an end, or by one of a status alone', () => {
	const endOf = (line: object) => {
		const {outcome, error} = follow(`{"step":1,"loss":1}\n{"step":2,"loss":1}\n${JSON.stringify(line)}\n`).run.learnt;
		return [outcome?.status ?? null, error ?? null];
	};
	const cases: [object, string | null, string | null][] = [
		[{type: 'finished'}, 'finished', null],
		[{kind: 'train_end', status: 'success'}, 'finished', null],
		[{event: 'end', status: 'failed', error: 'out of memory'}, 'failed', 'out of memory'],
		[{event: 'end', status: 'interrupted'}, null, null],
		[{status: 'completed'}, 'finished', null],
		[{status: 'error', error: ' '}, 'failed', null],
		[{status: 'running'}, null, null],
		[{event: 'checkpoint', status: 'ok'}, null, null],
	];
	for (const [line, status, error] of cases) assert.deepEqual(endOf(line), [status, error], JSON.stringify(line));
});

test('of settings that rows repeat, one that changes is none of the run: a number is a curve', () => {
	const row = (step: number, lr: number, phase: string) =>
		JSON.stringify({step, loss: 9 - step, config: {lr, width: 64, phase, layers: [1, 2]}});
	const run = read(row(1, 0.1, 'warm'), row(2, 0.1, 'warm'), row(3, 0.05, 'main'));
	assert.deepEqual(run.learnt.config, {width: 64, layers: [1, 2]});
	assert.deepEqual([...run.metrics.keys()], ['loss', 'config/lr']);
	assert.deepEqual(run.points('config/lr'), [
		[1, 0.1],
		[2, 0.1],
		[3, 0.05],
	]);
	const ofCurve = (seed: number, step: number) => JSON.stringify({step, seed, loss: 1, config: {lr: seed / 10, width: 64}});
	const curves = read(ofCurve(1, 1), ofCurve(1, 2), ofCurve(1, 3), ofCurve(2, 1), ofCurve(2, 2), ofCurve(2, 3));
	assert.deepEqual([...curves.metrics.keys()], ['seed 1/loss', 'seed 2/loss']);
	assert.deepEqual(curves.learnt.config, {width: 64});
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
	const placed = [1, 2].map(step => JSON.stringify({step, loss: 1, gpu: 3, year: 2026, day: 7, system: {gpu: 20}}));
	assert.deepEqual([...read(...placed).metrics.keys()], ['loss', 'system/gpu']);
	const days = [1, 2].map(step => JSON.stringify({step, loss: 1, gpu: 95, day: 7}));
	assert.deepEqual([...read(...days).metrics.keys()], ['loss', 'gpu', 'day'], 'a load, and a count of days');
	assert.deepEqual(run.points('rank'), [
		[1, 120],
		[2, 119.5],
	]);
});
