import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {makeRow} from '../../../../../source/engine/model/row.ts';
import {beganMs, Tree} from '../tree.ts';
import {study, type Tracked, type Tried, trackedTree} from './optuna-tree.ts';

const iso = (ms: number) => new Date(ms).toISOString();

interface Called extends Tried {
	store?: string;
	number?: number;
	id?: string;
	params?: Record<string, string>;
}

/** A run of MLflow's file store as Optuna's callback makes it, which ends well however its trial does. */
function called(
	tree: Tree,
	{store = 'mlruns', number = 0, id = String(number).repeat(32), x = 0.25, atUs = 0, params}: Called,
): void {
	const local = new Date(beganMs - new Date(beganMs).getTimezoneOffset() * 60_000);
	const began = `${iso(local.getTime()).slice(0, 19).replace('T', ' ')}.${String(atUs).padStart(6, '0')}`;
	tree.writeAll(`${store}/1`, {
		'meta.yaml': "artifact_location: ''\nexperiment_id: '1'\nlifecycle_stage: active\nname: tune\n",
		[`${id}/meta.yaml`]: [
			"artifact_uri: ''",
			`end_time: ${beganMs + 5200}`,
			"experiment_id: '1'",
			'lifecycle_stage: active',
			`run_id: ${id}`,
			`run_name: '${number}'`,
			`start_time: ${beganMs + 5100}`,
			'status: 3\n',
		].join('\n'),
		[`${id}/params/x`]: String(x),
		...Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [`${id}/params/${name}`, value])),
		[`${id}/metrics/loss`]: `${beganMs + 5150} 0.5 0\n`,
		[`${id}/tags/number`]: String(number),
		[`${id}/tags/datetime_start`]: began,
		[`${id}/tags/state`]: 'COMPLETE',
	});
}

function treeOf(context: TestContext, trials: Tried[], logged: Called[]): Tree {
	const tree = new Tree(context).write('study.journal', study(...trials));
	for (const each of logged) called(tree, each);
	return tree;
}

test('what Optuna’s callback logged of a trial to MLflow is one row with it, which went as the trial did', context => {
	const trials = [{atUs: 123_456}, {atUs: 223_456, x: 0.5, state: 2}, {atUs: 323_456, x: 0.75, state: 3}];
	const logged = trials.map((trial, number) => ({...trial, number, params: {batch: '32'}}));
	const tree = treeOf(context, trials, logged);
	const runs = [...tree.scan().registry.runs.values()].map(makeRow).sort((a, b) => (a.id < b.id ? -1 : 1));
	assert.deepEqual(
		runs.map(({name, formats, status, config, startedAtMs}) => [name, formats, status, config, Math.floor(startedAtMs ?? 0)]),
		[
			['trial 0', ['optuna', 'mlflow'], 'finished', {x: 0.25, batch: '32'}, beganMs + 123],
			['trial 1', ['optuna', 'mlflow'], 'pruned', {x: 0.5, batch: '32'}, beganMs + 223],
			['trial 2', ['optuna', 'mlflow'], 'failed', {x: 0.75, batch: '32'}, beganMs + 323],
		],
	);
	assert.equal(tree.rows(false).length, 6, 'lists for programs keep two');
});

test('a trial of the same number, parameters or study that began at another moment is another one', context => {
	const apart: [Tried[], Called[]][] = [
		[[{atUs: 123_456}], [{atUs: 125_456}]],
		[[{atUs: 123_456}, {atUs: 223_456}], [{atUs: 123_456, number: 1}]],
		[[{atUs: 123_456}], [{atUs: 123_456, x: 0.3}]],
	];
	for (const [trials, logged] of apart)
		assert.deepEqual(
			treeOf(context, trials, logged)
				.rows()
				.filter(row => row.includes('+')),
			[],
			JSON.stringify([trials, logged]),
		);
});

test('of a study, or of what was logged, that is there twice neither is taken', context => {
	const tree = treeOf(context, [{atUs: 123_456}], [{atUs: 123_456}]);
	assert.deepEqual(tree.rows(), ['study.journal optuna+mlflow']);
	tree.write('copy/study.journal', study({atUs: 123_456}));
	assert.equal(tree.rows().length, 3);
	const other = treeOf(context, [{atUs: 123_456}], [{atUs: 123_456}, {atUs: 123_456, id: 'f'.repeat(32), store: 'copy'}]);
	assert.equal(other.rows().length, 3);
	const copied = treeOf(context, [{atUs: 123_456}], [{atUs: 123_456}, {atUs: 123_456, store: 'copy'}]);
	assert.equal(copied.rows().length, 3);
});

test('what Optuna’s callback made of a trial in W&B is one row with it, begun by the objective or as the trial was over', context => {
	const logged = [{}, {number: 1, fromS: 6, settings: {x: 0.5, direction: ['MINIMIZE'], batch: 32}}];
	const tree = trackedTree(context, [{}, {x: 0.5, state: 3}], logged);
	const runs = [...tree.scan().registry.runs.values()].map(makeRow).sort((a, b) => (a.id < b.id ? -1 : 1));
	assert.deepEqual(
		runs.map(({name, formats, status, config: told}) => [name, formats, status, told.batch]),
		[
			['trial 0', ['optuna', 'wandb'], 'finished', undefined],
			['trial 1', ['optuna', 'wandb'], 'failed', 32],
		],
	);
	assert.equal(tree.rows(false).length, 4, 'lists for programs keep two');
});

const others: Record<string, Tracked> = {
	'of another number': {number: 1},
	'of another study': {study: 'other'},
	'with another parameter': {settings: {x: 0.26, direction: ['MINIMIZE']}},
	'without the parameter': {settings: {direction: ['MINIMIZE']}},
	'that a person named so': {settings: {x: 0.25}},
	'with another name': {name: 'mine/0/None'},
	'from before the trial': {fromS: -60},
	'from long after it': {fromS: 60, toS: 70},
	'that was over before it': {toS: 2},
};

for (const [which, other] of Object.entries(others))
	test(`a run of W&B ${which} is no trial of a study`, context => {
		assert.equal(trackedTree(context, [{}], [other]).rows().length, 2);
	});

test('of several runs of W&B, or studies, that fit none is taken', context => {
	assert.equal(trackedTree(context, [{}], [{}, {id: 'again'}]).rows().length, 3);
	assert.equal(trackedTree(context, [{}], [{}]).write('copy/study.journal', study({})).rows().length, 3);
});

test('a run that an objective begins and names after its trial is one row with it, where it has all parameters', context => {
	const own = {name: 'trial-0', settings: {x: 0.25, batch: 32}};
	assert.equal(trackedTree(context, [{}], [own]).rows().length, 1);
	assert.equal(trackedTree(context, [{}], [{...own, name: 'Trial 00'}]).rows().length, 1);
	const apart = [
		{...own, name: 'trial-1'},
		{...own, name: 'trial-0-best'},
		{...own, settings: {batch: 32}},
		{...own, fromS: 6},
	];
	for (const other of [...apart, {...own, settings: {x: 0.26}}, {...own, fromS: -60}])
		assert.equal(trackedTree(context, [{}], [other]).rows().length, 2, JSON.stringify(other));
});
