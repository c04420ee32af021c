import assert from 'node:assert/strict';
import {test} from 'node:test';
import {field, int} from '../../../encodings/protobuf-writer.ts';
import {history, item, readLog, row, stats, summary} from '../logs.ts';

test('rows become points with their step and time', () => {
	const run = readLog(row(0, {loss: 2.5, acc: 0}), row(1, {loss: 1.25}), row(7, {acc: 0.5}));
	assert.deepEqual(run.points('loss'), [
		[0, 2.5],
		[1, 1.25],
	]);
	assert.deepEqual(run.points('acc'), [
		[0, 0],
		[7, 0.5],
	]);
	assert.deepEqual(run.walls('acc'), [1_760_000_000_000, 1_760_000_007_000]);
	assert.equal(run.learnt.lastSignMs, 1_760_000_007_000);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'acc']);
});

test('the step is found in its message, in the items, or counted', () => {
	const run = readLog(field(2, item('x', '1'), item('_step', '5')), history(9, item('x', '2')), field(2, item('x', '3')));
	assert.deepEqual(run.points('x'), [
		[5, 1],
		[9, 2],
		[10, 3],
	]);
});

test('keys are flat or nested, short or long, in any order of items', () => {
	const long = 'k'.repeat(300);
	const run = readLog(
		history(1, item('a', '1', true), item(['val', 'top', 'k5'], '2'), item(long, '3'), item('日本語', '4')),
		history(2, item('日本語', '5'), item(long, '6'), item('a', '7'), item(['val', 'top', 'k5'], '8')),
	);
	assert.deepEqual([...run.metrics.keys()], ['a', 'val.top.k5', long, '日本語']);
	assert.deepEqual(run.points('a'), [
		[1, 1],
		[2, 7],
	]);
	assert.deepEqual(run.points(long), [
		[1, 3],
		[2, 6],
	]);
});

test('bare words for non-finite numbers count, everything that is no number does not', () => {
	const run = readLog(
		history(
			1,
			item('x', 'NaN'),
			item('t', 'true'),
			item('s', '"12"'),
			item('n', 'null'),
			item('l', '[1]'),
			item('o', '[{"a":1}]'),
			item('e', ''),
		),
		history(2, item('x', 'Infinity')),
		history(3, item('x', '-Infinity')),
		history(4, item('x', '-1.5e-3')),
		history(5, item('x', String(2n ** 70n))),
	);
	assert.deepEqual([...run.metrics.keys()], ['x']);
	assert.deepEqual(
		run.points('x').map(([, value]) => value),
		[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0.0015, 2 ** 70],
	);
});

test('numbers that describe a logged picture are hidden, in whichever order they came', () => {
	const run = readLog(
		history(
			1,
			item(['img', 'width'], '8'),
			item(['img', '_type'], '"image-file"'),
			item(['img', 'size'], '77'),
			item('loss', '1'),
		),
	);
	assert.deepEqual([...run.metrics.keys()], ['img.width', 'img.size', 'loss']);
	assert.equal(run.defined.get('img.width')?.hidden, true);
	assert.equal(run.defined.get('img.size')?.hidden, true);
	assert.equal(run.defined.get('loss'), undefined);
	assert.deepEqual(run.learnt.extra.media, {img: 'image-file'});
});

test('metric definitions count by name and by glob, for what comes later too', () => {
	const metric = (...parts: Uint8Array[]) => field(12, ...parts);
	const run = readLog(
		history(1, item(['val', 'loss'], '1')),
		metric(field(2, 'val.*'), field(4, 'epoch'), field(7, int(1, 1))),
		metric(field(1, 'acc'), int(8, 2), field(6, int(2, 1), int(3, 1)), field(7, int(2, 1), int(8, 1))),
		metric(field(1, 'with\\.dot'), int(8, 1)),
		history(2, item(['val', 'top'], '1')),
	);
	assert.deepEqual(run.defined.get('val.loss'), {stepMetric: 'epoch', summary: 'min'});
	assert.deepEqual(run.defined.get('val.top'), {stepMetric: 'epoch', summary: 'min'});
	assert.deepEqual(run.defined.get('acc'), {goal: 'maximize', hidden: true, summary: 'max,first'});
	assert.deepEqual(run.defined.get('with.dot'), {goal: 'minimize'});
});

const definition = (...parts: Uint8Array[]) => field(12, ...parts);
const named = (name: string, ...parts: Uint8Array[]) => definition(field(1, name), field(6, int(3, 1)), ...parts);
const glob = (name: string, ...parts: Uint8Array[]) => definition(field(2, name), field(6, int(3, 1)), ...parts);

test('a glob says nothing of metrics that have a definition of their own, and the first glob alone counts', () => {
	const run = readLog(
		named('acc', int(8, 2)),
		glob('train/*', field(4, 'epoch')),
		glob('*', int(8, 1), field(6, int(2, 1))),
		named('epoch'),
		row(0, {acc: 0.5, epoch: 1, 'train/loss': 2, other: 3}),
	);
	assert.deepEqual(run.defined.get('acc'), {goal: 'maximize'});
	assert.deepEqual(run.defined.get('epoch'), {});
	assert.deepEqual(run.defined.get('train/loss'), {stepMetric: 'epoch'});
	assert.deepEqual(run.defined.get('other'), {goal: 'minimize', hidden: true});
});

test('which of several globs counted is told where wandb wrote it down, before the row or after it', () => {
	const written = named('train/loss', field(7, int(1, 1)), field(9, int(1, 1)), int(10, 1));
	const globs = [glob('*', int(8, 1), field(6, int(2, 1))), glob('train/*', field(7, int(1, 1)))];
	for (const records of [
		[...globs, written, row(0, {'train/loss': 2})],
		[...globs, row(0, {'train/loss': 2}), written],
	]) {
		const {goal, hidden, summary} = readLog(...records).defined.get('train/loss') ?? {};
		assert.deepEqual({goal, hidden, summary}, {goal: undefined, hidden: false, summary: 'min'});
	}
});

test('the summary holds the last value of each key, however it was written', () => {
	const run = readLog(
		summary(item('loss', '3'), item(['_wandb', 'runtime'], '1'), item('_runtime', '1', true)),
		summary(
			item(['val', 'loss'], '{"min": 1}'),
			item('nan', 'NaN'),
			item('gone', '1'),
			item(['deep', 'a'], '1'),
			item(['deep', 'b'], '2'),
		),
		summary(item('loss', '2'), item('_runtime', '2.5')),
		summary(removal('gone'), removal('deep')),
		summary(item(['deep', 'b'], '"back"')),
	);
	assert.deepEqual(run.learnt.summary, {loss: 2, _runtime: 2.5, val: {loss: {min: 1}}, nan: Number.NaN, deep: {b: 'back'}});

	function removal(key: string) {
		return field(2, field(2, key));
	}
});

test('a summary larger than a block is kept', () => {
	const text = 'x'.repeat(70_000);
	const run = readLog(
		summary(item('a', '1')),
		summary(item('a', '2'), item('text', `"${text}"`)),
		row(1, {loss: 1}),
		summary(item('b', '3')),
	);
	assert.deepEqual(run.learnt.summary, {a: 2, text, b: 3});
});

test('measurements of the machine are series of their own', () => {
	const run = readLog(stats(1_760_000_001_500, {cpu: 5, 'disk./.usageGB': 20.5}), stats(1_760_000_016_500, {cpu: 6}));
	assert.deepEqual([...run.system.keys()], ['cpu', 'disk./.usageGB']);
	const {steps, values} = run.system.get('cpu')!;
	assert.deepEqual(
		[0, 1].map(at => [steps.at(at), values.at(at)]),
		[
			[0, 5],
			[1, 6],
		],
	);
	assert.equal(run.learnt.lastSignMs, 1_760_000_016_500);
	assert.equal(run.metrics.size, 0);
});

test('what was sent and received, which versions before 0.13 measured in one value, are two series of the machine', () => {
	const run = readLog(
		stats(1_760_000_001_500, {cpu: 5, network: {sent: 12, recv: 3}}),
		stats(1_760_000_016_500, {network: {sent: 40, recv: 9}}),
	);
	assert.deepEqual([...run.system.keys()], ['cpu', 'network.sent', 'network.recv']);
	assert.equal(run.system.get('network.sent')!.length, 2);
});

test('a nested object in one item, as up to wandb 0.16, is a series for each number; a logged object is none', () => {
	const nested = (at: number) =>
		history(
			at,
			item('val', `{"acc": ${at / 2}, "k": {"5": NaN}, "tags": [1, 2]}`, true),
			item('hist', '{"_type": "histogram", "values": [1, 2], "bins": [0, 1, 2]}', true),
		);
	const run = readLog(nested(0), nested(1), row(2, {loss: 1}));
	assert.deepEqual([...run.metrics.keys()], ['val.acc', 'val.k.5', 'loss']);
	assert.deepEqual(run.points('val.acc'), [
		[0, 0],
		[1, 0.5],
	]);
	assert.deepEqual(run.learnt.extra.media, {hist: 'histogram'});
});

test('a key with a dot and a nested one that reads the same are two curves, in whatever order their items come', () => {
	const curvesOf = (...records: Uint8Array[]) => {
		const run = readLog(...records);
		return Object.fromEntries([...run.metrics.keys()].map(name => [name, run.points(name).map(([, value]) => value)]));
	};
	const flat = (value: number) => item('a.b', String(value));
	const nested = (value: number) => item(['a', 'b'], String(value));
	const both = {'a.b': [1, 2], 'a\\.b': [10, 20]};
	assert.deepEqual(curvesOf(history(0, nested(1), flat(10)), history(1, flat(20), nested(2))), both);
	assert.deepEqual(curvesOf(history(0, flat(10), nested(1)), history(1, nested(2), flat(20))), both);
	assert.deepEqual(curvesOf(history(0, nested(1)), history(1, flat(20), nested(2))), {'a.b': [1, 2], 'a\\.b': [20]});
	assert.deepEqual(curvesOf(history(0, item('a', '{"b": 1}', true), flat(10)), history(1, flat(20), nested(2))), both);
	const whole = item('a', '{"b": {"c": 1}, "b.c": 10}', true);
	assert.deepEqual(curvesOf(history(0, whole)), {'a.b.c': [1], 'a.b\\.c': [10]});
	assert.deepEqual(curvesOf(history(0, flat(10)), history(1, flat(20), nested(2))), {'a.b': [10, 20], 'a.b (nested)': [2]});
	assert.deepEqual(curvesOf(history(0, flat(10)), history(1, flat(20))), {'a.b': [10, 20]});
});

test('a key that is empty has a curve and a place in the summary, as versions before 0.19 write it', () => {
	const nameless = field(1, field(16, '7'));
	const run = readLog(history(0, nameless), summary(nameless));
	assert.deepEqual(run.points(''), [[0, 7]]);
	assert.equal(run.learnt.summary[''], 7);
});
