import assert from 'node:assert/strict';
import {test} from 'node:test';
import {baselines} from '../../../source/formats/baselines/index.ts';
import {npyOf} from '../../encodings/npy-writer.ts';
import {zipOf} from '../../encodings/zip-writer.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const directory = '/walker/logs';
const file = `${directory}/evaluations.npz`;

/** Evaluations of two episodes each. */
function evaluations(steps: readonly number[], rewards: readonly number[]): Buffer {
	const shape = [steps.length, 2];
	return zipOf({
		'timesteps.npy': npyOf('<i8', [steps.length], steps),
		'results.npy': npyOf('<f8', shape, rewards),
		'ep_lengths.npy': npyOf(
			'<i8',
			shape,
			rewards.map((_, i) => 90 + i),
		),
	});
}

test('evaluations are means over their episodes, at the time steps of the training', () => {
	const files = new MemoryFiles().write(file, evaluations([500, 1000], [-3, -1, 4, 5]));
	const {run, read} = follow(baselines, files, directory);
	assert.deepEqual(run.points('eval/mean_reward'), [
		[500, -2],
		[1000, 4.5],
	]);
	assert.deepEqual(run.points('eval/mean_ep_length').at(-1), [1000, 92.5]);
	files.write(file, evaluations([500, 1000, 1500], [-3, -1, 4, 5, 7, 8]));
	read();
	assert.deepEqual(run.points('eval/mean_reward').at(-1), [1500, 7.5]);
	assert.equal(run.resets, 0);
	files.write(file, evaluations([250], [1, 1]));
	read();
	assert.deepEqual(run.points('eval/mean_reward'), [[250, 1]], 'another training');
	files.write(file, evaluations([250, 500], [1, 1, 2, 2]).subarray(0, 700));
	read();
	assert.deepEqual(run.points('eval/mean_reward'), [[250, 1]], 'what is half written counts for nothing');
});

test('where the training itself was recorded there, its evaluations are no run, and add to what monitors have of its episodes', () => {
	const detect = (...others: string[]) => {
		const files = new MemoryFiles().write(file, '');
		for (const other of others) files.write(`${directory}/${other}`, '');
		return baselines.detect({path: directory, entries: files.list(directory)}, files).length;
	};
	const events = 'events.out.tfevents.1760000000.node1.4711.0';
	for (const other of [events, `PPO_1/${events}`, 'progress.csv']) assert.equal(detect(other), 0, other);
	for (const other of ['monitor.csv', '.monitor.csv', '0.monitor.csv', 'best_model.zip']) assert.equal(detect(other), 1, other);
	assert.equal(detect('0.monitor.csv', '1.monitor.csv'), 1);
	assert.equal(detect('ppo.monitor.csv', 'dqn.monitor.csv'), 0, 'of two trainings');
});

test("settings of the zoo lie in a folder that is called as the environment of the run's directory", () => {
	const ofZoo = '/logs/ppo/Walker-v1_3';
	const pairs = (settings: Record<string, unknown>) =>
		`!!python/object/apply:collections.OrderedDict\n- ${Object.entries(settings)
			.map(([key, value], i) => `${i === 0 ? '' : '  '}- - ${key}\n    - ${value}\n`)
			.join('')}`;
	const read = (args: Record<string, unknown>, own: Record<string, unknown>) => {
		const files = new MemoryFiles()
			.write(`${ofZoo}/evaluations.npz`, evaluations([500], [-3, -1]))
			.write(`${ofZoo}/Walker-v1/args.yml`, pairs(args))
			.write(`${ofZoo}/Walker-v1/config.yml`, pairs(own));
		return follow(baselines, files, ofZoo).run.learnt;
	};
	const usual = read({algo: 'ppo', n_timesteps: -1}, {batch_size: 64, n_timesteps: '2000.0'});
	assert.deepEqual(usual.config, {algo: 'ppo', n_timesteps: 2000, batch_size: 64});
	assert.deepEqual(usual.total, {total: 2000, unit: 'step', from: 'n_timesteps in config.yml'});
	assert.equal(read({n_timesteps: 900}, {n_timesteps: 2000}).total?.total, 900, 'an argument takes its place');
	assert.equal(read({n_timesteps: 900}, {env_wrapper: 'x.AtariWrapper'}).total, null, 'there monitors count frames');
});

test('of evaluations that are not whole the rest counts, and what is wrong is told', () => {
	const read = (bytes: Uint8Array) => {
		const {run} = follow(baselines, new MemoryFiles().write(file, bytes), directory);
		return [[...run.metrics.keys()].filter(name => run.points(name).length > 0), run.problems[0]?.message ?? null];
	};
	const steps = npyOf('<i8', [2], [500, 1000]);
	const rewards = npyOf('<f8', [2, 2], [1, 2, 3, 4]);
	const flipped = Uint8Array.from(zipOf({'results.npy': rewards, 'timesteps.npy': steps}));
	flipped[80]! ^= 0x80;
	assert.deepEqual(read(flipped), [[], 'evaluations.npz is cut or damaged; what could be read before counts']);
	assert.deepEqual(read(zipOf({'timesteps.npy': steps, 'results.npy': rewards})), [['eval/mean_reward'], null]);
	assert.deepEqual(
		read(zipOf({'timesteps.npy': steps, 'results.npy': rewards, 'ep_lengths.npy': npyOf('<i8', [1, 2], [9, 9])}))[0],
		['eval/mean_reward'],
	);
	assert.deepEqual(read(zipOf({'timesteps.npy': steps, 'results.npy': npyOf('<f8', [2, 0], [])}))[0], []);
	assert.deepEqual(read(zipOf({'timesteps.npy': steps, 'results.npy': npyOf('<f8', [2], [1, 2])}))[0], []);
	assert.match(String(read(zipOf({'results.npy': rewards}))[1]), /holds no time steps/);
	assert.match(String(read(Buffer.alloc(0))[1]), /is empty/);
});
