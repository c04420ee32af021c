import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {tasksDatabase} from '../../formats/flexlock/tasks-database.ts';
import {box, boxesIn, experiment, pipeline} from '../../formats/xman/pickled.ts';
import {makeRoot} from '../live-session.ts';
import {FileTree} from '../tree.ts';

test('a flexlock run far below another one is a run of its own, with what lies below it', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
		writeFileSync(path.join(root, file), text);
	};
	const lock = (lr: number, directory: string) =>
		`timestamp: '2026-11-27T03:18:57+00:00'\nfingerprint: f${lr}\nconfig:\n  lr: ${lr}\n  save_dir: ${directory}\n`;
	write('deep/run.lock', lock(1, 'deep'));
	write('deep/logs/curve.csv', 'step,cost\n1,0.5\n2,0.25\n');
	write('deep/ft/lr1/run.lock', lock(2, 'deep/ft/lr1'));
	write('deep/ft/lr1/logs/curve.csv', 'step,loss\n1,0.5\n2,0.25\n');
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual(
		runs.map(({dir, facts, metrics}) => [dir, facts.config.lr, [...metrics.keys()].join()]),
		[
			['deep', 1, 'cost'],
			['deep/ft/lr1', 2, 'loss'],
		],
	);
});

test('a flexlock run in the directory of a job of Hydra is that job', context => {
	const tree = new FileTree(context).writeAll('job', {
		'.hydra/config.yaml': 'lr: 0.1\n',
		'.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n',
		'.hydra/overrides.yaml': '- lr=0.1\n',
		'out/run.lock': "timestamp: '2026-11-27T03:18:57+00:00'\nfingerprint: f\nconfig:\n  depth: 3\n  save_dir: out\n",
	});
	const runs = [...scanOnce([tree.root], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual(
		runs.map(({dir, formats: all}) => [dir, all.join('+')]),
		[['job', 'hydra+flexlock']],
	);
});

test("the logs of a flexlock sweep's jobs are no run beside it, and are the output of a task that is the sweep itself", context => {
	const tree = new FileTree(context);
	const lock = (directory: string) =>
		`timestamp: '2026-11-27T03:18:57+00:00'\nfingerprint: f\nconfig:\n  save_dir: ${directory}\n`;
	const tasks = (...directories: string[]) =>
		tasksDatabase(directories.map(save => ({task_id: save, task_info: `save_dir: ${save}`, status: 'done'})));
	const log = Array.from({length: 5}, (_, i) => `epoch ${i} loss ${1 / (i + 1)}\n`).join('');
	tree.writeAll('r/one', {'run.lock': lock('r/one'), 'run.lock.tasks.db': tasks('r/one'), 'slurm_logs/slurm.out': log});
	tree.writeAll('r/two', {
		'run.lock': lock('r/two'),
		'run.lock.tasks.db': tasks('r/two/a', 'r/two/b'),
		'slurm_logs/slurm.out': log,
	});
	for (const name of ['a', 'b']) tree.write(`r/two/${name}/run.lock`, lock(`r/two/${name}`));
	const runs = [...scanOnce([tree.root], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual(
		runs.map(({dir, metrics}) => [dir, [...metrics.keys()].join()]),
		[
			['r/one', 'loss'],
			['r/two', ''],
			['r/two/a', ''],
			['r/two/b', ''],
		],
	);
});

test('a project of xMan within an experiment is listed beside it, and tells that nothing', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const put = boxesIn(root);
	put('p', box('a project'));
	put('p/group1', box('a group'));
	const waits = {pipeline: pipeline({started: false})};
	for (const [number, inner] of [[1, 1] as const, [2, 7] as const]) {
		put(`p/group1/exp${number}`, experiment(`outer ${number}`, waits));
		const project = `p/group1/exp${number}/checkpoints_proj`;
		put(project, box('inner'));
		put(`${project}/group1`, box('inner group'));
		put(`${project}/group1/exp${inner}`, experiment(`inner ${number}`, {pipeline: pipeline({finished: true})}));
	}
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual(
		runs.map(({dir, facts}) => [dir.replace(/checkpoints_proj.*\//, '…/'), facts.name, facts.outcome?.status]).sort(),
		[
			['p/group1/exp1', 'outer 1', 'queued'],
			['p/group1/exp1/…/exp1', 'inner 1', 'finished'],
			['p/group1/exp2', 'outer 2', 'queued'],
			['p/group1/exp2/…/exp7', 'inner 2', 'finished'],
		],
	);
});

test('a directory to which several tasks of a sweep write is no run: they and their sweep tell of it', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (file: string, text: string | Uint8Array) => {
		mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
		writeFileSync(path.join(root, file), text);
	};
	const was = '/made/before/results';
	const lock = (of: string, more: string) =>
		`timestamp: '2026-11-27T14:31:11+00:00'\ntask_record: dir\n${more}config:\n  save_dir: ${of}\n`;
	const rows = ['a', 'b'].map(id => ({task_id: id, status: 'done', tag: 't', task_info: 'save_dir: results/train\n'}));
	write('results/swp/run.lock', lock('results/swp', `shared_save_dirs:\n- ${was}/train\n`));
	write('results/swp/run.lock.tasks.db', tasksDatabase(rows));
	for (const {task_id: id} of rows) {
		const item = `results/swp/.flexlock-items/${id}/63d8`;
		write(`${item}/run.lock`, lock('results/train', `parent: results/swp/run.lock\nfingerprint: f${id}\n`));
		write(`${item}/.flexlock_marker`, JSON.stringify({db: `${was}/swp/run.lock.tasks.db`, task_id: id}));
	}
	const curve = '{"step": 1, "loss": 0.5}\n{"step": 2, "loss": 0.25}\n';
	for (const name of ['train', 'alone']) {
		write(`results/${name}/.flexlock-queue.json`, JSON.stringify({task_db: `${was}/swp/run.lock.tasks.db`}));
		write(`results/${name}/metrics.jsonl`, curve);
	}
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	const told = 'several tasks write there, and whose its files are cannot be told: metrics.jsonl';
	assert.deepEqual(runs.map(({dir, facts}) => [dir.replace(/\.flexlock-items/, '…'), facts.extra['Shared directory']]).sort(), [
		['results/alone', undefined],
		['results/swp', {[`${was}/train`]: told}],
		['results/swp/…/a/63d8', {[`${was}/train`]: told}],
		['results/swp/…/b/63d8', {[`${was}/train`]: told}],
	]);
	const [only] = [...scanOnce([path.join(root, 'results/train')], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual([...(only?.metrics.keys() ?? [])], ['loss'], 'it is listed where its sweep is not');
});
