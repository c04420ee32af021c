import assert from 'node:assert/strict';
import test from 'node:test';
import {placeOf} from '../../../source/formats/xman/layout.ts';
import {wordOfGroup} from '../../../source/formats/xman/status.ts';
import {findStray} from '../../../source/formats/xman/stray.ts';
import {directoriesOf} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';
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

test('twins that are all to be kept are given numbers of their own, a copy without its folder the one that it claims', () => {
	const files = makeProject({'group1/exp1': one, 'group1/exp4': one, 'group2/exp1': one});
	for (const copy of ['exp1 (1)', 'exp4 (10)', 'exp4 (2)', 'exp6 (1)', 'exp6 (3)']) files.write(`/p/group1/${copy}/.data`, one);
	const {runs, wrong} = readProject(files);
	const asked = [...[...runs.values()].flatMap(({problems}) => problems).map(({message}) => message), ...wrong];
	const names = asked.flatMap(message => /"(\w+ \(\d+\))".* to ((?:exp|group)\d+)$/.exec(message)?.slice(1).join(' → ') ?? []);
	assert.deepEqual(
		names.sort(),
		['exp1 (1) → exp7', 'exp4 (10) → exp9', 'exp4 (2) → exp8', 'exp6 (1) → exp6', 'exp6 (3) → exp10'].sort(),
	);
});

test('a group or a project whose state is that of an experiment is told, and has no name of it', () => {
	const files = makeProject({'group1/exp1': one}).write('/p/.data', one).write('/p/group1/.data', experiment('strange'));
	const {runs, wrong} = readProject(files);
	assert.deepEqual(wrong, [
		`group1/.data: .data is that of an experiment; ${cannot}`,
		`.data: .data is that of an experiment; ${cannot}`,
	]);
	assert.equal(runs.get('group1/exp1')?.learnt.group, 'group1');
});

test('a time of saving that is no pickle stops xman itself', () => {
	const files = makeProject({'group1/exp1': one}).write('/p/group1/exp1/.time', 'yesterday');
	const [problem] = readProject(files).runs.get('group1/exp1')!.problems;
	assert.match(problem?.message ?? '', /^\.time is .*; xman itself cannot open the project until it is repaired$/);
});

test('an experiment that was moved out of its group, or into another one, is said, and what was put aside is not', () => {
	const files = makeProject({'group1/exp1': one, 'group1/exp5': one}).write('/p/group9 (1)/exp1/.data', one);
	for (const place of ['moved', 'loose/exp3', 'group1/exp2_backup', 'group1/exp1 (1)']) files.write(`/p/${place}/.data`, one);
	for (const place of ['exp4 (2)', 'kept']) files.write(`/p/group1/exp5/${place}/.data`, one);
	files.write('/p/other/.data', box('a project')).write('/p/odd/.data', one).write('/p/odd/group1/exp1/.data', one);
	const said = directoriesOf(files, '/p').flatMap(path =>
		findStray({path, entries: files.list(path), isOfRun: path.includes('/exp5/')}, files),
	);
	assert.deepEqual(said.map(({file}) => file).sort(), ['/p/group1/exp5/exp4 (2)', '/p/loose/exp3', '/p/moved']);
});

test('a copy that Google Drive made is said where no experiment is left that could tell of it', () => {
	const saidOf = (files: MemoryFiles) =>
		directoriesOf(files, '/p')
			.flatMap(path => findStray({path, entries: files.list(path), isOfRun: false}, files))
			.map(({file}) => file);
	const files = makeProject({}).write('/p/group1/exp2 (1)/.data', one).write('/p/group3 (1)/exp1/.data', one);
	assert.deepEqual(saidOf(files), ['/p/group1/exp2 (1)', '/p/group3 (1)/exp1']);
	assert.deepEqual(saidOf(files.write('/p/group2/exp1/.data', one)), []);
});

test('a project that was copied right into an experiment is said', () => {
	const files = makeProject({'group1/exp1': one, 'group1/exp2': one}).write('/p/group1/exp2/.data', box('a project'));
	for (const place of ['group1/exp1', 'group1/exp2']) {
		files.write(`/p/${place}/group3/.data`, box('a group')).write(`/p/${place}/group3/.time`, pickled(1));
		files.write(`/p/${place}/group3/exp1/.data`, one).write(`/p/${place}/group3/exp1/.time`, pickled(1));
	}
	const said = directoriesOf(files, '/p').flatMap(path => findStray({path, entries: files.list(path), isOfRun: true}, files));
	assert.deepEqual(said, [
		{
			file: '/p/group1/exp1/group3',
			message:
				'A group of xMan that lies in an experiment: xman does not see it, and nothing of it is listed; move it into a project, as groupN',
		},
	]);
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

test('a group stands as all of its experiments together do', () => {
	const cases: [string, string][] = [
		['', 'EMPTY'],
		['EMPTY EMPTY', 'EMPTY'],
		['EMPTY TO_DO', 'TO_DO'],
		['DONE SUCCESS FAIL', 'DONE'],
		['FAIL FAIL', 'FAIL'],
		['TO_DO DONE', 'IN_PROGRESS'],
		['DONE IN_PROGRESS', 'IN_PROGRESS'],
		['IN_PROGRESS ERROR DONE', 'ERROR'],
	];
	for (const [words, word] of cases) assert.equal(wordOfGroup(null, words.split(' ').filter(Boolean)), word, words);
	assert.equal(wordOfGroup('SUCCESS', ['ERROR']), 'SUCCESS', 'a person says so');
});

test('an experiment is one whatever is in the names above it', () => {
	for (const path of ['/p/group1/exp2', '/a line\nbreak/group1/exp2', '/\r\u2028/p/group1/exp2'])
		assert.deepEqual([placeOf(path)?.group, placeOf(path)?.experiment], [1, 2], JSON.stringify(path));
});
