import assert from 'node:assert/strict';
import test from 'node:test';
import {placeOf} from '../../../source/formats/xman/layout.ts';
import {pickled} from '../write-pickle.ts';
import {box, experiment, pipeline} from './pickled.ts';
import {makeProject, readProject} from './project.ts';

const one = experiment('one');
const cannot = 'xman itself cannot open the project until it is repaired';

test('what stops xman itself is told, also where no experiment lies', () => {
	const files = makeProject({'group1/exp1': one}).remove('/p/.time').write('/p/group2/.data', box('empty'));
	files.write('/p/group2/.time', '').write('/p/group3/.time', pickled(1)).write('/p/group1/exp2/thumbs.db', '');
	assert.deepEqual(readProject(files).wrong, [
		`.time: .time is missing; ${cannot}`,
		`group1/exp2/.data: .data is missing; ${cannot}`,
		`group2/.time: .time is empty; ${cannot}`,
		`group3/.data: .data is missing; ${cannot}`,
	]);
	assert.deepEqual(readProject(makeProject({'group1/exp1': one, 'group2/exp1': one})).wrong, []);
});

test('of the state of an experiment that may not be looked into nobody says that it is missing', () => {
	const files = makeProject({'group1/exp1': one}).write('/p/group1/exp2/thumbs.db', '');
	assert.equal(readProject(files).wrong.length, 1);
	files.locked.add('/p/group1/exp2');
	assert.deepEqual(readProject(files).wrong, []);
});

test('a copy of Google Drive without the folder that it is a copy of is told', () => {
	const files = makeProject({'group1/exp1': one});
	files.write('/p/group1/exp4 (1)/.data', one).write('/p/group3 (1)/exp2/.data', one).write('/p/group5 (1)/readme', 'of mine');
	const {wrong} = readProject(files);
	assert.equal(wrong.length, 2);
	assert.match(wrong[0]!, /^group3 \(1\): xman does not see "group3 \(1\)", and there is no group3 beside it/);
	assert.match(wrong[1]!, /^group1\/exp4 \(1\): .*To keep it, rename it to exp4$/);
});

test('a project at a path that an experiment could have is none', () => {
	const files = makeProject({});
	for (const [place, data] of [
		['', box('deep')],
		['/group1', box('g')],
		['/group1/exp1', one],
	] as const)
		files.write(`/p/group1/exp1${place}/.data`, data).write(`/p/group1/exp1${place}/.time`, pickled(1));
	files.remove('/p/.data').remove('/p/.time');
	const {runs, wrong} = readProject(files);
	assert.deepEqual([...runs.keys()], ['group1/exp1/group1/exp1']);
	assert.deepEqual(wrong, []);
});

test('an experiment that was copied into another one is none, and a project that was is one', () => {
	const files = makeProject({'group1/exp1': one});
	const inside = '/p/group1/exp1/kept';
	files.write(`${inside}/group1/exp1/.data`, one).write(`${inside}/.data`, one);
	assert.deepEqual([...readProject(files).runs.keys()], ['group1/exp1']);
	assert.deepEqual(readProject(files).wrong, []);
	files.write(`${inside}/.data`, box('p')).write(`${inside}/group1/.data`, box('g'));
	assert.equal(readProject(files).runs.size, 2);
});

test('the state of a group in the place of an experiment is damage', () => {
	const run = readProject(makeProject({'group1/exp1': box('a group')})).runs.get('group1/exp1')!;
	assert.match(run.problems[0]?.message ?? '', /^\.data is that of a group or a project; /);
	assert.deepEqual([run.learnt.name, run.learnt.outcome?.status], ['exp1', 'unknown']);
});

test('an end that a person calls by another word stays what the pipeline recorded', () => {
	const outcomeOf = (status: string, more = {}) => {
		const data = experiment('e', {manual_status: status, manual_status_resolution: 'r', pipeline: pipeline(more)});
		const {outcome, recordedBy} = readProject(makeProject({'group1/exp1': data})).runs.get('group1/exp1')!.learnt;
		assert.equal(recordedBy, 'person');
		return `${outcome?.status}: ${outcome?.why}`;
	};
	const error = {error: 'KeyError: missing'};
	assert.equal(outcomeOf('DONE', error), 'failed: .data holds the error KeyError: missing; set to DONE by a person');
	assert.equal(outcomeOf('SUCCESS', error), 'failed: .data holds the error KeyError: missing; judged SUCCESS by a person');
	assert.equal(outcomeOf('DONE'), 'finished: set to DONE by a person');
	assert.equal(outcomeOf('FAIL', {finished: true}), 'finished: .data says that it finished; judged FAIL by a person');
	assert.equal(outcomeOf('TO_DO', {finished: true}), 'queued: set to TO_DO by a person');
});

test('an experiment is one whatever is in the names above it', () => {
	for (const path of ['/p/group1/exp2', '/a line\nbreak/group1/exp2', '/\r\u2028/p/group1/exp2'])
		assert.deepEqual([placeOf(path)?.group, placeOf(path)?.experiment], [1, 2], JSON.stringify(path));
});
