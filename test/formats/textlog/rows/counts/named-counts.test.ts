import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';
import {scan} from '../../scan-lines.ts';

const read = (write: (i: number) => string, numbers = [1, 2, 3, 4, 5]) => {
	const run = readLog(numbers.map(i => `${write(i)}\n`).join(''));
	return Object.fromEntries([...run.metrics.keys()].map(name => [name, run.points(name)]));
};
const at = (...steps: number[]) => steps.map((step, i) => [step, i + 1.5]);

test('counts of reinforcement learning are the steps of rows that have no other', () => {
	for (const name of [
		'env_steps',
		'total_env_steps',
		'agent_steps',
		'env_frames',
		'frames',
		'total_timesteps',
		'gradient_steps',
		'n_iter',
	])
		assert.deepEqual(
			read(i => `${name}: ${i}000 | reward: ${i}.5`),
			{reward: at(1000, 2000, 3000, 4000, 5000)},
			name,
		);
	assert.deepEqual(
		read(i => `step: ${i} | env_steps: ${i}000 | reward: ${i}.5`),
		{
			env_steps: [1, 2, 3, 4, 5].map(i => [i, i * 1000]),
			reward: at(1, 2, 3, 4, 5),
		},
	);
});

test('a count that falls or stays is a value of its row', () => {
	const lengths = [0, 20, 30, 40, 25, 35];
	assert.deepEqual(
		read(i => `reward: ${i}.5 | num_steps: ${lengths[i]}`),
		{
			reward: at(0, 1, 2, 3, 4),
			num_steps: [20, 30, 40, 25, 35].map((length, i) => [i, length]),
		},
	);
	const shorter = [200, 118, 120, 150, 160, 140, 155];
	const falling = readLog(shorter.map((length, i) => `reward: ${i}.5 | num_steps: ${length}\n`).join(''));
	assert.deepEqual(
		falling.points('num_steps'),
		shorter.map((length, i) => [i, length]),
	);
	assert.deepEqual(read(i => `reward: ${i}.5 | num_steps: 128`).reward, at(0, 1, 2, 3, 4));
});

test('a count that begins anew is that of another attempt', () => {
	const steps = readLog([1, 2, 3, 4, 1, 2, 3, 4].map(i => `env_steps=${i}000 reward=${i}.5\n`).join('')).points('reward');
	assert.deepEqual(
		steps.map(([step]) => step),
		readLog([1, 2, 3, 4, 1, 2, 3, 4].map(i => `timesteps=${i}000 reward=${i}.5\n`).join(''))
			.points('reward')
			.map(([step]) => step),
	);
});

test('counts of data are values of their row', () => {
	assert.deepEqual(
		read(i => `samples: ${i}000 | loss: ${i}.5`),
		{
			samples: [1, 2, 3, 4, 5].map((i, at) => [at, i * 1000]),
			loss: at(0, 1, 2, 3, 4),
		},
	);
});

test('how many steps an episode had is a value of its block, and counts the rows of blocks that begin with it', () => {
	const episode = (n: number) => [`Episode ${n}:`, `  Reward: -2${n}.5`, `  Steps: 9${n}`, `  Loss: 0.${n}`];
	assert.deepEqual(scan(...[1, 2].flatMap(episode)), [
		'1 Reward=-21.5',
		'1 Steps=91',
		'1 Loss=0.1',
		'2 Reward=-22.5',
		'2 Steps=92',
		'2 Loss=0.2',
	]);
	const counted = ['100 loss=0.1', '200 loss=0.2', '300 loss=0.3'];
	assert.deepEqual(scan(...[1, 2, 3].flatMap(n => [`steps: ${n}00`, `loss: 0.${n}`])), counted);
	assert.deepEqual(scan('Epoch: 1', ...[1, 2, 3].flatMap(n => [`Steps: ${n}00`, `loss: 0.${n}`])), counted, 'of an epoch');
});
