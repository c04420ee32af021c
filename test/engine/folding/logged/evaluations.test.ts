import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {npyOf} from '../../../encodings/npy-writer.ts';
import {field} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {zipOf} from '../../../encodings/zip-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {beganMs, Tree} from './tree.ts';

const beganS = beganMs / 1000;
const rewards = [21.5, 34.25, 60.75];

/** What Stable Baselines keeps of evaluations after every 500 steps, of one episode each. */
const evaluations = (values: readonly number[]): Buffer =>
	zipOf({
		'timesteps.npy': npyOf(
			'<i8',
			[values.length],
			values.map((_, i) => 500 * (i + 1)),
		),
		'results.npy': npyOf('<f8', [values.length, 1], values),
	});

/** A training with its event files in `tb/PPO_1`, and evaluations elsewhere. */
function rowsOf(context: TestContext, place: string, values: readonly number[]): string[] {
	const points = rewards.flatMap((value, i) => [
		scalar(beganS + 10 * i, 500 * (i + 1), 'eval/mean_reward', value),
		scalar(beganS + 10 * i, 500 * (i + 1), 'train/loss', 3 - i),
	]);
	return new Tree(context)
		.write(
			`tb/PPO_1/events.out.tfevents.${beganS}.node1.4711.0`,
			tfrecords(event(beganS, 0, field(3, 'brain.Event:2')), ...points),
			20,
		)
		.write(`${place}/evaluations.npz`, evaluations(values), 20)
		.rows();
}

test('evaluations are one row with the event files of their training, wherever both lie in a project', context => {
	for (const place of ['logs', 'logs/ppo'])
		assert.deepEqual(rowsOf(context, place, rewards), ['tb/PPO_1 tfevents+sb3-evaluations'], place);
});

test('those of a training that has no event files are a row beside them', context => {
	assert.deepEqual(rowsOf(context, 'logs/a2c', [18.5, 30.25, 41]), ['logs/a2c sb3-evaluations', 'tb/PPO_1 tfevents']);
});
