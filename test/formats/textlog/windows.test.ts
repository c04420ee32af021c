import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from './scan-lines.ts';

test('a value that is the mean of the last few has its own name, and how many they are is none', () => {
	for (const said of [
		'Average reward over last 100 episodes',
		'Average reward over the last 100 episodes',
		'Average reward (last 100 episodes)',
		'Average reward (last 100)',
		'Average reward last 100',
	])
		assert.deepEqual(scan(`Episode 10, reward: 3, ${said}: 2.5`), ['10 reward=3 Average reward last_100=2.5'], said);
});

test('values below a line that names the epoch and the batch are of that batch, whatever else it says', () => {
	const head = (samples: number) =>
		`Epoch 2 : ${samples} / 400 samples , time for last 50 samples : 0:00:05 , time left to finish the epoch : 0:20:20`;
	assert.deepEqual(scan(head(100), 'Train Loss (current batch): 0.5', head(200), 'Train Loss (current batch): 0.25'), [
		'100 Train Loss=0.5',
		'200 Train Loss=0.25',
	]);
});
