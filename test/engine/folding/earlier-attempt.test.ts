import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {Layer} from '../../../source/engine/model/layer.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {isOfBefore} from '../../../source/engine/model/starts/of-before.ts';
import {guild} from '../../../source/formats/guild/index.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {FileTree} from '../tree.ts';

const id = '0123456789abcdef0123456789abcdef';
const directory = `runs/${id}`;
const started = 1_764_204_000;
const table = (name: string) => `step,${name}\n0,1\n1,0.5\n2,0.25\n`;

/**
 * A run of Guild that was started again in place, whose first attempt wrote tables and a log of Lightning.
 * @param lag by how much its files are older than they say, as where an archive of another time zone was unpacked, seconds
 */
function makeRestarted(context: TestContext, lag = 0): FileTree {
	const own = {
		'.guild/opref': "script:/proj '' '' train.py",
		'.guild/attrs/id': id,
		'.guild/attrs/started': `${started}000000`,
		'.guild/attrs/stopped': `${started + 90}000000`,
		'.guild/attrs/exit_status': '0',
		'.guild/manifest': '',
		'.guild/output': 'acc: 0.5\n',
	};
	const first = {
		'metrics.csv': table('top'),
		'out/metrics.csv': table('loss'),
		'lightning_logs/version_0/metrics.csv': 'epoch,step,train_loss\n0,0,9\n3,7,8\n',
		'lightning_logs/version_0/hparams.yaml': 'lr: 0.1\n',
	};
	return new FileTree(context).writeAll(directory, own, started - lag).writeAll(directory, first, started - 60 - lag);
}

function shown({root}: FileTree) {
	const [run, ...others] = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual(others, []);
	const {metrics, config, progress} = makeRow(run!);
	return {names: [...metrics.names].sort(), config, step: progress?.step, last: run!.metrics.get('acc')?.lastValue};
}

test('what an earlier attempt of a Guild run has left is named by its folder, and says nothing of the new attempt', context => {
	const tree = makeRestarted(context);
	const left = ['lightning_logs/version_0/epoch', 'lightning_logs/version_0/train_loss', 'out/loss'];
	assert.deepEqual(shown(tree), {names: ['acc', 'earlier/top', ...left].sort(), config: {}, step: 0, last: 0.5});
	tree.writeAll(directory, {'out/metrics.csv': table('loss'), 'metrics.csv': table('top')}, started + 60);
	const {names, step} = shown(tree);
	assert.deepEqual([names, step], [['acc', ...left.slice(0, 2), 'loss', 'top'], 2], 'what it has written itself counts');
});

test('files of which all have older times than they say are not those of an earlier attempt for that', context => {
	const tree = makeRestarted(context, 7200);
	tree.writeAll(directory, {'out/metrics.csv': table('loss'), 'metrics.csv': table('top')}, started + 60 - 7200);
	const {names, step} = shown(tree);
	assert.deepEqual([names.filter(name => !name.startsWith('lightning')), step], [['acc', 'loss', 'top'], 2]);
});

test('files that have lost their times are those of the run', context => {
	const tree = makeRestarted(context, -86_400);
	assert.deepEqual(shown(tree).names, ['acc', 'epoch', 'loss', 'top', 'train_loss']);
});

test('of a log whose times are of another zone only the time of its files tells of which attempt it is', context => {
	const tree = makeRestarted(context);
	const at = new Date((started - 18_000) * 1000).toISOString().slice(0, 19).replace('T', ' ');
	const job = {
		'.hydra/config.yaml': 'depth: 3\n',
		'.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n  verbose: false\n',
		'.hydra/overrides.yaml': '- depth=3\n',
		'train.log': `[${at},606][__main__][INFO] - epoch 1 nll 0.5\n`,
	};
	tree.writeAll(directory, job, started + 60);
	assert.deepEqual(shown(tree).config, {depth: 3});
	tree.writeAll(directory, job, started - 60);
	assert.deepEqual(shown(tree).config, {});
	const [host, guest] = [new Layer('guild', 88, '', guild), new Layer('wandb', 80, 'wandb/run')];
	host.facts({startedAtMs: started * 1000});
	guest.facts({lastSignMs: (started - 18_000) * 1000});
	assert.equal(isOfBefore(guest, [host, guest]), false, 'nobody has looked at its files');
	guest.modifiedAtMs = (started - 60) * 1000;
	assert.equal(isOfBefore(guest, [host, guest]), true);
});
