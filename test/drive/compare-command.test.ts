import assert from 'node:assert/strict';
import test from 'node:test';
import {runCommand} from './run-command.ts';
import {makeStage, type Stage} from './story.ts';

const guildId = '0123456789abcdef0123456789abcdef';

/** The same training twice: once started by `xtui run` with its source copied, once by Guild. */
function writeTwo(stage: Stage): {native: string; guild: string} {
	const record = {xtui: 1, id: 'ours', name: 'ours', started_at: 1_700_000_000, config: {lr: 0.1, opt: {name: 'adam'}, seed: 1}};
	stage.write('ours', 'xtui-run.json', JSON.stringify(record));
	stage.write('ours', 'metrics.jsonl', '{"step": 0, "train/loss": 2}\n{"step": 1, "train/loss": 1}\n');
	stage.write('ours/source', 'train.py', 'lr = 0.1\nprint(lr)\n');
	const at = `runs/${guildId}`;
	stage.write(`${at}/.guild`, 'opref', "script:/p '' '' train.py");
	stage.write(`${at}/.guild/attrs`, 'id', `${guildId}\n`);
	stage.write(`${at}/.guild/attrs`, 'flags', "lr: '0.10'\nopt.name: sgd\nseed: 1\n");
	stage.write(`${at}/.guild`, 'manifest', `s train.py ${'a'.repeat(40)} train.py\n`);
	stage.write(`${at}/.guild`, 'output', 'step: 0\ntrain_loss: 3\nstep: 1\ntrain_loss: 0.5\n');
	stage.write(at, 'train.py', 'lr = 0.3\nprint(lr)\n');
	return {native: `${stage.root}/ours`, guild: `${stage.root}/${at}`};
}

test('runs of two trackers are compared as well as two of one: settings, results, code', context => {
	const stage = makeStage(context);
	const {native, guild} = writeTwo(stage);
	const {stdout, status} = runCommand(['compare', native, guild, '--json']);
	assert.equal(status, 0);
	const told = JSON.parse(stdout);
	assert.deepEqual(told.config, {'opt.name': ['adam', 'sgd']}, '0.1 is 0.10, however it was written');
	const loss = told.metrics['train/loss'];
	assert.deepEqual(loss.names, ['train/loss', 'train_loss']);
	assert.deepEqual(loss.runs[1].delta.last, {absolute: -0.5, percent: -50, better: true});
	const diff = runCommand(['compare', native, guild, '--diff']);
	assert.deepEqual(diff.stdout.split('\n'), [
		'--- a/config',
		'+++ b/config',
		'@@ -1,1 +1,1 @@',
		'-opt.name: adam',
		'+opt.name: sgd',
		'diff --git a/train.py b/train.py',
		'--- a/train.py',
		'+++ b/train.py',
		'@@ -1,2 +1,2 @@',
		'-lr = 0.1',
		'+lr = 0.3',
		' print(lr)',
		'',
	]);
	assert.equal(diff.stderr, '');
});
