import assert from 'node:assert/strict';
import {symlinkSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {runCommand, startCommand} from './run-command.ts';
import {makeStage, type Stage} from './story.ts';

/** A run with settings and a loss, as Hydra-less scripts leave it. */
function makeRun(stage: Stage, dir: string, config: string, losses: readonly number[]): void {
	stage.csv(dir, losses);
	stage.write(dir, 'config.yaml', config);
}

test('export gives every point in the long format, and only of the runs and metrics asked for', context => {
	const stage = makeStage(context);
	stage.csv('a', [3, 2, Number.NaN]);
	stage.csv('b', [1]);
	const {status, stdout} = runCommand(['export', stage.root, 'name:a']);
	assert.equal(status, 0);
	const lines = stdout.trimEnd().split('\n');
	assert.equal(lines[0], 'run,name,metric,step,time,value');
	assert.deepEqual(
		lines.slice(1).map(line => line.split(',').slice(1)),
		[
			['a', 'loss', '0', '', '3'],
			['a', 'loss', '1', '', '2'],
			['a', 'loss', '2', '', 'NaN'],
		],
	);
	const json = runCommand(['export', stage.root, '--format', 'jsonl', '--metric', 'loss']);
	assert.deepEqual(
		json.stdout
			.trimEnd()
			.split('\n')
			.map(line => (JSON.parse(line) as {name: string; value: unknown}).value),
		[3, 2, 'NaN', 1],
	);
	assert.equal(runCommand(['export', stage.root, '--metric', 'accuracy']).status, 1);
	assert.equal(runCommand(['export', stage.root, '--format', 'xml']).status, 2);
});

test('the points of two hundred thousand steps come whole through a pipe', context => {
	const stage = makeStage(context);
	stage.csv(
		'long',
		Array.from({length: 200_000}, (_, i) => 1 / (i + 1)),
	);
	const {stdout} = runCommand(['export', stage.root, '--format', 'jsonl']);
	const lines = stdout.trimEnd().split('\n');
	assert.equal(lines.length, 200_000);
	assert.equal((JSON.parse(lines.at(-1)!) as {value: number}).value, 1 / 200_000);
});

test('best names the run, which way is better and who says so', context => {
	const stage = makeStage(context);
	stage.csv('a', [3, 0.5, 2]);
	stage.csv('b', [3, 1, 1]);
	const {status, stdout, stderr} = runCommand(['best', 'loss', stage.root, '--json']);
	assert.equal(status, 0, stderr);
	const answer = JSON.parse(stdout) as {
		direction: string;
		direction_from: string;
		best: {value: number; step: number; run: {dir: string}}[];
	};
	assert.deepEqual([answer.direction, answer.direction_from], ['down', 'name']);
	assert.deepEqual([answer.best.length, answer.best[0]!.value, answer.best[0]!.step, answer.best[0]!.run.dir], [1, 0.5, 1, 'a']);
	const last = JSON.parse(runCommand(['best', 'loss.last', stage.root, '--json']).stdout) as typeof answer;
	assert.equal(last.best[0]!.run.dir, 'b');
	const highest = JSON.parse(runCommand(['best', 'loss', stage.root, '--goal', 'max', '--json']).stdout) as typeof answer;
	assert.deepEqual([highest.best.length, highest.direction_from], [2, 'flag']);
	const unknown = runCommand(['best', 'accuracy', stage.root]);
	assert.equal(unknown.status, 1);
	assert.match(unknown.stderr, /no run here has a metric accuracy/);
	assert.equal(runCommand(['best', 'los', stage.root]).stderr, 'xtui: no run here has a metric los; nearest: loss\n');
});

test('a list in which no run fits says so, and how a directory is named', context => {
	const stage = makeStage(context);
	for (const name of ['a', 'b']) stage.csv(name, [1]);
	const ask = (query: string) => runCommand(['ls', stage.root, query]).stderr;
	assert.equal(ask('nowhere'), 'xtui: none of 2 runs fits nowhere; to look in a directory of that name, write ./nowhere\n');
	assert.equal(ask('loss>5'), 'xtui: none of 2 runs fits loss>5; loss is 1 (2)\n');
	const both = 'xtui: none of 2 runs fits loss>5 format:csv; loss>5 excludes most: 2 of 2; loss is 1 (2)\n';
	assert.equal(ask('loss>5 format:csv'), both);
	assert.match(ask('finished'), /^xtui: No name, id, tag or note holds finished at column 1; Write status:finished\n/);
	assert.equal(ask('loss>0'), '');
});

test('a metric that tells nothing of better or worse needs a goal', context => {
	const stage = makeStage(context);
	stage.write('a', 'metrics.csv', 'step,lr\n0,1\n1,2\n');
	const {status, stderr} = runCommand(['best', 'lr', stage.root]);
	assert.equal(status, 2);
	assert.match(stderr, /say --goal=min or --goal=max/);
	assert.equal(runCommand(['best', 'lr', stage.root, '--goal=max', '--ids']).status, 0);
});

test('status is one line for a person and one for tmux, and its JSON counts all', context => {
	const stage = makeStage(context);
	stage.csv('a#[fg=red]', [1]);
	stage.csv('b', [1]);
	const json = JSON.parse(runCommand(['status', stage.root, '--json']).stdout) as {runs: number; counts: Record<string, number>};
	assert.equal(json.runs, 2);
	assert.equal(
		Object.values(json.counts).reduce((sum, count) => sum + count, 0),
		2,
	);
	for (const flag of ['--line', '--tmux']) {
		const {status, stdout} = runCommand(['status', stage.root, flag]);
		assert.equal(status, 0);
		assert.match(stdout, /^[^\n\x1b]+\n$/);
		assert.ok(!stdout.replaceAll('##[', '').includes('a#[fg=red]') || flag === '--line', stdout);
	}
	assert.equal(runCommand(['status', stage.root, 'loss<']).status, 2);
});

test('compare measures against the first run, by name, path and at a step', context => {
	const stage = makeStage(context);
	stage.csv('a', [4, 2, 3]);
	stage.csv('b', [4, 1, 6]);
	const {status, stdout} = runCommand(['compare', 'a', 'b', stage.root, '--json']);
	assert.equal(status, 0);
	const answer = JSON.parse(stdout) as {
		runs: {dir: string}[];
		metrics: {loss: {runs: {last: number[]; best: number[]; delta: {last: object; best: object} | null}[]}};
	};
	assert.deepEqual(
		answer.runs.map(({dir}) => dir),
		['a', 'b'],
	);
	assert.deepEqual(answer.metrics.loss.runs[1], {
		points: 3,
		last: [2, 6],
		best: [1, 1],
		delta: {last: {absolute: 3, percent: 100, better: false}, best: {absolute: -1, percent: -50, better: true}},
	});
	const paths = ['b', 'a'].map(dir => `${path.join(stage.root, dir)}@1`);
	const at = JSON.parse(runCommand(['compare', ...paths, '--json']).stdout) as typeof answer;
	assert.deepEqual(
		at.metrics.loss.runs.map(({last}) => last),
		[
			[1, 1],
			[1, 2],
		],
	);
	const directories = JSON.parse(
		runCommand(['compare', path.join(stage.root, 'b'), stage.root, '--json']).stdout,
	) as typeof answer;
	assert.deepEqual(
		directories.runs.map(({dir}) => dir),
		['b', 'a'],
	);
	const named = runCommand(['compare', 'a@1', 'b', stage.root, '--csv']);
	assert.match(named.stdout, /Metrics,loss,last,2,6,4,200,worse/);
});

test('compare says what it could not find, and needs two', context => {
	const stage = makeStage(context);
	makeRun(stage, 'a', 'lr: 1\n', [1]);
	const missing = runCommand(['compare', 'a', 'nowhere', stage.root]);
	assert.equal(missing.status, 1);
	assert.match(missing.stderr, /there is no run nowhere here/);
	assert.equal(runCommand(['compare', path.join(stage.root, 'a')]).status, 2);
	assert.equal(runCommand(['compare', 'a', 'a', stage.root, '--at', 'soon']).status, 2);
});

test('check is silent about what is well, and ends 1 with a message for each thing that is not', context => {
	const stage = makeStage(context);
	stage.csv('good', [1, 2, 3]);
	const well = runCommand(['check', stage.root]);
	assert.deepEqual([well.status, well.stdout], [0, '1 run, 1 file, 22 B, 3 points checked: all is well\n']);
	stage.write('noise', 'events.out.tfevents.1760000001.host', Buffer.alloc(5000, 0x5a));
	symlinkSync('/nowhere/at/all', path.join(stage.root, 'good', 'checkpoint'));
	const {status, stdout} = runCommand(['check', stage.root, '--json']);
	assert.equal(status, 1);
	const report = JSON.parse(stdout) as {
		ok: boolean;
		runs: {dir: string; ok: boolean; findings: {severity: string; kind: string; file: string; message: string}[]}[];
	};
	assert.equal(report.ok, false);
	const find = (dir: string) => report.runs.find(run => run.dir === dir)!;
	assert.deepEqual(
		find('good').findings.map(({kind, message}) => [kind, message]),
		[['file', 'This link leads nowhere: no such file or directory']],
	);
	assert.ok(find('noise').findings.every(({kind, file}) => kind === 'record' && path.isAbsolute(file)));
	assert.equal(runCommand(['check', 'good', stage.root]).status, 1);
});

test('a warning alone does not fail a check, unless it is strict', context => {
	const stage = makeStage(context);
	stage.write('run', 'metrics.csv', `step,loss\n${[0, 1, 2, 3, 1, 2].map(step => `${step},1`).join('\n')}\n`);
	const {status, stdout} = runCommand(['check', stage.root]);
	assert.equal(status, 0);
	assert.match(stdout, /warning.*the steps went back from 3 to 1/);
	assert.equal(runCommand(['check', stage.root, '--strict']).status, 1);
});

test('records are asked over all experiments in one line', () => {
	const root = path.resolve('test/fixtures/recorder/study.collection');
	const ask = (question: string, ...flags: string[]) => runCommand(['ls', root, '--slice', question, ...flags]);
	const whole = JSON.parse(ask('mean x where episode=2', '--json').stdout) as {answers: {mean: number; count: number}[]};
	const parts = JSON.parse(ask('mean x where episode=2 by experiment_number', '--json').stdout) as typeof whole;
	assert.equal(whole.answers.length, 1);
	assert.ok(parts.answers.length > 1);
	const sum = parts.answers.reduce((total, {mean, count}) => total + mean * count, 0);
	assert.ok(Math.abs(sum / whole.answers[0]!.count - whole.answers[0]!.mean) < 1e-9);
	assert.equal(ask('mean x where').status, 2);
	const nothing = ask('mean nothing by experiment_number');
	assert.deepEqual([nothing.status, /a number nothing/.test(nothing.stderr)], [1, true]);
	const unknown = ask('mean x by nothing');
	assert.deepEqual(
		[unknown.status, /none of the records that fit has a plain value under the key nothing/.test(unknown.stderr)],
		[1, true],
	);
});

test('wait ends when the query holds, while the run is still writing', async context => {
	const stage = makeStage(context);
	const file = stage.csv('run', [30]);
	const waiting = startCommand(['wait', stage.root, 'name:run loss<10', '--timeout', '20s', '--json']);
	let step = 0;
	// It writes on until it was heard: the answer may hold a later point than the first that fits.
	const writer = setInterval(() => stage.append(file, `${++step},${30 - step}\n`), 50);
	const {status, stdout, stderr} = await waiting.end;
	clearInterval(writer);
	assert.equal(status, 0, stderr);
	const [run] = JSON.parse(stdout) as {metrics: {loss: {last: [number, number]}}}[];
	const [lastStep, last] = run!.metrics.loss.last;
	assert.ok(lastStep > 20 && last < 10, stdout);
});

test('wait ends 3 when time is up, 2 for a bad query, 4 for a run that failed', context => {
	const stage = makeStage(context);
	stage.csv('run', [3]);
	const late = runCommand(['wait', stage.root, 'loss<1', '--timeout', '0.3s']);
	assert.equal(late.status, 3, late.stderr);
	assert.match(late.stderr, /time is up/);
	const early = runCommand(['wait', stage.root, 'val_loss<1', '--timeout', '0.3s']);
	assert.equal(early.status, 3, early.stderr);
	assert.match(early.stderr, /No run has val_loss yet, and one that has is waited for, at column 1/);
	assert.equal(runCommand(['wait', stage.root, 'loss<']).status, 2);
	assert.equal(runCommand(['wait', stage.root]).status, 2);
	assert.equal(runCommand(['wait', stage.root, 'loss<1', '--timeout', 'soon']).status, 2);
	stage.write(
		'tail',
		'train.log',
		'step 1 loss 0.5\nTraceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: boom\n',
	);
	const failed = runCommand(['wait', stage.root, 'dir:tail status:finished', '--timeout', '20s']);
	assert.equal(failed.status, 4, failed.stderr);
	assert.match(failed.stderr, /tail.*failed/);
});
