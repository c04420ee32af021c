import assert from 'node:assert/strict';
import {test} from 'node:test';
import {xman} from '../../../source/formats/xman/index.ts';
import {unknownState} from '../../../source/formats/xman/state.ts';
import {outcomeOf} from '../../../source/formats/xman/status.ts';
import {Collected, type CollectedRun} from '../collect.ts';
import {directoriesOf, loadFixture} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';

/** Everything that xman finds below a directory, by path without it. */
function readTree(files: MemoryFiles, root: string): Map<string, CollectedRun> {
	const runs = new Map<string, CollectedRun>();
	for (const path of directoriesOf(files, root)) {
		for (const claim of xman.detect({path, entries: files.list(path)}, files)) {
			const sink = new Collected();
			xman.open(claim, files).read(sink, 1e9);
			runs.set(claim.path.slice(root.length + 1), sink.only);
		}
	}
	return runs;
}

function openOne(files: MemoryFiles, path: string) {
	const [claim] = xman.detect({path, entries: files.list(path)}, files);
	assert.ok(claim);
	const sink = new Collected();
	const source = xman.open(claim, files);
	return {sink, source, read: () => source.read(sink, 1e9), run: sink.only};
}

test('every experiment is listed with its number, name, status and verdict', () => {
	const runs = readTree(loadFixture('xman/digits'), '/digits');
	assert.ok([...runs.values()].every(({learnt}) => learnt.groupScope === '/digits'));
	const shown = [...runs].map(([path, {learnt}]) => [
		path,
		learnt.id,
		learnt.name,
		learnt.outcome?.status ?? 'alive?',
		learnt.verdict,
		learnt.recorded,
	]);
	assert.deepEqual(shown.sort(), [
		['group1/exp1', '1.1', 'SGD', 'finished', null, 'DONE'],
		['group1/exp10', '1.10', 'By hand', 'idle', null, 'IN_PROGRESS *'],
		['group1/exp11', '1.11', 'Two results', 'finished', null, 'DONE'],
		['group1/exp2', '1.2', 'Adam', 'failed', null, 'ERROR'],
		['group1/exp3', '1.3', 'Adam small', 'finished', 'success', 'SUCCESS *'],
		['group1/exp4', '1.4', 'RMSprop', 'finished', 'fail', 'FAIL *'],
		['group1/exp5', '1.5', 'Adagrad', 'queued', null, 'EMPTY'],
		['group1/exp6', '1.6', 'Lion', 'queued', null, 'TO_DO'],
		['group1/exp7', '1.7', 'Interrupted, can go on', 'idle', null, 'IN_PROGRESS'],
		['group1/exp8', '1.8', 'Interrupted, cannot go on', 'idle', null, 'IN_PROGRESS'],
		['group1/exp9', '1.9', 'Killed', 'alive?', null, 'IN_PROGRESS'],
		['group2/exp1', '2.1', '学习率 0.1', 'finished', null, 'DONE'],
		['group2/exp2', '2.2', 'ünïcode ⭐', 'queued', null, 'TO_DO'],
		['group2/exp3', '2.3', 'third', 'queued', null, 'TO_DO'],
		['group3/exp1', '3.1', 'a', 'finished', null, 'DONE'],
		['group4/exp1', '4.1', 'only', 'queued', null, 'EMPTY'],
	]);
	assert.deepEqual(
		[...runs.values()].flatMap(({problems}) => problems),
		[],
	);
});

test('results become curves and values, parameters the config, notes and markers are kept', () => {
	const runs = readTree(loadFixture('xman/digits'), '/digits');
	const judged = runs.get('group1/exp3')!;
	assert.equal(judged.points('loss').length, 8);
	assert.deepEqual(judged.points('loss')[0], [0, 1.01]);
	assert.deepEqual(judged.learnt.marks, ['***']);
	assert.deepEqual(judged.learnt.notes.slice(0, 2), ['SUCCESS: beats the baseline by 2 points', 'keep this one for the paper']);
	assert.deepEqual(runs.get('group1/exp6')!.learnt.config, {lr: 0.02, epochs: 5});
	assert.deepEqual(runs.get('group1/exp11')!.learnt.summary, {best_epoch: 1, manual_result: {accuracy: 0.5}});
	assert.equal(runs.get('group1/exp10')!.learnt.summary.result, 'Answer to the Ultimate Question is 42');
	assert.match(runs.get('group1/exp2')!.learnt.error ?? '', /^Traceback.*ValueError: Expected input batch_size/s);
	assert.deepEqual(runs.get('group1/exp5')!.learnt.marks, []);
});

test('checkpoints carry the time in their names', () => {
	const {events} = readTree(loadFixture('xman/digits'), '/digits').get('group1/exp7')!;
	assert.equal(events.length, 3);
	assert.equal(new Date(events[0]?.atMs ?? 0).toISOString(), '2026-11-21T00:53:02.699Z');
});

test('groups and the project stand as xman says, with the counts beside', () => {
	const runs = readTree(loadFixture('xman/digits'), '/digits');
	const group = (path: string) => runs.get(path)!.learnt.extra.Group as {status: string; experiments: Record<string, number>};
	assert.equal(group('group1/exp1').status, 'Group 1 [ERROR] Baselines - one run per optimiser');
	assert.equal(group('group1/exp1').experiments.IN_PROGRESS, 4);
	assert.equal(group('group2/exp1').status, 'Group 2 [IN_PROGRESS] Настройка 调参 🚀 - unicode – names');
	assert.equal(group('group3/exp1').status.startsWith('Group 3 [DONE]'), true);
	assert.equal(group('group4/exp1').status, 'Group 4 [SUCCESS *] Done by hand - group with a manual status');
	const project = runs.get('group1/exp1')!.learnt.extra.Project as {status: string; 'next to start': string};
	assert.equal(project.status, 'Proj [ERROR] Digits - MNIST baselines and tuning');
	assert.equal(project['next to start'], '1.6');
});

test('a change of one experiment reaches the details of the others', () => {
	const files = loadFixture('xman/digits');
	const other = openOne(files, '/digits/group1/exp1');
	other.read();
	const changed = openOne(files, '/digits/group1/exp6');
	changed.read();
	files.write('/digits/group1/exp6/.data', files.readWhole('/digits/group1/exp1/.data', 1e6)!);
	changed.read();
	assert.equal((other.run.learnt.extra.Project as {'next to start': string})['next to start'], '1.7');
});

test('a pulse is a sign of life, and taking it away is an interruption', () => {
	const files = loadFixture('xman/digits');
	const {read, run} = openOne(files, '/digits/group1/exp9');
	read();
	assert.equal(run.learnt.outcome, null);
	assert.equal(Math.floor(run.learnt.lastSignMs ?? 0), 1_795_222_385_313);
	assert.equal(run.learnt.writer.pulse?.limitMs, 7000);
	assert.equal(run.learnt.writer.pulse?.silent.status, 'crashed');
	const resets = run.resets;
	files.write('/digits/group1/exp9/.run_time', Buffer.from('8005950a000000000000004741dac03add0000002e', 'hex'));
	read();
	assert.equal(run.resets, resets, 'a beat alone costs nothing else');
	assert.equal(Math.floor(run.learnt.lastSignMs ?? 0), 1_795_222_388_000);
	files.remove('/digits/group1/exp9/.run_time');
	read();
	assert.equal(run.learnt.writer.pulse?.silent.status, 'idle');
});

test('an experiment is active while its pulse is fresh; killed, it is the next to start, as xman says', () => {
	const files = loadFixture('xman/digits');
	for (const experiment of [6, 7, 8]) {
		const path = `/digits/group1/exp${experiment}`;
		for (const directory of directoriesOf(files, path))
			for (const {name} of files.list(directory)) files.remove(`${directory}/${name}`);
	}
	files.nowMs = 1_795_222_387_000;
	const {read, run, source} = openOne(files, '/digits/group1/exp9');
	const shown = () => {
		const {
			status,
			'ready to start': ready,
			'can be started again': again,
		} = run.learnt.extra.Experiment as Record<string, unknown>;
		const {'next to start': next} = run.learnt.extra.Project as Record<string, unknown>;
		return {status, ready, again, next};
	};
	read();
	assert.match(String(shown().status), /^Exp 1\.9 \[IN_PROGRESS: ACTIVE\] Killed - /);
	assert.deepEqual([shown().ready, shown().again, shown().next], [false, undefined, '2.2']);
	assert.equal(Math.floor(source.turnsAtMs?.() ?? 0), 1_795_222_392_313);
	files.nowMs = 1_795_222_392_400;
	read();
	assert.match(String(shown().status), /^Exp 1\.9 \[IN_PROGRESS: IDLE\] Killed - /);
	assert.deepEqual([shown().ready, shown().again !== undefined, shown().next], [true, true, '1.9']);
	assert.equal(source.turnsAtMs?.(), null);
});

test('an empty pulse was being written: its file time counts', () => {
	const files = loadFixture('xman/digits');
	files.nowMs = 1_795_222_390_000;
	files.write('/digits/group1/exp9/.run_time', '');
	const {read, run} = openOne(files, '/digits/group1/exp9');
	read();
	assert.equal(run.learnt.outcome, null);
	assert.equal(run.learnt.lastSignMs, 1_795_222_390_000);
});

test('twins are a question that says what differs', () => {
	const runs = readTree(loadFixture('xman/twins'), '/twins');
	assert.deepEqual([...runs.keys()].sort(), ['group1/exp1', 'group2/exp1']);
	const [problem] = runs.get('group1/exp1')!.problems;
	assert.equal(problem?.file, '/twins/group1/exp1 (1)');
	assert.match(
		problem?.message ?? '',
		/name \("mine" here, "theirs" there\).*Which one is experiment 1\.1\? To keep both, rename one to exp2$/s,
	);
	assert.match(runs.get('group2/exp1')!.problems[0]?.message ?? '', /group2 \(1\)\/exp1.*Which one is group 2\?/s);
});

test('names that only look like experiments are no runs', () => {
	const files = loadFixture('xman/digits');
	for (const name of ['group1/exp007', 'group1/exp1_old', 'group01/exp1']) {
		files.write(`/digits/${name}/.data`, files.readWhole('/digits/group1/exp1/.data', 1e6)!);
	}
	assert.equal(readTree(files, '/digits').size, 16);
});

test('another program with such names is not taken for xman', () => {
	const files = loadFixture('pickle').write('/p/group1/exp1/.data', 'something else').write('/p/group1/.data', 'x');
	assert.equal(readTree(files, '/p').size, 0);
});

test('why it failed is one line, whatever the error says', () => {
	const error = 'RuntimeError: bad\nsecond line';
	const state = {...unknownState, pipeline: {started: true, finished: false, error, errorStack: null, holdsResult: false}};
	const traces = {pulse: false, result: false, run: false, checkpoints: false};
	assert.equal(outcomeOf(state, traces)?.why, '.data holds the error RuntimeError: bad');
	assert.match(outcomeOf({...state, manualStatus: 'FAIL'}, traces)?.why ?? '', /RuntimeError: bad; judged FAIL/);
});

test('what a person calls open does not run where its pipeline did not start or is over, whatever pulse was left', () => {
	const traces = {pulse: true, result: false, run: true, checkpoints: false};
	const open = {started: true, finished: false, error: null, errorStack: null, holdsResult: false};
	const of = (pipeline: typeof unknownState.pipeline) => {
		const outcome = outcomeOf({...unknownState, manualStatus: 'IN_PROGRESS', pipeline}, traces);
		return outcome === null ? null : `${outcome.status}: ${outcome.why}`;
	};
	const idle = (why: string) => `idle: set to IN_PROGRESS by a person, and ${why} (IN_PROGRESS *: IDLE)`;
	assert.equal(of(open), null);
	assert.equal(of({...open, finished: true}), idle('its pipeline has finished'));
	assert.equal(of({...open, error: 'E: x'}), idle('its pipeline ended in an error'));
	assert.equal(of({...open, started: false}), idle('its pipeline was not started'));
	assert.equal(of(null), idle('no pipeline was made'));
	assert.equal(of({...open, finished: undefined, error: undefined}), null, 'a cut state does not tell');
	assert.equal(of(undefined), null);
});

test('a pulse that lies in the future is told, and until when xman believes it', () => {
	const files = loadFixture('xman/digits');
	const why = (nowMs: number) => {
		files.nowMs = nowMs;
		const {read, run} = openOne(files, '/digits/group1/exp9');
		read();
		return run.learnt.writer?.pulse?.silent.why;
	};
	assert.match(why(1_795_222_500_000) ?? '', /stopped, and nothing ended it; xman shows it as IDLE$/);
	assert.match(why(1_795_215_000_000) ?? '', /lies ahead of this clock, .* xman shows it as ACTIVE until 2026-11-21T/);
});
