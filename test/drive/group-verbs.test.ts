import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {runCommand} from './run-command.ts';
import {makeStage} from './story.ts';

interface GroupJson {
	group: Record<string, string>;
	runs: number;
	status: Record<string, number>;
	metrics: Record<string, Record<string, number>>;
}

/** Two learning rates with three seeds each, all finished, a loss of NaN among them. */
function makeSweep(context: TestContext): string {
	const stage = makeStage(context);
	for (const lr of [0.1, 0.01])
		for (const seed of [1, 2, 3]) {
			const name = `lr${lr}-seed${seed}`;
			const loss = lr === 0.1 && seed === 3 ? 'NaN' : (lr === 0.1 ? 1 : 0) + seed / 4;
			stage.write(name, 'xtui-run.json', JSON.stringify({xtui: 1, id: name, name, config: {lr, seed}, started_at: 1760000000}));
			stage.write(name, 'metrics.jsonl', `{"step": 1, "loss": 3}\n{"step": 2, "loss": ${loss}}\n`);
			stage.write(name, 'exit.json', JSON.stringify({ended_at: 1760000100, exit_code: 0, signal: null}));
		}
	return stage.root;
}

test('a grouped list has its runs below headings with mean and deviation, in the order of what it is sorted by', context => {
	const root = makeSweep(context);
	const {status, stdout} = runCommand(['ls', root, 'group:lr sort:loss show:name,loss']);
	assert.equal(status, 0);
	assert.deepEqual(
		stdout
			.trimEnd()
			.split('\n')
			.map(line => line.replace(/ +/g, ' ')),
		[
			' RUN loss',
			'lr 0.01: 3 runs, 3 finished, loss 0.50 +- 0.25',
			' lr0.01-seed1 0.2500',
			' lr0.01-seed2 0.5000',
			' lr0.01-seed3 0.7500',
			'lr 0.1: 3 runs, 3 finished, loss 1.38 +- 0.18, 1 NaN',
			' lr0.1-seed1 1.250',
			' lr0.1-seed2 1.500',
			' lr0.1-seed3 NaN',
		],
	);
});

test('groups alone are told the same as text, JSON, CSV and Markdown', context => {
	const root = makeSweep(context);
	const groups = (...words: string[]) =>
		runCommand(['ls', root, '--by', 'but-seed', '--groups', 'sort:-loss', ...words]).stdout.trimEnd();
	const json = JSON.parse(groups('--json'));
	assert.deepEqual(
		json.map(({group, runs, status, metrics}: GroupJson) => [group, runs, status, metrics['m.loss']]),
		[
			[
				{'cfg.lr': '0.1'},
				3,
				{finished: 3},
				{runs: 2, nonfinite: 1, mean: 1.375, sd: Math.sqrt(1 / 32), median: 1.375, min: 1.25, max: 1.5},
			],
			[{'cfg.lr': '0.01'}, 3, {finished: 3}, {runs: 3, nonfinite: 0, mean: 0.5, sd: 0.25, median: 0.5, min: 0.25, max: 0.75}],
		],
	);
	const [title, ...lines] = groups('--csv')
		.split('\n')
		.map(line => line.split(','));
	const mean = title!.indexOf('m.loss.mean');
	assert.deepEqual(
		lines.map(line => [line[0], Number(line[mean])]),
		json.map(({group, metrics}: GroupJson) => [group['cfg.lr'], metrics['m.loss']!.mean]),
	);
	assert.match(groups(), /^lr +RUNS +STATUS.*\n0\.1 +3 +3 finished.*1\.38 \+- 0\.18, 1 NaN\n0\.01 /);
	assert.match(groups('--md'), /\| 0\.1 \| 3 \| 3 finished \|.*1\.38 ± 0\.18, 1 NaN/);
	assert.equal(groups('--jsonl').split('\n').length, 2);
});

test('asking for groups without saying of what ends with a hint; a grouped JSON list is a list of runs', context => {
	const root = makeSweep(context);
	const bad = runCommand(['ls', root, '--groups']);
	assert.equal(bad.status, 2);
	assert.match(bad.stderr, /--by lr,bs/);
	const runs = JSON.parse(runCommand(['ls', root, 'group:lr', '--json']).stdout);
	assert.deepEqual(
		runs.map((run: {config: {lr: number}}) => run.config.lr),
		[0.01, 0.01, 0.01, 0.1, 0.1, 0.1],
	);
});

test('a folded list has one run for all attempts, as the screen has', context => {
	const stage = makeStage(context);
	for (const attempt of [1, 2]) {
		const about = {xtui: 1, id: 'job', name: `job-${attempt}`, attempt, started_at: 1760000000 + attempt};
		stage.write(`try-${attempt}`, 'xtui-run.json', JSON.stringify(about));
		stage.write(`try-${attempt}`, 'metrics.jsonl', '{"step": 1, "loss": 2}\n');
	}
	const names = (...words: string[]) =>
		runCommand(['ls', stage.root, '--columns', 'name', ...words])
			.stdout.trimEnd()
			.split('\n')
			.slice(1);
	assert.deepEqual(names(), ['job-1', 'job-2']);
	assert.deepEqual(names('--folded'), ['job-2']);
});

test('below each of its tags a run is counted, which is said; as a run it is listed once', context => {
	const stage = makeStage(context);
	for (const [name, tags] of Object.entries({one: ['a', 'b'], two: ['b'], three: []})) {
		stage.write(name, 'xtui-run.json', JSON.stringify({xtui: 1, id: name, name, tags, started_at: 1760000000}));
		stage.write(name, 'exit.json', JSON.stringify({ended_at: 1760000100, exit_code: 0, signal: null}));
	}
	const counts = (query: string) => {
		const {stdout, stderr} = runCommand(['ls', stage.root, query, '--groups', '--json']);
		return {groups: JSON.parse(stdout).map(({group, runs}: GroupJson) => [Object.values(group)[0], runs]), stderr};
	};
	const each = counts('group:tag sort:name');
	assert.deepEqual(
		each.groups.sort(),
		[
			['a', 1],
			['b', 2],
			[null, 1],
		].sort(),
	);
	assert.match(each.stderr, /1 run stands in several groups and is counted in each/);
	const together = counts('group:tags');
	assert.deepEqual(
		together.groups.sort(),
		[
			['a, b', 1],
			['b', 1],
			[null, 1],
		].sort(),
	);
	assert.equal(together.stderr, '');
	assert.deepEqual(runCommand(['ls', stage.root, 'group:tag', '--ids']).stdout.trim().split('\n').sort(), [
		'one',
		'three',
		'two',
	]);
});
