import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {closeSync, constants, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {openTail} from '../../../source/io/tail.ts';
import {makeRoot} from '../live-session.ts';
import {ended} from '../liveness/lab.ts';

const pipes = [
	'a/results.csv',
	'a/train.log',
	'b/metrics.jsonl',
	'b/events.out.tfevents.1.h',
	'c/.guild/opref',
	'd/.hydra/config.yaml',
	'e/run.json',
	'e/metrics.json',
	'f/hparams.yaml',
	'f/metrics.csv',
	'g/optuna.db',
	'h/group1/exp1/.data',
	'.xtui/views.json',
];

test('pipes, devices and directories under the names of trackers’ files are never waited for', async context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const file of pipes) mkdirSync(path.join(root, path.dirname(file)), {recursive: true});
	spawnSync('mkfifo', pipes, {cwd: root});
	mkdirSync(path.join(root, 'i/results.csv'), {recursive: true});
	symlinkSync('/dev/zero', path.join(root, 'i/metrics.csv'));
	writeFileSync(path.join(root, 'i/loss.csv'), 'step,loss\n1,0.5\n');
	// Who waits for a reader of a pipe goes on waiting.
	const writer = spawn('sh', ['-c', 'echo 1 > results.csv'], {cwd: path.join(root, 'a'), stdio: 'ignore'});
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	while (!engine.work(() => false));
	const run = [...engine.registry.runs.values()].find(({dir}) => dir === 'i');
	assert.deepEqual([...(run?.metrics.keys() ?? [])], ['loss']);
	const reader = openSync(path.join(root, 'a/results.csv'), constants.O_RDONLY | constants.O_NONBLOCK);
	assert.equal((await ended(writer)).exit_code, 0, 'its pipe was not broken');
	closeSync(reader);
});

test('a file that becomes a pipe while it is followed is unreadable from then on', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const file = path.join(root, 'log.csv');
	writeFileSync(file, 'step,loss\n');
	const tail = openTail(file);
	assert.equal(
		tail.read(chunk => chunk.length, 1e6),
		'read',
	);
	rmSync(file);
	spawnSync('mkfifo', [file]);
	assert.equal(
		tail.read(chunk => chunk.length, 1e6),
		'unreadable',
	);
});
