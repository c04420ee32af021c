import assert from 'node:assert/strict';
import {mkdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

const id = '0123456789abcdef0123456789abcdef';
const startedMs = 1_764_204_000_000;

function makeRun(context: TestContext, texts: Record<string, string>, exit: string | null = '0'): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'runs', id);
	write(run, {
		'.guild/opref': "script:/proj '' '' train.py",
		'.guild/attrs/id': id,
		'.guild/attrs/flags': 'folds: 2\n',
		'.guild/attrs/started': `${startedMs}000`,
		...(exit !== null && {'.guild/attrs/exit_status': exit}),
		'.guild/manifest': '',
		...texts,
	});
	return root;
}

function write(at: string, texts: Record<string, string>): void {
	for (const [name, text] of Object.entries(texts)) {
		mkdirSync(path.dirname(path.join(at, name)), {recursive: true});
		writeFileSync(path.join(at, name), text);
	}
}

const rowsOf = (root: string) => [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(makeRow);

/** What a list shows of each run: the Guild run first. */
function shown(root: string) {
	return rowsOf(root).map(({dir, status, config, parent, metrics}) => ({
		at: dir.slice(`runs/${id}`.length + 1),
		status,
		config,
		isPart: parent === id,
		metrics: [...metrics.names].filter(name => name !== 'epoch').join(),
	}));
}

const version = (lr: number, names: string) => ({
	'hparams.yaml': `lr: ${lr}\n`,
	'metrics.csv': `epoch,step,${names}\n0,0,${names.replace(/\w+/g, '1')}\n0,1,${names.replace(/\w+/g, '2')}\n`,
});

const under = (directory: string, texts: Record<string, string>) =>
	Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${directory}/${name}`, text]));

const state = (step: number, most: number) =>
	JSON.stringify({best_metric: null, epoch: 1, global_step: step, max_steps: most, log_history: [{step, epoch: 1, loss: 1}]});

const folds: Record<string, {texts: (fold: number) => Record<string, string>; at: (fold: number) => string; metrics: string}> = {
	lightning: {
		texts: fold => under(`lightning_logs/version_${fold}`, version(fold + 1, 'train_loss')),
		at: fold => `lightning_logs/version_${fold}`,
		metrics: 'train_loss',
	},
	dvclive: {
		texts: fold =>
			under(`fold${fold}/dvclive`, {
				'metrics.json': '{"loss": 0.2, "step": 1}',
				'params.yaml': `lr: ${fold + 1}\n`,
				'plots/metrics/loss.tsv': 'step\tloss\n0\t1\n1\t0.2\n',
			}),
		at: fold => `fold${fold}/dvclive`,
		metrics: 'loss',
	},
	keras: {
		texts: fold => ({[`out/fold${fold}/training.csv`]: 'epoch,loss,val_loss\n0,1,2\n1,2,3\n'}),
		at: fold => `out/fold${fold}`,
		metrics: 'loss,val_loss',
	},
	'hf-trainer': {
		texts: fold => ({[`fold${fold}/checkpoint-10/trainer_state.json`]: state(10, fold === 0 ? 10 : 20)}),
		at: fold => `fold${fold}`,
		metrics: 'loss',
	},
	hydra: {
		texts: fold =>
			under(`multirun/${fold}`, {
				'.hydra/config.yaml': `lr: ${fold + 1}\n`,
				'.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n',
				'.hydra/overrides.yaml': `- lr=${fold + 1}\n`,
				...under('csv', version(fold + 1, 'acc')),
			}),
		at: fold => `multirun/${fold}`,
		metrics: 'acc',
	},
};

for (const [format, {texts, at, metrics}] of Object.entries(folds)) {
	test(`several runs of ${format} in a run of Guild are runs of their own below it, and over with it`, context => {
		const [whole, ...parts] = shown(makeRun(context, {...texts(0), ...texts(1)}));
		assert.deepEqual([whole!.at, whole!.metrics, whole!.config], ['', '', {folds: 2}]);
		assert.deepEqual(
			parts.map(part => [part.at, part.metrics, part.isPart, part.status]).sort(),
			[0, 1].map(fold => [at(fold), metrics, true, 'finished']),
		);
		for (const {at: place, config} of parts) if ('lr' in config) assert.equal(config.lr, place === at(0) ? 1 : 2);
	});

	test(`the only run of ${format} in a run of Guild is the run itself`, context => {
		const [whole, ...others] = shown(makeRun(context, texts(0)));
		assert.deepEqual([whole!.metrics, others], [metrics, []]);
	});
}

test('what lies in the directory of a run is called by its place there, where it has no name', context => {
	const root = makeRun(context, {...folds.keras!.texts(0), ...folds.keras!.texts(1)});
	assert.deepEqual(
		rowsOf(root)
			.slice(1)
			.map(({name}) => name)
			.sort(),
		['out/fold0', 'out/fold1'],
	);
});

test('a test after a training is a part of it, whether or not it says the settings again, and no other training is', context => {
	const metricsOf = (second: Record<string, string>) =>
		shown(
			makeRun(context, {
				...under('lightning_logs/version_0', version(1, 'train_loss')),
				...under('lightning_logs/version_1', second),
			}),
		).map(({metrics}) => metrics);
	const joined = ['train_loss,lightning_logs/version_1/epoch,test_loss'];
	assert.deepEqual(metricsOf(version(1, 'test_loss')), joined);
	assert.deepEqual(metricsOf({...version(1, 'test_loss'), 'hparams.yaml': 'ckpt: last\n'}), joined);
	assert.deepEqual(metricsOf(version(2, 'other_loss')).sort(), ['', 'other_loss', 'train_loss']);
});

test('what a part without an end was when its run failed, nobody knows', context => {
	const {texts} = folds.lightning!;
	const statuses = (exit: string | null) => shown(makeRun(context, {...texts(0), ...texts(1)}, exit)).map(({status}) => status);
	assert.deepEqual(statuses('1'), ['failed', 'idle', 'idle']);
});

/** A run that was started again in place, with what both attempts wrote. */
function makeRestarted(context: TestContext, later: string): string {
	const root = makeRun(context, {});
	const write2 = (at: string, lr: number, rows: string, seconds: number) => {
		const directory = path.join(root, 'runs', id, at);
		write(directory, {'hparams.yaml': `lr: ${lr}\n`, 'metrics.csv': `epoch,step,train_loss\n${rows}`});
		for (const name of ['hparams.yaml', 'metrics.csv']) utimesSync(path.join(directory, name), seconds, seconds);
	};
	write2('lightning_logs/version_9', 0.1, '0,0,9\n0,1,8\n0,2,7\n', startedMs / 1000 - 60);
	write2('lightning_logs/version_10', 0.5, later, startedMs / 1000 + 60);
	return root;
}

test('what an attempt that was given up has left does not stand for the one that followed in place', context => {
	const pointsOf = (later: string) => {
		const [run, ...others] = [...scanOnce([makeRestarted(context, later)], nodeFiles, formats).registry.runs.values()];
		assert.deepEqual(others, []);
		const {steps, values, length} = run!.metrics.get('train_loss')!;
		assert.equal(makeRow(run!).attempt, 2);
		assert.deepEqual([...run!.metrics.keys()].sort(), [
			'epoch',
			'lightning_logs/version_9/epoch',
			'lightning_logs/version_9/train_loss',
			'train_loss',
		]);
		return {config: run!.facts.config, steps: [...steps.slice(0, length)], values: [...values.slice(0, length)]};
	};
	assert.deepEqual(pointsOf('0,0,1\n0,1,2\n'), {config: {folds: 2, lr: 0.5}, steps: [0, 1], values: [1, 2]});
	assert.deepEqual(pointsOf('0,2,1\n0,3,2\n').steps, [2, 3], "what was before that is the earlier attempt's");
});
