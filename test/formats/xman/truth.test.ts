import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Pickled, pickled} from '../write-pickle.ts';
import {experiment, pipeline} from './pickled.ts';
import {makeProject, readProject} from './project.ts';

const stateOf = (more: Record<string, Pickled>) => {
	const {recorded, outcome} = readProject(makeProject({'group1/exp1': experiment('e', more)})).runs.get('group1/exp1')!.learnt;
	return [recorded, outcome?.status, outcome?.why];
};

test('what is true for Python counts as true, as xman asks', () => {
	const done = ['DONE', 'finished', '.data says that it finished (DONE)'];
	assert.deepEqual(stateOf({pipeline: pipeline({started: 1, finished: 'yes'})}), done);
	assert.deepEqual(stateOf({pipeline: pipeline({started: 'yes', finished: 1})}), done);
	assert.deepEqual(stateOf({pipeline: pipeline({started: new Map([['at', 1]]), finished: [false]})}), done);
	for (const started of [0, '', null, [], new Map()] as Pickled[])
		assert.equal(stateOf({pipeline: pipeline({started, finished: 1})})[0], 'TO_DO');
	assert.equal(stateOf({pipeline: pipeline({finished: 0})})[0], 'IN_PROGRESS');
});

test('a status and an error that say nothing are shown as what they are', () => {
	const odd = 'set to an empty status by a person, which xman does not know';
	assert.deepEqual(stateOf({pipeline: 'none'}).slice(0, 2), ['?', 'unknown']);
	const files = makeProject({'group1/exp1': experiment('e', {pipeline: 'none'})});
	assert.match(
		readProject(files).runs.get('group1/exp1')!.problems[0]?.message ?? '',
		/^\.data holds no pipeline as xman keeps it: /,
	);
	assert.deepEqual(stateOf({manual_status: ''}).slice(1), ['unknown', odd]);
	assert.deepEqual(stateOf({pipeline: pipeline({error: ''})}), ['ERROR', 'failed', '.data holds an error without a text']);
	assert.deepEqual(stateOf({pipeline: pipeline({error: ['list']})}), ['ERROR', 'failed', '.data holds the error ["list"]']);
});

test('one that was never started waits, and nobody is at work on it, unless its pulse says so', () => {
	const waits = (more: Record<string, Pickled>, pulse = false) => {
		const files = makeProject({'group1/exp1': experiment('e', more)});
		if (pulse) files.write('/p/group1/exp1/.run_time', pickled(files.nowMs / 1000));
		return readProject(files).runs.get('group1/exp1')!.learnt.outcome?.waits ?? false;
	};
	assert.deepEqual([waits({}), waits({pipeline: pipeline({started: false})})], [true, true]);
	assert.deepEqual([waits({manual_status: 'TO_DO'}), waits({manual_status: 'TO_DO', pipeline: pipeline()}, true)], [true, false]);
});

test('an experiment is at work while its pulse beats and its pipeline may go on, and only then', () => {
	const told = (more: Record<string, Pickled>, pulse = true) => {
		const files = makeProject({'group1/exp1': experiment('e', more)});
		if (pulse) files.write('/p/group1/exp1/.run_time', pickled(files.nowMs / 1000));
		const {extra, outcome} = readProject(files).runs.get('group1/exp1')!.learnt;
		return [/\[(.*?)\]/.exec((extra.Experiment as {status: string}).status)?.[1], outcome?.status ?? null];
	};
	assert.deepEqual(told({pipeline: pipeline()}), ['IN_PROGRESS: ACTIVE', null]);
	assert.deepEqual(told({pipeline: pipeline()}, false), ['IN_PROGRESS: IDLE', 'idle']);
	const byHand = {manual_status: 'IN_PROGRESS'};
	assert.deepEqual(told({...byHand, pipeline: pipeline()}), ['IN_PROGRESS *: ACTIVE', null]);
	assert.deepEqual(told({...byHand, pipeline: pipeline()}, false), ['IN_PROGRESS *: IDLE', 'idle']);
	assert.deepEqual(told({...byHand, pipeline: pipeline({finished: true})}), ['IN_PROGRESS *: IDLE', 'idle']);
	assert.deepEqual(told({pipeline: pipeline({finished: true})}), ['DONE', 'finished']);
});
