import assert from 'node:assert/strict';
import {test} from 'node:test';
import {double, field, int} from '../../encodings/protobuf-writer.ts';
import {MemoryFiles} from '../memory-files.ts';
import {config, directory, exit, item, logOf, logPath, output, readFiles, readLog, row, run, started, summary} from './logs.ts';

const initial = field(
	4,
	item('lr', '1', true),
	item('opt', '{"name": "adam", "betas": [0.9, NaN]}', true),
	item('_wandb', '{}', true),
);

test('the newest run record names the run, config records change the config of the start', () => {
	const {learnt} = readLog(
		run(initial, field(8, 'old name'), field(10, 't1'), field(13, 'node1'), started(1_760_000_000_250)),
		config(item('lr', '2', true), item('new', '{"deep": 1}', true), item(['opt', 'name'], '"sgd"')),
		run(
			initial,
			field(8, 'new name'),
			field(9, 'a\nnote'),
			field(10, 't1'),
			field(10, 't2'),
			field(6, 'sweep-a'),
			started(1_760_000_000_250),
		),
	);
	assert.equal(learnt.id, 'abc123');
	assert.equal(learnt.name, 'new name');
	assert.equal(learnt.group, 'sweep-a');
	assert.deepEqual(learnt.tags, ['t1', 't2']);
	assert.deepEqual(learnt.notes, ['a\nnote']);
	assert.equal(learnt.startedAtMs, 1_760_000_000_250);
	assert.deepEqual(learnt.config, {lr: 2, opt: {name: 'sgd', betas: [0.9, Number.NaN]}, new: {deep: 1}});
});

test('a config key that was removed is gone', () => {
	const {learnt} = readLog(run(initial), field(5, field(2, field(1, 'opt'))));
	assert.deepEqual(learnt.config, {lr: 1});
});

test('integers that a number cannot hold are kept in config and summary to their last digit', () => {
	const {learnt} = readLog(
		run(field(4, item('seeds', '{"a": [1152921504606846977]}', true))),
		config(item('seed', '-1152921504606846977', true)),
		summary(item('tokens', '9223372036854775813'), item('flops', '1230000000000000000')),
	);
	assert.deepEqual(learnt.config, {seeds: {a: ['1152921504606846977']}, seed: '-1152921504606846977'});
	assert.deepEqual(learnt.summary, {tokens: '9223372036854775813', flops: 1.23e18});
});

test('exit codes', () => {
	const status = (code: number) => readLog(row(1, {x: 1}), exit(code)).learnt.outcome;
	assert.deepEqual(status(0), {status: 'finished', why: 'exit record with code 0'});
	assert.deepEqual(status(3), {status: 'failed', why: 'exit record with code 3'});
	assert.equal(status(254)?.status, 'crashed');
	assert.equal(status(255)?.status, 'stopped');
	assert.deepEqual(status(-9), {status: 'failed', why: 'exit record with code -9'});
	assert.equal(readLog(row(1, {x: 1})).learnt.outcome, null);
});

test('the error of a failed run is the exception at the end of its output, wherever that is kept', () => {
	const trace = (error: string) => `Traceback (most recent call last):\n  File "t.py", line 1, in <module>\n${error}\n`;
	const errorOf = (text: string, code = 1) =>
		readFiles(new MemoryFiles().write(logPath, logOf(run(), exit(code))).write(`${directory}/files/output.log`, text)).learnt
			.error;
	assert.equal(errorOf(`step 1\n${trace('ValueError: böse')}`), 'ValueError: böse');
	assert.equal(
		errorOf(`${trace('ValueError: one')}\nDuring handling of the above exception:\n\n${trace('KeyError: 2')}`),
		'KeyError: 2',
	);
	assert.equal(
		errorOf(`${trace('RuntimeError: CUDA error')}Compile with TORCH_USE_CUDA_DSA\nwandb: syncing\n`),
		'RuntimeError: CUDA error',
	);
	assert.equal(errorOf(trace('ValueError: x'), 0), null);
	assert.equal(errorOf(`${trace('ValueError: handled')}${'step\n'.repeat(20)}`), null);
	assert.equal(errorOf(`${trace('ValueError: handled')}giving up\n`, 3), null);
	assert.equal(
		errorOf(`${trace('ValueError: last')}wandb: syncing\n\nwandb: done\n`, 3),
		'ValueError: last',
		'wandb says goodbye',
	);
	const {learnt} = readLog(
		run(),
		...trace('ValueError: in records')
			.split(/(?<=\n)/)
			.map(line => output(0, line)),
		exit(1),
	);
	assert.equal(learnt.error, 'ValueError: in records');
});

test('the end is the recorded runtime, or the last time in the records where that is later', () => {
	assert.equal(readLog(run(started(1_760_000_000_000)), exit(0, 90)).learnt.endedAtMs, 1_760_000_090_000);
	assert.equal(
		readLog(run(started(1_760_000_000_000)), row(5, {x: 1}, 1_760_000_005.5), exit(0, 5)).learnt.endedAtMs,
		1_760_000_005_500,
	);
	assert.equal(readLog(run(started(1_760_000_000_000))).learnt.endedAtMs, null);
});

const environment = (...parts: Uint8Array[]) => field(26, ...parts);

test('the environment comes in parts, and gives the command, machine and user', () => {
	const {learnt} = readLog(
		environment(
			field(1, 'Linux'),
			field(5, '--lr'),
			field(5, 'a b'),
			field(6, '/home/ada/train.py'),
			field(8, 'train.py'),
			field(11, '/home/ada'),
			field(12, 'node1'),
			field(13, 'ada'),
			field(14, '/usr/bin/python3'),
		),
		environment(int(16, 64), field(18, 'H100'), int(19, 8), field(9, field(1, 'git@host:repo'), field(2, 'c0ffee'))),
	);
	assert.deepEqual(learnt.command, {argv: ['/usr/bin/python3', '/home/ada/train.py', '--lr', 'a b'], cwd: '/home/ada'});
	assert.deepEqual([learnt.host, learnt.user], ['node1', 'ada']);
	assert.deepEqual(learnt.git, {commit: 'c0ffee', branch: null, dirty: null, remote: 'git@host:repo'});
	assert.equal(learnt.extra.GPU, '8 × H100');
	assert.equal(learnt.extra['CPU cores'], 64);
});

test('modules can be run again, notebooks cannot', () => {
	const command = (program: string) => readLog(environment(field(6, program), field(14, 'python3'))).learnt.command;
	assert.deepEqual(command('-m pkg.train')?.argv, ['python3', '-m', 'pkg.train']);
	assert.equal(command('<python with no main file>'), null);
	assert.equal(command('work.ipynb'), null);
});

test('where a program was started is told where something proves it: what is called the root may be what WANDB_DIR says', () => {
	const startedIn = (program: string, below: string, files = new MemoryFiles()) =>
		readFiles(files.write(logPath, logOf(environment(field(6, program), field(8, below), field(11, '/scratch'))))).learnt.command
			?.cwd;
	const withFile = (path: string) => new MemoryFiles().write(path, '');
	assert.equal(startedIn('/repo/train.py', 'train.py'), '/repo');
	assert.equal(startedIn('/repo/a/train.py', 'a/train.py'), '/repo');
	assert.equal(startedIn('/repo/atrain.py', 'train.py'), null);
	assert.equal(startedIn('/repo/train.py', ''), null);
	assert.equal(startedIn('/repo/../train.py', ''), null);
	assert.equal(startedIn('/scratch/../train.py', ''), '/scratch');
	assert.equal(startedIn('train.py', '', withFile('/scratch/train.py')), '/scratch');
	assert.equal(startedIn('-m pkg.train', ''), null);
	assert.equal(startedIn('-m pkg.train', '', withFile('/scratch/pkg/train.py')), '/scratch');
	const trail = 'INFO Loading settings from /home/ada/.config/wandb/settings\nINFO Loading settings from /repo/wandb/settings\n';
	assert.equal(startedIn('-m pkg.train', '', new MemoryFiles().write(`${directory}/logs/debug.log`, trail)), '/repo');
});

test('older versions keep the environment in a file beside the log', () => {
	const metadata =
		'{"program": "t.py", "args": ["1"], "executable": "python", "host": "h", "username": "u", "git": {"remote": "r", "commit": "c"}, "gpu": null}';
	const files = new MemoryFiles().write(logPath, logOf(run())).write(`${directory}/files/wandb-metadata.json`, metadata);
	const {learnt} = readFiles(files);
	assert.deepEqual(learnt.command, {argv: ['python', 't.py', '1'], cwd: null});
	assert.deepEqual([learnt.host, learnt.user, learnt.git?.commit], ['h', 'u', 'c']);
});

test('alerts and preemption are events at the place where they came', () => {
	const {events} = readLog(
		row(3, {x: 1}),
		field(10, field(1, 'Low accuracy'), field(2, 'below 0.5'), field(3, 'WARN')),
		field(23),
	);
	assert.deepEqual(events, [
		{atMs: 1_760_000_003_000, step: 3, kind: 'alert', text: 'WARN: Low accuracy: below 0.5'},
		{atMs: 1_760_000_003_000, step: 3, kind: 'note', text: 'Marked as preempting'},
	]);
});

const printed = [output(1, 'step'), output(1, ' '), output(0, 'warning\n'), output(1, '0'), output(1, '\n'), output(1, '50 %\r')];

test('output pieces are joined stream by stream, unfinished lines last', () => {
	assert.equal(readLog(...printed).text, 'warning\nstep 0\n50 %\r');
});

test('a file with the output takes the place of the records, unless it is empty', () => {
	const files = new MemoryFiles().write(logPath, logOf(...printed)).write(`${directory}/files/output.log`, 'step 0\n');
	const run = readFiles(files);
	assert.equal(run.text, '');
	assert.deepEqual(run.learnt.logFiles, [`${directory}/files/output.log`]);
	files.write(`${directory}/files/output.log`, '');
	assert.equal(readFiles(files).text, 'warning\nstep 0\n50 %\r');
	assert.deepEqual(readFiles(files).learnt.logFiles, []);
});

test('forks, resumption, project and versions are told', () => {
	const {learnt} = readLog(
		run(
			field(3, 'proj'),
			field(2, 'ent'),
			field(7, 'train'),
			field(6, 'seeds'),
			int(14, 30),
			int(18, 1),
			field(23, field(1, 'parent1'), double(2, 10)),
		),
		field(11, field(4, '3.11.7'), field(5, '0.31.0')),
	);
	assert.equal(learnt.work, 'train');
	assert.deepEqual([learnt.group, learnt.groupScope], ['seeds', 'proj']);
	const {Settings: _settings, ...rest} = learnt.extra;
	assert.deepEqual(rest, {
		mode: 'offline',
		'directory made': '2026-11-21 00:34:18, local time of the writer',
		project: 'proj',
		entity: 'ent',
		'job type': 'train',
		python: '3.11.7',
		wandb: '0.31.0',
		resumed: true,
		'starting step': 30,
		'forked from': 'parent1 at step 10',
	});
	const offline = readLog(run(field(4, item('_wandb', '{"branch_point": {"run_id": "p2", "step": 5}}', true))));
	assert.equal(offline.learnt.extra['forked from'], 'p2 at step 5');
	const {id, extra} = readLog(run(field(1, 'abc123'), field(23, field(1, 'abc123'), double(2, 10)))).learnt;
	assert.deepEqual([id, extra['rewound to'], extra['forked from']], ['abc123', 'step 10', undefined]);
});
