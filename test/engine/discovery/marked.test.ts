import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {FileTree} from '../tree.ts';

const id = '0123456789abcdef0123456789abcdef';

/** The only row of a run of Guild with these files in its directory, of which it was given some. */
function rowOf(context: TestContext, texts: Record<string, string>, given: Record<string, string> = {}) {
	const digest = (text: string) => createHash('sha1').update(text).digest('hex');
	const manifest = Object.entries(given).map(([name, text]) => `s ${name} ${digest(text)} ${name}\n`);
	const own = {
		'.guild/opref': "script:/proj '' '' train.py",
		'.guild/attrs/id': id,
		'.guild/attrs/flags': 'lr: 0.1\n',
		'.guild/attrs/exit_status': '0',
		'.guild/manifest': manifest.join(''),
	};
	const {root} = new FileTree(context).writeAll(`runs/${id}`, {...own, ...given, ...texts});
	const [run, ...others] = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual(others, []);
	const {formats: told, config, metrics, status, progress} = makeRow(run!);
	return {told, config, names: [...metrics.names], status, total: progress?.total ?? null};
}

const job = {
	'.hydra/config.yaml': 'lr: 0.1\nmodel:\n  depth: 3\n',
	'.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n  verbose: false\n',
	'.hydra/overrides.yaml': '- lr=0.1\n',
};
const log = '[2026-11-27 16:18:20,606][__main__][INFO] - epoch 1 loss 0.5\n';

test('a job of Hydra right in the directory of a Guild run adds its settings to that', context => {
	const {told, config} = rowOf(context, {...job, 'train.py': ''});
	assert.deepEqual([told, config], [['guild', 'hydra'], {lr: 0.1, 'model.depth': 3}]);
	assert.deepEqual(rowOf(context, {}, job).told, ['guild'], 'a copy of an older job is source code');
});

test('the log that Hydra keeps there counts where it has more than Guild has read of the output', context => {
	const output = {'.guild/output': `${log}`};
	assert.deepEqual(rowOf(context, {...job, ...output, 'train.log': log}).names, ['loss']);
	const more = rowOf(context, {
		...job,
		...output,
		'train.log': [1, 2, 3].map(at => log.replace('1 loss', `${at} loss`)).join(''),
	});
	assert.deepEqual(more.names, ['loss', '.guild#loss']);
	assert.deepEqual(rowOf(context, {'train.log': log}).names, [], 'without a job any text may be anything');
});

const state = (step: number) =>
	JSON.stringify({
		best_metric: null,
		epoch: 1,
		global_step: step,
		max_steps: 20,
		log_history: Array.from({length: step}, (_, i) => ({step: i + 1, epoch: (i + 1) / 10, loss: 1})),
	});

test('the checkpoints of a Hugging Face trainer right in the directory of a Guild run are those of that', context => {
	const {told, names, status, total} = rowOf(context, {
		'checkpoint-5/trainer_state.json': state(5),
		'checkpoint-10/trainer_state.json': state(10),
	});
	assert.deepEqual([told, names, status, total], [['guild', 'hf-trainer'], ['loss'], 'finished', 20]);
	const logged = rowOf(context, {'checkpoint-5/trainer_state.json': state(5), 'train.log': log.repeat(3)});
	assert.deepEqual(logged.told, ['guild', 'hf-trainer'], 'a text beside them may be anything');
	const started = {'checkpoint-5/trainer_state.json': state(5)};
	assert.deepEqual(rowOf(context, {}, started).told, ['guild'], 'a checkpoint that it was given is none of its own');
});
