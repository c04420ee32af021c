import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

test('steps that LeRobot rounds to thousands go on as those before them', () => {
	const rounded = (step: number) => (step < 1000 ? `${step}` : `${(step / 1000).toFixed(0)}K`);
	const steps = Array.from({length: 20}, (_, i) => 200 * (i + 1));
	const line = (step: number) =>
		`INFO 2025-03-01 10:00:00 ts/train.py:232 step:${rounded(step)} smpl:${rounded(8 * step)} ep:${step / 50} epch:${step / 5000} loss:0.5 lr:1.0e-05`;
	const run = readLog(`${steps.map(line).join('\n')}\n`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		steps,
	);
	const coarse = [10_000, 20_000, 30_000].map(line);
	assert.deepEqual(
		readLog(`${coarse.join('\n')}\n`)
			.points('loss')
			.map(([step]) => step),
		[10_000, 20_000, 30_000],
	);
});
