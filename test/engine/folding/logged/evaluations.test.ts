import assert from 'node:assert/strict';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {npyOf} from '../../../encodings/npy-writer.ts';
import {field, int} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {zipOf} from '../../../encodings/zip-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {exit, logOfAll, row, run, started} from '../../../formats/wandb/logs.ts';
import {beganMs, stampOf, Tree} from './tree.ts';

const beganS = beganMs / 1000;
const rewards = [21.5, 34.25, 60.75];
const eventFile = `tb/PPO_1/events.out.tfevents.${beganS}.node1.4711.0`;

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
function treeOf(context: TestContext, place: string, values: readonly number[], logged = rewards, madeS = [20, 20]): Tree {
	const points = logged.flatMap((value, i) => [
		scalar(beganS + 10 * i, 500 * (i + 1), 'eval/mean_reward', value),
		scalar(beganS + 10 * i, 500 * (i + 1), 'train/loss', 3 - i),
	]);
	const events = tfrecords(event(beganS, 0, field(3, 'brain.Event:2')), ...points);
	const [eventsMadeS, valuesMadeS] = madeS as [number, number];
	return new Tree(context)
		.write(eventFile, events, eventsMadeS)
		.write(`${place}/evaluations.npz`, evaluations(values), valuesMadeS);
}

const rowsOf = (...tree: Parameters<typeof treeOf>): string[] => treeOf(...tree).rows();

test('evaluations are one row with the event files of their training, wherever both lie in a project', context => {
	for (const place of ['logs', 'logs/ppo'])
		assert.deepEqual(rowsOf(context, place, rewards), ['tb/PPO_1 tfevents+sb3-evaluations'], place);
});

test('those of a training that has no event files are a row beside them', context => {
	assert.deepEqual(rowsOf(context, 'logs/a2c', [18.5, 30.25, 41]), ['logs/a2c sb3-evaluations', 'tb/PPO_1 tfevents']);
});

test('a clone, whose files were all made later, has them in one row as well, and not what was written later by itself', context => {
	const joined = ['tb/PPO_1 tfevents+sb3-evaluations'];
	assert.deepEqual(rowsOf(context, 'logs/ppo', rewards, rewards, [90_000, 90_005]), joined);
	assert.equal(rowsOf(context, 'logs/ppo', [21.5, 34.25, 61], rewards, [90_000, 90_005]).length, 2);
	assert.equal(rowsOf(context, 'logs/ppo', rewards, rewards, [20, 90_000]).length, 2);
});

test('they are so as well where all rewards are whole numbers', context => {
	const whole = [34, 21, 60];
	assert.deepEqual(rowsOf(context, 'logs/ppo', whole, whole), ['tb/PPO_1 tfevents+sb3-evaluations']);
});

test('they are a part also of a run of W&B that has copied the event files of their training', context => {
	const log = logOfAll([
		run(field(1, 'abc123'), started(beganMs), field(13, 'node1')),
		field(9, field(1, './tb/PPO_1'), int(2, 1)),
		field(6, field(1, field(1, path.basename(eventFile))), int(2, 1)),
		...rewards.map((value, i) =>
			row(i, {'eval/mean_reward': value, 'train/loss': 3 - i, global_step: 500 * (i + 1)}, beganS + 10 * i),
		),
		exit(0, 60),
	]);
	const place = `wandb/offline-run-${stampOf(0)}-abc123`;
	const tree = treeOf(context, 'logs/ppo', rewards).write(`${place}/run-abc123.wandb`, Buffer.from(log));
	assert.deepEqual(tree.rows(), [`${place} wandb+tfevents+sb3-evaluations`]);
});
