import assert from 'node:assert/strict';
import {test} from 'node:test';
import {kerasTuner} from '../../../source/formats/keras-tuner/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const directory = '/w/search/widths/trial_04';
const trialText = (about: object): string => {
	const space = [{class_name: 'Int', config: {name: 'width', default: null, min_value: 4, max_value: 64}}];
	const hyperparameters = {space, values: {width: 12, 'tuner/epochs': 3}};
	return JSON.stringify({trial_id: '04', hyperparameters, metrics: {metrics: {}}, score: null, best_step: 0, ...about});
};
const written = (about: object, file = `${directory}/trial.json`): MemoryFiles => new MemoryFiles().write(file, trialText(about));
const history = (direction: string, ...observations: [number, number[]][]) => ({
	direction,
	observations: observations.map(([step, value]) => ({value, step})),
});

test('KerasTuner: a trial has what the tuner set, the mean of what its executions came to, and its objective', () => {
	const metrics = {loss: history('min', [2, [0.5, 0.7]]), val_auc: history('max', [2, [0.625, 0.875]])};
	const files = written({status: 'COMPLETED', message: null, score: 0.75, metrics: {metrics}});
	const {run} = follow(kerasTuner, files, directory);
	const {name, group, config, summary, outcome, extra} = run.learnt;
	assert.deepEqual([name, group], ['trial_04', 'widths']);
	assert.deepEqual(config, {width: 12, 'tuner/epochs': 3});
	assert.deepEqual(summary, {loss: 0.6, val_auc: 0.75});
	assert.deepEqual(outcome, {status: 'finished', why: 'trial.json says COMPLETED'});
	assert.equal(extra?.objective, 'val_auc');
});

test('KerasTuner: of metrics that came to the score, one of validation is the objective', () => {
	const metrics = {accuracy: history('max', [2, [1]]), val_accuracy: history('max', [2, [1]])};
	const {run} = follow(kerasTuner, written({status: 'COMPLETED', score: 1, metrics: {metrics}}), directory);
	assert.equal(run.learnt.extra?.objective, 'val_accuracy');
});

test('KerasTuner: what a tuner of one’s own reports on the way is a curve', () => {
	const metrics = {loss: history('min', [0, [1]], [1, [0.5]], [2, [0.25]])};
	const files = written({status: 'COMPLETED', score: 0.25, metrics: {metrics}});
	const {run} = follow(kerasTuner, files, directory);
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 0.5],
		[2, 0.25],
	]);
});

test('KerasTuner: a failed trial says why, and one that goes on has no end until its file is written anew', () => {
	const files = written({status: 'RUNNING', message: null});
	const {run, read} = follow(kerasTuner, files, directory);
	assert.equal(run.learnt.outcome ?? null, null);
	const message = 'Traceback (most recent call last):\n  File "t.py", line 3, in build\n    f()\nValueError: too wide\n';
	files.write(`${directory}/trial.json`, trialText({status: 'FAILED', message}));
	read();
	assert.equal(run.learnt.outcome?.status, 'failed');
	assert.equal(run.learnt.error, 'ValueError: too wide');
});

test('KerasTuner: a trial of a version that numbered them by 32 digits has a short name, and any other trial.json is none', () => {
	const old = `/w/search/widths/trial_${'0123456789abcdef'.repeat(2)}`;
	const files = written({status: 'COMPLETED'}, `${old}/trial.json`);
	assert.equal(follow(kerasTuner, files, old).run.learnt.name, 'trial_01234567');
	const other = new MemoryFiles().write('/w/trial.json', '{"trial": 1, "arms": []}');
	assert.deepEqual(kerasTuner.detect({path: '/w', entries: other.list('/w')}, other), []);
});

test('KerasTuner: a score that no metric came to stands by itself, and what is no number counts for nothing', () => {
	const metrics = {loss: history('min', [2, [0.5]]), auc: history('max'), odd: {direction: 'min'}, text: 'none'};
	const observed = {direction: 'sideways', observations: [{value: ['x', 0.25], step: null}, {value: null}, 'none']};
	const {run} = follow(
		kerasTuner,
		written({status: 'INVALID', score: 0.75, metrics: {metrics: {...metrics, observed}}}),
		directory,
	);
	const {summary, extra, outcome} = run.learnt;
	assert.deepEqual([summary, extra, outcome?.status], [{loss: 0.5, observed: 0.25, score: 0.75}, {trial: '04'}, 'failed']);
	const bare = follow(kerasTuner, written({status: null, metrics: {metrics: null}}), directory).run;
	assert.deepEqual(
		[bare.learnt.summary, bare.learnt.extra, bare.learnt.outcome, bare.learnt.recorded],
		[{}, {trial: '04'}, null, null],
	);
	assert.deepEqual([...bare.defined], []);
});

test('KerasTuner: what is left of a trial in the directory of a search is one, and says what is wrong with it', () => {
	for (const [text, fault] of [
		['', 'is empty'],
		['\u0001\u0002 noise', 'holds no JSON object'],
	]) {
		const files = new MemoryFiles().write(`${directory}/trial.json`, text!);
		assert.deepEqual(kerasTuner.detect({path: directory, entries: files.list(directory)}, files), []);
		files.write('/w/search/widths/oracle.json', '{"ongoing_trials": {}}');
		const {run, read} = follow(kerasTuner, files, directory);
		read();
		assert.deepEqual(
			run.problems.map(({message}) => message),
			[`trial.json ${fault}`],
		);
	}
});
