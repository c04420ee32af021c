import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

const pointsOf = (content: string): [number, number][] => readLog(content).points('Mean loss');

test('takes totals before each row, always higher ones, for what counts the rows', () => {
	const blocks = [1, 2, 3, 4].map(i => `Total steps: ${10 * i}\nMean loss: 0.${i}\nMean acc: 0.5\n`);
	assert.deepEqual(pointsOf(blocks.join('\n')), [
		[10, 0.1],
		[20, 0.2],
		[30, 0.3],
		[40, 0.4],
	]);
});

test('takes totals that come again behind several rows, or with the same number, for plans', () => {
	const stages = [1, 2, 3].map(i => `Total steps: ${10 * i}\nMean loss: 0.5\nMean loss: 0.25\n`);
	assert.deepEqual(
		pointsOf(stages.join('')).map(([step]) => step),
		[0, 1, 2, 3, 4, 5],
	);
	const same = [1, 2, 3].map(i => `Total steps: 10\nMean loss: 0.${i}\n`);
	assert.deepEqual(
		pointsOf(same.join('')).map(([step]) => step),
		[0, 1, 2],
	);
});
