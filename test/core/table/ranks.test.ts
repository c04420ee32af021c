import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyRow} from '../../../source/core/row.ts';
import {findRanks} from '../../../source/core/table/ranks.ts';

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
