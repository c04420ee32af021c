import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {ray} from '../../../source/formats/ray/index.ts';
import {tfevents} from '../../../source/formats/tfevents/index.ts';
import {Collected, readAll} from '../collect.ts';
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
	return JSON.stringify({
		trial_data: [[JSON.stringify(about), `{"start_time": 1795786695.94, "last_result_time": 1795786697.25}`]],
		stats: {},
	});
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
	assert.equal(run.learnt.lastSignMs, 1_795_786_697_250);
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
	assert.equal(follow(ray, failed, trial).run.learnt.outcome?.status, 'queued');
	const endless = begun().write(`${trial}/error.txt`, failure(9, 17)).write(statePath, stateOf('RUNNING', -1));
	assert.equal(follow(ray, endless, trial).run.learnt.outcome, null, 'it is started again as often as it fails');
	const restored = begun()
		.write(`${trial}/error.txt`, failure(1, 17))
		.write(statePath, stateOf('ERROR'))
		.write('/w/exp/experiment_state-2026-11-27_14-00-00.json', stateOf('RUNNING'));
	assert.equal(follow(ray, restored, trial).run.learnt.outcome, null);
});

test('Ray: of a trial that was started anew elsewhere the states before tell', () => {
	const elsewhere = JSON.stringify({
		trial_data: [[JSON.stringify({trial_id: '2e_0', status: 'PENDING', relative_logdir: 'f_2e_0', config: {lr: 0.9}}), '{}']],
	});
	const learntOf = (before: string, since: string) =>
		follow(
			ray,
			begun()
				.write(`${trial}/error.txt`, failure(1, 17))
				.write(statePath, before)
				.write('/w/exp/experiment_state-2026-11-27_14-00-00.json', since),
			trial,
		).run.learnt;
	const learnt = learntOf(stateOf('ERROR'), elsewhere);
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'experiment state says ERROR'});
	assert.equal(learnt.error, 'ValueError: too big');
	const cut = '{"trial_data": [';
	assert.equal(learntOf(cut, elsewhere).outcome?.status, 'failed', 'its own files say so too');
	assert.equal(learntOf(stateOf('TERMINATED'), cut).recorded, null, 'nobody knows what became of it since');
});

test('Ray: an event file that was closed is the end of a trial only where no failure is its last', () => {
	const events = `${trial}/events.out.tfevents.1795786695.host`;
	const closed = (files: MemoryFiles) => files.write(events, `${'x'.repeat(9000)}_hparams_/session_end_info…`);
	const outcomeOf = (files: MemoryFiles) => follow(ray, files, trial).run.learnt.outcome?.status;
	assert.equal(outcomeOf(closed(begun())), 'finished');
	assert.equal(outcomeOf(closed(begun()).write(`${events}.2`, 'x')), undefined, 'it goes on in another one');
	const failed = closed(begun()).write(`${trial}/error.txt`, failure(1, 17));
	assert.equal(outcomeOf(failed), 'failed');
	failed.locked.add(`${trial}/error.txt`);
	assert.equal(outcomeOf(failed), 'unknown', 'what it says of the end may not be read');
	const known = closed(begun()).write(`${trial}/error.txt`, failure(1, 17)).write(statePath, stateOf('ERROR'));
	known.locked.add(`${trial}/error.txt`);
	assert.equal(outcomeOf(known), 'failed');
});

test('Ray: a process counts once the experiment writes no more', () => {
	const files = begun()
		.append(`${trial}/result.json`, `${JSON.stringify({training_iteration: 3, trial_id: 'c7_0', pid: 71, hostname: 'node'})}\n`)
		.write(statePath, stateOf('RUNNING'));
	const {run, read} = follow(ray, files, trial);
	assert.equal(run.learnt.pid, null, 'its end may not have come here yet');
	assert.equal(run.learnt.host, 'node');
	assert.equal(run.learnt.writer?.marksEnd, true);
	assert.ok(run.learnt.signFiles?.includes(statePath), 'a long iteration shows no other sign');
	files.nowMs += 61_000;
	read();
	assert.equal(run.learnt.pid, 71);
	files.write(statePath, stateOf('PAUSED'));
	read();
	assert.deepEqual(run.learnt.outcome, {status: 'queued', why: 'experiment state says PAUSED'});
	files.nowMs += 61_000;
	read();
	assert.deepEqual([run.learnt.pid, run.learnt.outcome], [null, null], 'its turn will not come again');
});

test('Ray: a trial is known without one of its settings by what else only Ray writes', () => {
	const isFound = (files: MemoryFiles) => ray.detect({path: trial, entries: files.list(trial)}, files).length > 0;
	const rows = `${JSON.stringify({loss: 1, training_iteration: 1, trial_id: 'c7_0'})}\n`;
	const bare = () => new MemoryFiles().write(`${trial}/params.json`, '{}').write(`${trial}/result.json`, row(1, 15));
	assert.ok(!isFound(bare()), 'any program may write these');
	assert.ok(isFound(bare().write(statePath, stateOf('RUNNING'))));
	assert.ok(isFound(bare().write(`${trial}/result.json`, rows)));
	assert.ok(isFound(new MemoryFiles().write(`${trial}/progress.csv`, 'loss,training_iteration,trial_id\n1,1,c7_0\n')));
});

test('Ray: what has not begun is listed by the state alone, with its experiment', () => {
	const files = new MemoryFiles().write(statePath, stateOf('PENDING'));
	const claims = (path: string) => ray.detect({path, entries: []}, files);
	assert.equal(claims('/w/exp/other').length, 0);
	assert.equal(claims('/w/other/f_c7_0').length, 0);
	const [claim] = claims(trial);
	const waiting = new Collected();
	readAll(ray.open(claim!, files), waiting);
	assert.deepEqual(waiting.only.learnt.outcome, {status: 'queued', why: 'experiment state says PENDING'});
	assert.equal(waiting.only.learnt.group, 'exp');
});

test('Ray: a directory with another name is found by the id in its rows', () => {
	const other = '/w/exp/my run';
	const files = new MemoryFiles()
		.write(`${other}/params.json`, '{}')
		.write(`${other}/params.pkl`, 'x')
		.write(`${other}/result.json`, `${JSON.stringify({training_iteration: 1, trial_id: 'c7_0'})}\n`)
		.write(statePath, stateOf('TERMINATED'));
	assert.equal(follow(ray, files, other).run.learnt.outcome?.status, 'finished');
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

test('Ray: the directory above many empty ones is listed once', () => {
	const files = new MemoryFiles();
	for (let i = 0; i < 50; i++) files.write(`/w/folders/${i}/file`, 'x');
	const counted = {listings: 0};
	const names = files.names.bind(files);
	files.names = directory => {
		counted.listings++;
		return names(directory);
	};
	for (let i = 0; i < 50; i++) assert.deepEqual(ray.detect({path: `/w/folders/${i}`, entries: []}, files), []);
	assert.equal(counted.listings, 1);
});

test('Ray: where a copy kept the table alone, its last row says that the trial is done', () => {
	const header = 'loss,training_iteration,done,trial_id,date\n';
	const outcomeOf = (table: string) => {
		const files = begun().remove(`${trial}/result.json`).write(`${trial}/progress.csv`, table);
		return follow(ray, files, trial).run.learnt.outcome;
	};
	const first = `${header}1.0,1,False,c7_0,2026-11-27_13-38-15\n`;
	const why = 'last row of progress.csv is done';
	assert.equal(outcomeOf(first), null);
	assert.deepEqual(outcomeOf(`${first}0.5,2,True,c7_0,2026-11-27_13-38-16\n`), {status: 'finished', why});
	assert.equal(outcomeOf(`${first}0.5,2,True,c7_0,2026-11`), null, 'the row is not whole');
	assert.equal(outcomeOf(`${first}0.5,2,True\n`), null, 'nor is one that has not all columns');
	assert.equal(outcomeOf(header), null);
	const listed = `${first}"[1.5, 2.5]",2,True,c7_0,2026-11-27_13-38-16\n`;
	assert.deepEqual(outcomeOf(listed), {status: 'finished', why}, 'a list in a cell is one cell');
});

test('Ray: the last row is found however long the rewards of its episodes make it', () => {
	const rewards = Array.from({length: 30_000}, (_, i) => i);
	const long = JSON.stringify({hist_stats: {episode_reward: rewards}, training_iteration: 3, trial_id: 'c7_0', done: true});
	const files = begun().append(`${trial}/result.json`, `${long}\n`);
	assert.equal(follow(ray, files, trial).run.learnt.outcome?.status, 'finished');
});

test('Ray: what stops a trial says how far it is', () => {
	const progressOf = (stops: object, last: object) => {
		const about = {
			trial_id: 'c7_0',
			status: 'RUNNING',
			relative_logdir: trial.slice('/w/exp/'.length),
			stopping_criterion: stops,
		};
		const files = begun()
			.write(statePath, JSON.stringify({trial_data: [[JSON.stringify(about), '{}']]}))
			.append(`${trial}/result.json`, `${JSON.stringify({training_iteration: 3, trial_id: 'c7_0', ...last})}\n`);
		const mark = follow(ray, files, trial).run.learnt.progress;
		return mark && [mark.step, mark.total, mark.unit, mark.from];
	};
	assert.deepEqual(progressOf({training_iteration: 12}, {}), [3, 12, 'it', 'stop training_iteration']);
	const steps = {timesteps_total: 600};
	assert.deepEqual(progressOf({training_iteration: 12, timesteps_total: 1000}, steps), [
		600,
		1000,
		'step',
		'stop timesteps_total',
	]);
	const nested = {env_runners: {num_env_steps_sampled_lifetime: 50}};
	const deep = 'env_runners/num_env_steps_sampled_lifetime';
	assert.deepEqual(progressOf({[deep]: 200}, nested), [50, 200, 'step', `stop ${deep}`]);
	assert.equal(progressOf({episode_reward_mean: 200}, {episode_reward_mean: 20}), null, 'it may never get there');
	assert.equal(progressOf({timesteps_total: 100}, {}), null, 'nor do its rows count that');
	assert.deepEqual(progressOf({timesteps_total: 1000, training_iteration: 4}, steps), [3, 4, 'it', 'stop training_iteration']);
});

test('Ray: a trial that failed before it began is known by the state, and one of which event files alone were kept by its settings', () => {
	const isFound = (files: MemoryFiles) => ray.detect({path: trial, entries: files.list(trial)}, files).length > 0;
	const early = () => new MemoryFiles().write(`${trial}/error.txt`, failure(1, 17)).write(`${trial}/error.pkl`, 'x');
	assert.ok(!isFound(early()), 'any program may write these');
	const failed = early().write(statePath, stateOf('ERROR'));
	assert.ok(isFound(failed));
	const {learnt} = follow(ray, failed, trial).run;
	assert.deepEqual([learnt.outcome?.status, learnt.error], ['failed', 'ValueError: too big']);
	const bare = begun().remove(`${trial}/result.json`);
	assert.ok(!isFound(bare));
	assert.ok(isFound(bare.write(`${trial}/events.out.tfevents.1795786695.host`, 'x')));
});

test('the name alone that an algorithm of RLlib leaves as its settings is no damage, and a torn file is', () => {
	const problemsWith = (settings: string) => {
		const files = begun().write(`${trial}/params.json`, settings);
		const {run, read} = follow(ray, files, trial);
		files.nowMs += 60_000;
		read();
		return run.problems.map(({message}) => message);
	};
	assert.deepEqual(problemsWith('"<ray.rllib.algorithms.ppo.ppo.PPOConfig object at 0x7f1234567890>"'), []);
	assert.match(problemsWith('{"lr": 0.')[0] ?? '', /^params\.json/);
});
