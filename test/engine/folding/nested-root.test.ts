import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {FileTree} from '../tree.ts';

const beganMs = Date.parse('2026-11-21T10:00:00Z');

interface Opened {
	id: string;
	/** The id of the run that it was opened within. */
	within?: string;
	status?: 3 | 4;
	isDeleted?: boolean;
}

const hydra = {
	'.hydra/config.yaml': 'lr: 0.1\n',
	'.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n',
	'.hydra/overrides.yaml': '- lr=0.1\n',
};
const guild = {
	'.guild/opref': "script:/proj '' '' train.py",
	'.guild/attrs/id': 'a'.repeat(32),
	'.guild/attrs/started': `${beganMs - 1000}000`,
	'.guild/attrs/exit_status': '0',
	'.guild/manifest': '',
};

/** Writes the directory of a run, and what MLflow's file store has in it; each run of that is called by the first letter of its id. */
function write(tree: FileTree, job: string, own: Record<string, string>, ...opened: Opened[]): void {
	tree
		.writeAll(job, own)
		.write(`${job}/mlruns/1/meta.yaml`, "artifact_location: ''\nexperiment_id: '1'\nlifecycle_stage: active\nname: e\n");
	for (const {id, within, status = 3, isDeleted = false} of opened) {
		const full = id.repeat(32);
		tree.writeAll(`${job}/mlruns/1/${full}`, {
			'meta.yaml': [
				"artifact_uri: ''",
				`end_time: ${beganMs + 5000}`,
				"experiment_id: '1'",
				`lifecycle_stage: ${isDeleted ? 'deleted' : 'active'}`,
				`run_id: ${full}`,
				`run_name: '${id}'`,
				`start_time: ${beganMs}`,
				`status: ${status}\n`,
			].join('\n'),
			[`metrics/loss-${id}`]: `${beganMs + 500} 0.5 0\n`,
			...(within !== undefined && {'tags/mlflow.parentRunId': within.repeat(32)}),
		});
	}
}

/** What a list shows of a run with all that lies in its directory. */
function shown(context: TestContext, own: Record<string, string>, ...opened: Opened[]): string[] {
	const tree = new FileTree(context, beganMs);
	write(tree, 'job', own, ...opened);
	const rows = [...scanOnce([tree.root], nodeFiles, formats).registry.runs.values()].map(makeRow);
	const names = new Map(rows.map(({id, format, name}) => [id, format === 'mlflow' ? name : 'job']));
	return rows
		.map(({id, formats: all, status, parent, metrics}) => {
			const below = parent === null ? '' : ` below ${names.get(parent) ?? 'nobody'}`;
			return `${names.get(id)} ${all.join('+')} ${status} ${[...metrics.names].join()}${below}`;
		})
		.sort();
}

const cv: Opened[] = [
	{id: 'b', status: 4},
	{id: 'c', within: 'b'},
	{id: 'd', within: 'c'},
];

test('the one run of a tracker that all others in the directory of a run were opened within is that run', context => {
	const folds = ['c mlflow finished loss-c below job', 'd mlflow finished loss-d below c'];
	assert.deepEqual(shown(context, hydra, ...cv), [...folds, 'job hydra+mlflow failed loss-b'].sort());
	assert.deepEqual(shown(context, hydra, {id: 'f', status: 4}, {id: 'b', within: 'f'}), [
		'b mlflow finished loss-b below job',
		'job hydra+mlflow failed loss-f',
	]);
	assert.deepEqual(shown(context, guild, {id: 'f'}, {id: 'b', within: 'f'}), [
		'b mlflow finished loss-b below job',
		'job guild+mlflow finished loss-f',
	]);
});

test('where a second one is none of those, or the outer one was deleted, all are runs of their own', context => {
	assert.deepEqual(
		shown(context, hydra, ...cv, {id: 'e'}).filter(row => row.includes('+')),
		[],
	);
	assert.deepEqual(
		shown(context, hydra, {id: 'b', isDeleted: true}, {id: 'c', within: 'b'}).filter(row => row.includes('+')),
		[],
	);
	assert.deepEqual(
		shown(context, hydra, {id: 'b', within: 'f'}, {id: 'c', within: 'b'}).filter(row => row.includes('+')),
		[],
	);
});

test('a job goes on standing for itself where the one record of it in a tracker was deleted', context => {
	assert.deepEqual(
		[{}, {status: 4} as const].map(end => shown(context, hydra, {id: 'b', isDeleted: true, ...end})),
		[['job hydra+mlflow finished loss-b'], ['job hydra+mlflow failed loss-b']],
	);
});

test('what was opened within a run lies below the job that has that one, and not below a copy of it', context => {
	const tree = new FileTree(context, beganMs);
	for (const job of ['a', 'b', 'c']) write(tree, job, hydra, {id: 'f'}, {id: 'b', within: 'f'});
	const rows = [...scanOnce([tree.root], nodeFiles, formats).registry.runs.values()].map(makeRow);
	const jobs = new Map(rows.filter(({format}) => format === 'hydra').map(({id, dir}) => [id, dir]));
	const folds = rows.filter(({format}) => format === 'mlflow').map(({dir, parent}) => [dir[0], jobs.get(parent ?? '')]);
	assert.deepEqual(folds.sort(), [
		['a', 'a'],
		['b', 'b'],
		['c', 'c'],
	]);

	const beside = new FileTree(context, beganMs);
	write(beside, 'a', hydra, {id: 'f'}, {id: 'b', within: 'f'});
	write(beside, 'b', {}, {id: 'f'}, {id: 'b', within: 'f'});
	const all = [...scanOnce([beside.root], nodeFiles, formats).registry.runs.values()].map(makeRow);
	const copied = all.find(({dir, name}) => dir.startsWith('b/') && name === 'b');
	assert.equal(copied?.parent, 'f'.repeat(32), 'what has a row of its own is the parent as ever');
});
