import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {beganMs, type Logged, Tree, wandbRun} from '../tree.ts';
import {addJob, type Job, placeOf, rowsOf, usual, words} from './hydra-tree.ts';

test('a job and what wandb logged of it where the program was started are one row, by the words of both', context => {
	assert.deepEqual(rowsOf(context, [usual], {}), [`outputs/${placeOf(0)} hydra+wandb`]);
});

test('a job whose command has options of Hydra as well is told by the words beside them', context => {
	const rows = (...typed: string[]) => rowsOf(context, [usual], {words: ['--config-name=big', ...typed]}).length;
	assert.deepEqual([rows(...words), rows('lr=0.6', '+epochs=3'), rows(...words, 'x=1'), rows('lr=0.5')], [1, 2, 2, 2]);
});

const apart: Record<string, Partial<Logged>> = {
	'with other words': {words: ['lr=0.6', '+epochs=3']},
	'with more words': {words: [...words, 'x=1']},
	'of a sweep': {words: ['-m', ...words]},
	'of another program': {program: '/home/ada/exp/eval.py'},
	'from before the job': {fromS: -50, toS: -10},
	'from after the job': {fromS: 300, toS: 400},
};

for (const [which, logged] of Object.entries(apart))
	test(`a run ${which} stays apart`, context => {
		assert.equal(rowsOf(context, [usual], logged).length, 2);
	});

test('of jobs one after the other each has its own, of two at one time none', context => {
	const later = {madeS: 200, lastS: 300, words};
	assert.equal(rowsOf(context, [usual, later], {}, {fromS: 201, toS: 290}).length, 2);
	assert.equal(rowsOf(context, [usual, {...usual, madeS: 1}], {fromS: 2}).length, 3);
	const long = {...usual, lastS: 400};
	assert.equal(rowsOf(context, [long, {...long, madeS: 200}], {fromS: 203}).length, 3);
});

test('a job that wrote nothing itself is told by its settings, where wandb began soon after it was made', context => {
	const quiet = {...usual, isLogged: false};
	assert.equal(rowsOf(context, [quiet], {config: {lr: 0.5}}).length, 1);
	assert.equal(
		rowsOf(context, [quiet, {...quiet, madeS: 1000}], {config: {lr: 0.5}}, {fromS: 1002, toS: 1100, config: {lr: 0.5}}).length,
		2,
	);
	assert.equal(rowsOf(context, [quiet], {}).length, 2);
	assert.equal(rowsOf(context, [quiet], {config: {lr: 0.6}}).length, 2);
	assert.equal(rowsOf(context, [quiet], {fromS: 500, toS: 600, config: {lr: 0.5}}).length, 2);
	assert.equal(rowsOf(context, [quiet], {config: {model: {lr: 0.5, width: 8}}}).length, 1, 'one that the model was given');
	assert.equal(rowsOf(context, [quiet], {config: {model: {lr: 0.5}, run: {epochs: 4}}}).length, 2);
	assert.equal(rowsOf(context, [quiet], {config: {net: {lr: 0.5}, head: {lr: 0.5}}}).length, 2, 'which one is not known');
});

test('two runs of wandb in one job stay apart, and so does one without words whose place nobody knows', context => {
	assert.equal(rowsOf(context, [usual], {}, {fromS: 50, toS: 90}).length, 3);
	assert.equal(rowsOf(context, [{...usual, words: []}], {words: []}).length, 2);
});

const swept = (number: number, lr: number) => ({at: `multirun/${placeOf(0)}/${number}`, number, words: [`lr=${lr}`], lr});

/** Two jobs of a sweep, one after the other, of which the program wrote into its log or not. */
function addSweep(tree: Tree, isLogged = true): Tree {
	for (const [number, lr] of [0.1, 0.2].entries())
		addJob(tree, {...swept(number, lr), madeS: number * 50, lastS: number * 50 + 40, isLogged});
	return tree;
}

const sweepWords = ['-m', 'lr=0.1,0.2', 'hydra.sweep.dir=x'];
const ofSweep = (id: string, fromS: number, config = {}, words = sweepWords): [string, Uint8Array] =>
	wandbRun({id, fromS, toS: fromS + 38, program: '/home/ada/exp/train.py', words, config});
const [first, second] = ['0', '1'].map(number => `multirun/${placeOf(0)}/${number}`);

test('each job of a sweep and what wandb logged of it where the sweep was started are one row, by the time that it took', context => {
	const tree = addSweep(new Tree(context))
		.write(...ofSweep('aaaaaaa0', 1))
		.write(...ofSweep('aaaaaaa1', 51));
	assert.deepEqual(tree.rows(), [`${first} hydra+wandb`, `${second} hydra+wandb`]);
	assert.equal(tree.rows(false).length, 4);
});

test('they are, too, where wandb has another value of what is only called alike in the job’s config', context => {
	const tree = addSweep(new Tree(context))
		.write(...ofSweep('aaaaaaa0', 1, {lr: 0.1, warmup: {epochs: 1}}))
		.write(...ofSweep('aaaaaaa1', 51, {lr: 0.2, warmup: {epochs: 1}}));
	assert.deepEqual(tree.rows(), [`${first} hydra+wandb`, `${second} hydra+wandb`]);
});

test('where jobs wrote nothing themselves or went on side by side, their settings tell, or nothing does', context => {
	const rows = (isLogged: boolean, ...settings: object[]) => {
		const tree = addSweep(new Tree(context), isLogged);
		for (const [i, each] of settings.entries()) tree.write(...ofSweep(`aaaaaaa${i}`, 35 + i, each));
		return tree.rows();
	};
	assert.deepEqual(rows(false, {lr: 0.2}, {lr: 0.1}), [`${first} hydra+wandb`, `${second} hydra+wandb`]);
	assert.deepEqual(rows(true, {lr: 0.2}, {lr: 0.1}), [`${first} hydra+wandb`, `${second} hydra+wandb`]);
	assert.equal(rows(false, {}, {}).length, 4);
	assert.equal(rows(true, {}, {}).length, 4);
	assert.equal(rows(true, {lr: 0.3}).length, 3);
	const alone = (fromS: number, madeS: number, settings: object) =>
		addJob(new Tree(context), {...swept(0, 0.1), at: `multirun/${placeOf(madeS)}/0`, madeS, lastS: 0, isLogged: false})
			.write(...ofSweep('aaaaaaa0', fromS, settings))
			.rows().length;
	assert.equal(alone(2, 0, {lr: 0.1}), 1);
	assert.equal(alone(900, 0, {lr: 0.1}), 1, 'the last ones of a sweep begin long after it');
	assert.equal(alone(2, 9, {lr: 0.1}), 2, 'but not before');
	assert.equal(alone(2, 0, {epochs: 3}), 2, 'what all jobs of a sweep have tells of none');
});

test('what wandb logged of jobs that joblib’s workers run side by side, which do not name the program, belongs to them by their settings', context => {
	const rows = (...settings: object[]) => {
		const tree = addSweep(new Tree(context));
		const program = '-m joblib.externals.loky.backend.popen_loky_posix';
		for (const [i, config] of settings.entries())
			tree.write(...wandbRun({id: `aaaaaaa${i}`, fromS: 35 + i, toS: 80, program, words: sweepWords, config: {...config}}));
		return tree.rows();
	};
	assert.deepEqual(rows({lr: 0.2}, {lr: 0.1}), [`${first} hydra+wandb`, `${second} hydra+wandb`]);
	assert.equal(rows({}).length, 3, 'without settings');
});

test('another sweep, or another program, is none of the jobs’', context => {
	const rows = (words: string[], program = '/home/ada/exp/train.py') =>
		addSweep(new Tree(context))
			.write(...wandbRun({id: 'aaaaaaa0', toS: 39, program, words}))
			.rows().length;
	for (const sign of ['-m', '--multirun', 'hydra.mode=MULTIRUN']) assert.equal(rows(['--config-name=a', sign, 'lr=0.1,0.2']), 2);
	assert.equal(rows(['-m', 'lr=0.1,0.2', 'epochs=3,4']), 3);
	assert.equal(rows(sweepWords, '/home/ada/exp/eval.py'), 3);
});

/** What MLflow keeps of a run: the name of its program alone, and its settings. */
function addMlflow(
	tree: Tree,
	id: string,
	fromS: number,
	params: Record<string, string>,
	program = 'train.py',
	store = 'mlruns',
): Tree {
	const startMs = beganMs + fromS * 1000;
	const meta = `end_time: ${startMs + 38_000}\nexperiment_id: '1'\nlifecycle_stage: active\nrun_id: ${id.repeat(32)}\nrun_name: '${id}'\nstart_time: ${startMs}\nstatus: 3\n`;
	return tree
		.write(`${store}/1/meta.yaml`, "artifact_location: ''\nexperiment_id: '1'\nlifecycle_stage: active\nname: e\n")
		.writeAll(`${store}/1/${id.repeat(32)}`, {
			'meta.yaml': meta,
			'metrics/loss': `${startMs} 0.5 0\n`,
			'tags/mlflow.source.name': program,
			...Object.fromEntries(Object.entries(params).map(([key, value]) => [`params/${key}`, value])),
		});
}

test('jobs and what MLflow has of them in one store are one row each, where it has a setting of theirs', context => {
	const zone = process.env.TZ;
	process.env.TZ = 'UTC';
	try {
		const tree = addMlflow(addMlflow(addSweep(new Tree(context)), 'a', 1, {lr: '0.1'}), 'b', 51, {lr: '0.2'});
		assert.deepEqual(tree.rows(), [`${first} hydra+mlflow`, `${second} hydra+mlflow`]);
		const rows = (...rest: [number, Record<string, string>, string?, string?]) =>
			addMlflow(addSweep(new Tree(context)), 'a', ...rest).rows();
		assert.equal(rows(1, {}).length, 3);
		assert.equal(rows(1, {lr: '0.2'}).length, 3);
		assert.equal(rows(200, {lr: '0.2'}).length, 3);
		assert.equal(rows(1, {lr: '0.1'}, 'eval.py').length, 3);
		assert.equal(rows(1, {lr: '0.1'}, 'train.py', 'other/mlruns').length, 3, 'another project has a program of that name');
	} finally {
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
	}
});

test('of jobs one right after the other MLflow has each by its settings, also without what is in front of their names, and from Windows', context => {
	const zone = process.env.TZ;
	process.env.TZ = 'UTC';
	try {
		const rows = (depths: readonly [string, string], program: string) => {
			const tree = addSweep(new Tree(context));
			for (const [job, depth] of [[first, 4] as const, [second, 8] as const])
				tree.write(`${job}/.hydra/config.yaml`, `seed: 7\nmodel:\n  depth: ${depth}\n`);
			addMlflow(tree, 'a', 1, {seed: '7', depth: depths[0]}, program);
			return addMlflow(tree, 'b', 40, {seed: '7', depth: depths[1]}, program).rows();
		};
		const joined = [`${first} hydra+mlflow`, `${second} hydra+mlflow`];
		assert.deepEqual(rows(['4', '8'], 'C:\\work\\exp\\train.py'), joined);
		assert.deepEqual(rows(['4', '8'], 'train.py'), joined);
		assert.equal(rows(['4', '4'], 'train.py').length, 4, 'both say that they are the first');
		assert.equal(rows(['4', '8'], 'C:\\work\\exp\\eval.py').length, 4);
	} finally {
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
	}
});

interface Started {
	fromS?: number;
	toS?: number | null;
	argv?: readonly string[];
	cwd?: string;
	env?: Record<string, string>;
	name?: string;
	restartOf?: string;
}

/** What `xtui run` keeps of a process that it started. */
function addStarted(
	tree: Tree,
	id: string,
	{fromS = -0.4, toS = 100.5, argv, cwd = '/home/ada/exp', env = {}, name = 'train', restartOf}: Started,
): Tree {
	const second = (atS: number) => beganMs / 1000 + atS;
	const command = {argv: argv ?? ['python', 'train.py', ...words], cwd, env};
	const record = {xtui: 1, id, name, restart_of: restartOf, command, started_at: second(fromS), pid: 77, config: {lr: 0.5}};
	tree.write(`runs/${id}/xtui-run.json`, JSON.stringify(record)).write(`runs/${id}/output.log`, 'begins\n');
	if (toS !== null)
		tree.write(`runs/${id}/exit.json`, JSON.stringify({ended_at: second(toS), exit_code: 3, signal: null, error: null}));
	return tree;
}

const startedRows = (context: TestContext, jobs: readonly Job[], ...started: Started[]): string[] => {
	const tree = new Tree(context);
	for (const job of jobs) addJob(tree, job);
	for (const [i, each] of started.entries()) addStarted(tree, `k${i}`, each);
	return tree.rows();
};

test('a job and the process that was started for it are one row, with the settings of the one and the end of the other', context => {
	const tree = addStarted(addJob(new Tree(context), usual), 'k0', {env: {SEED: '7'}});
	const {runs} = tree.scan().registry;
	const [run, ...others] = runs.values();
	assert.deepEqual([others.length, run!.format, run!.layers.map(({format}) => format).sort()], [0, 'hydra', ['hydra', 'xtui']]);
	const {name, config, outcome, command, pid} = run!.facts;
	assert.deepEqual([name, config, pid], [words.join(' '), {lr: 0.5, epochs: 3}, 77]);
	assert.equal(outcome?.status, 'failed');
	assert.deepEqual(command, {argv: ['python', 'train.py', ...words], cwd: '/home/ada/exp', env: {SEED: '7'}});
});

test('it is, too, where it still runs, and where words were meant for Hydra itself', context => {
	assert.equal(startedRows(context, [usual], {toS: null}).length, 1);
	for (const options of [[], ['--config-name=big'], ['-cn', 'big']]) {
		const argv = ['python', '-u', '/home/ada/exp/train.py', ...options, ...words, 'hydra.job.chdir=true'];
		assert.equal(startedRows(context, [usual], {argv}).length, 1, options.join(' '));
	}
});

const notStarted: Record<string, Started> = {
	'with other words': {argv: ['python', 'train.py', 'lr=0.6', '+epochs=3']},
	'of a sweep': {argv: ['python', 'train.py', '-m', ...words]},
	'of a sweep that is said otherwise': {argv: ['python', 'train.py', ...words, 'hydra.mode=MULTIRUN']},
	'of another program': {argv: ['python', 'eval.py', ...words]},
	'from elsewhere': {cwd: '/home/ada/other'},
	'from after the job was made': {fromS: 5},
	'that ended before': {fromS: -60, toS: -10},
	'from long before': {fromS: -3600},
};

for (const [which, started] of Object.entries(notStarted))
	test(`a process ${which} is none of the job's`, context => {
		assert.equal(startedRows(context, [usual], started).length, 2);
	});

test('of two processes or two jobs that fit none is taken', context => {
	assert.equal(startedRows(context, [usual], {}, {fromS: -1}).length, 3);
	assert.equal(startedRows(context, [usual, {...usual, madeS: 2}], {}).length, 3);
	assert.equal(startedRows(context, [usual, {madeS: 200, lastS: 300, words}], {}, {fromS: 199.5, toS: 300.5}).length, 2);
});

test('a row is called as a person called the process, and by the overrides where nobody did', context => {
	const nameOf = (started: Started) => {
		const [run] = addStarted(addJob(new Tree(context), usual), 'k0', started)
			.scan()
			.registry.runs.values();
		return run!.facts.name;
	};
	assert.equal(nameOf({name: 'try-3'}), 'try-3');
	assert.equal(nameOf({}), words.join(' '));
	assert.equal(nameOf({name: 'lr=0.1 +epochs=3', restartOf: 'k9'}), words.join(' '));
});

test('the record of a process that was put away by itself stays apart, to be brought back', context => {
	const tree = addStarted(addJob(new Tree(context), usual), 'k0', {});
	tree.write('runs/k0/journal.jsonl', `${JSON.stringify({key: 'a', at: beganMs / 1000 + 200, op: 'archive'})}\n`);
	assert.equal(tree.rows().length, 2);
});
