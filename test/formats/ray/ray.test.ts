import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {ray} from '../../../source/formats/ray/index.ts';
import {tfevents} from '../../../source/formats/tfevents/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const trial = '/w/exp/f_c7_0_lr=0.9_2026-11-27_13-38-07';
const statePath = '/w/exp/experiment_state-2026-11-27_13-38-07.json';
const row = (step: number, second: number, done = false): string =>
	`${JSON.stringify({loss: 1 / step, done, training_iteration: step, date: `2026-11-27_13-38-${second}`})}\n`;
const failure = (count: number, second: number): string =>
	[
		`Failure # ${count} (occurred at 2026-11-27_13-38-${second})`,
		'\u001B[36mray::ImplicitFunc.train()\u001B[39m (pid=14376, ip=192.0.2.2, repr=f)',
		'           ^^^^^^^^^^^^',
		'  File "/w/r.py", line 7, in f',
		"    if i==6: raise ValueError('too big')",
		'             ^^^^^^^^^^^^^^^^^^^^^^^^^^^',
		'ValueError: too big',
		'',
	].join('\n');
const stateOf = (status: string, mostFailures = 0): string => {
	const about = {trial_id: 'c7_0', max_failures: mostFailures, status, relative_logdir: trial.slice('/w/exp/'.length)};
	return JSON.stringify({trial_data: [[JSON.stringify(about), JSON.stringify({start_time: 1_795_786_695.94})]], stats: {}});
};
const begun = (): MemoryFiles =>
	new MemoryFiles()
		.write(`${trial}/params.json`, '{"lr": 0.9, "arch": {"w": 2}}')
		.write(`${trial}/params.pkl`, 'x')
		.write(`${trial}/result.json`, row(1, 15) + row(2, 16));

test('Ray: the state of the experiment says how a trial ended, and error.txt why', () => {
	const files = begun().write(`${trial}/error.txt`, failure(1, 17)).write(statePath, stateOf('RUNNING'));
	const {run, read} = follow(ray, files, trial);
	assert.equal(run.learnt.outcome?.status, 'failed', 'the state is behind: it may not fail and be started again');
	files.write(statePath, stateOf('ERROR'));
	read();
	assert.deepEqual(run.learnt.outcome, {status: 'failed', why: 'experiment state says ERROR'});
	assert.equal(run.learnt.error, 'ValueError: too big');
	assert.equal(run.learnt.startedAtMs, 1_795_786_695_940);
	assert.deepEqual(run.learnt.config, {lr: 0.9, arch: {w: 2}});
	files.write(statePath, stateOf('TERMINATED'));
	read();
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.equal(run.learnt.error, null);
	assert.ok(ray.rank > tfevents.rank, 'its event files say SUCCESS however it ended');
});

test('Ray: texts of older versions tell the state too', () => {
	const about = {status: 'ERROR', logdir: `/elsewhere/exp/${trial.slice('/w/exp/'.length)}`};
	const files = begun().write(statePath, JSON.stringify({checkpoints: [JSON.stringify(about)]}));
	assert.equal(follow(ray, files, trial).run.learnt.outcome?.status, 'failed');
});

test('Ray: without a state a failure counts that nothing follows, and a last row that is done', () => {
	const outcomeOf = (files: MemoryFiles) => follow(ray, files, trial).run.learnt.outcome?.status;
	assert.equal(outcomeOf(begun()), undefined);
	assert.equal(outcomeOf(begun().append(`${trial}/result.json`, row(3, 18, true))), 'finished');
	const failed = begun().write(`${trial}/error.txt`, failure(1, 17));
	assert.equal(outcomeOf(failed), 'failed');
	assert.equal(outcomeOf(failed.append(`${trial}/result.json`, row(3, 18))), undefined, 'it was started again');
	assert.equal(outcomeOf(failed.append(`${trial}/error.txt`, failure(2, 19))), 'failed');
});

test('Ray: a failure is none where the trial may be started again, or was since', () => {
	const failed = begun().write(`${trial}/error.txt`, failure(1, 17)).write(statePath, stateOf('PENDING', 2));
	assert.equal(follow(ray, failed, trial).run.learnt.outcome, null);
	const restored = begun()
		.write(`${trial}/error.txt`, failure(1, 17))
		.write(statePath, stateOf('ERROR'))
		.write('/w/exp/experiment_state-2026-11-27_14-00-00.json', stateOf('RUNNING'));
	assert.equal(follow(ray, restored, trial).run.learnt.outcome, null);
});

test('Ray: a state that is no JSON is told, and the trial judged by its own files', () => {
	const files = begun().write(`${trial}/error.txt`, failure(1, 17)).write(statePath, '[1');
	const {run, read} = follow(ray, files, trial);
	read();
	assert.equal(run.learnt.outcome?.status, 'failed');
	assert.deepEqual(
		run.problems.map(({file}) => file),
		[statePath],
	);
});

test('lines of JSON are known by the beginning of a second one', () => {
	const claimsOf = (text: string) => {
		const files = new MemoryFiles().write('/w/run/result.json', text);
		return jsonlFormat.detect({path: '/w/run', entries: files.list('/w/run')}, files).length;
	};
	assert.equal(claimsOf(`${row(1, 15)}{"loss": 0.`), 1);
	assert.equal(claimsOf(row(1, 15)), 0, 'a document of its own');
	assert.equal(claimsOf(`${row(1, 15)}[`), 0);
});
