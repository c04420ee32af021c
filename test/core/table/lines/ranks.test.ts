import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type AggregateName, aggregateNames, emptyRow} from '../../../../source/core/row.ts';
import {findRanks} from '../../../../source/core/table/lines/ranks.ts';

const jobsIn = (paths: readonly string[], format = 'textlog') =>
	findRanks(paths.map((path, key) => ({...emptyRow(), key, path, format}))).map(({first, others}) =>
		[first, ...others].map(({path}) => path),
	);

test('runs and logs that are named by their ranks are one job, from rank 0 on', () => {
	const jobs = [
		['/a/rank_0', '/a/rank_1', '/a/rank_10'],
		['/a/rank_0.log', '/a/rank_1.log'],
		['/b/log_rank0.txt', '/b/log_rank2.txt'],
		['/b/log.rank0', '/b/log.rank1'],
		['/c/job77/attempt_0/0', '/c/job77/attempt_0/1'],
		['/c/job77/attempt_1/0', '/c/job77/attempt_1/1'],
	];
	assert.deepEqual(jobsIn(jobs.flatMap(paths => [...paths].reverse())), jobs);
});

test('what only looks like ranks is none', () => {
	assert.deepEqual(jobsIn(['/a/lora_rank_8', '/a/lora_rank_16', '/a/rank_4.log', '/a/rank_8.log']), [], 'a setting');
	assert.deepEqual(jobsIn(['/a/rank0.db', '/a/rank0.db']), [], 'runs of one store');
	assert.deepEqual(jobsIn(['/a/rank_0.5', '/a/rank_0.7', '/a/rank_0', '/b/rank_1']), []);
	assert.deepEqual(jobsIn(['/a/attempt_0/0', '/a/attempt_0/1'], 'tfevents'), [], 'torchrun redirects texts');
	assert.deepEqual(jobsIn(['/a/attempt/0', '/a/attempt/1']), []);
});

/** A row with metrics of these first and last values. */
function measured(path: string, metrics: Record<string, readonly [number, number]>, points = 20) {
	const of = ([first, last]: readonly [number, number]): Partial<Record<AggregateName, number>> => ({
		points,
		first,
		last,
		min: last,
	});
	const values = Object.values(metrics).flatMap(each => aggregateNames.map(name => of(each)[name] ?? Number.NaN));
	const table = {names: Object.keys(metrics), values: Float64Array.from(values)};
	return {...emptyRow(), key: Number(/\d+/.exec(path)![0]), path, format: 'textlog', metrics: table};
}

test('logs of workers, nodes and GPUs are of one job where they have measured the same', () => {
	const fold = (name: string, ...each: Record<string, readonly [number, number]>[]) =>
		findRanks(each.map((metrics, i) => measured(name.replace('*', String(i)), metrics))).map(({others}) => others.length);
	const same = {loss: [2.31, 0.125], acc: [0.1, 0.93]} as const;
	for (const name of ['/a/worker*.log', '/a/gpu_*.log', '/a/train-node*.txt', '/a/worker_*'])
		assert.deepEqual(fold(name, same, same, same), [2], name);
	assert.deepEqual(
		fold('/a/gpu*.log', {...same, step_time: [0.25, 0.5]}, {...same, step_time: [0.75, 0.5]}),
		[1],
		'speeds are their own',
	);
	assert.deepEqual(fold('/a/gpu*.log', same, {...same, loss: [2.31, 0.126]}), [], 'two seeds, a GPU each');
	assert.deepEqual(fold('/a/gpu*.log', same, {...same, acc: [0.1, 0.92]}), []);
	assert.deepEqual(fold('/a/gpu*.log', same, {loss: same.loss}), []);
	assert.deepEqual(
		fold('/a/worker*.log', {lr: [0.1, 0.01], epoch: [0.5, 9.5]}, {lr: [0.1, 0.01], epoch: [0.5, 9.5]}),
		[],
		'a schedule',
	);
	assert.deepEqual(fold('/a/worker*.log', {loss: [0, 0], acc: [1, 1]}, {loss: [0, 0], acc: [1, 1]}), []);
	assert.deepEqual(fold('/a/worker*.log', {}, {}), []);
	const apart = [measured('/a/gpu0.log', same), measured('/a/worker1.log', same), measured('/b/gpu1.log', same)];
	assert.deepEqual(findRanks(apart), []);
});
