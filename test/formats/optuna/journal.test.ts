import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {checkCounts} from '../../../source/core/check/check-counts.ts';
import {optuna} from '../../../source/formats/optuna/index.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';

const path = '/optuna/journal.log';
const whole = loadFixture('optuna').readWhole(path, 1e6)!;

function openJournal(files: MemoryFiles) {
	const claims = optuna.detect({path: '/optuna', entries: files.list('/optuna')}, files);
	return optuna.open(claims.find(claim => claim.path === path)!, files);
}

function readJournal(text: string | Uint8Array): Collected {
	const files = new MemoryFiles().write(path, text);
	const collected = new Collected();
	readAll(openJournal(files), collected);
	return collected;
}

/** A run by the id that people see. */
function find(collected: Collected, id: string): CollectedRun {
	return [...collected.runs.values()].find(({learnt, removed}) => learnt.id === id && !removed)!;
}

const journal = readJournal(whole);

test('every trial, with the choices that were made and the values on its way', () => {
	assert.equal(journal.runs.size, 32);
	const run = find(journal, 'resnet-tune größe/0');
	const {learnt} = run;
	assert.deepEqual([learnt.group, learnt.groupScope], ['resnet-tune größe', path]);
	assert.deepEqual(learnt.config, {lr: 0.001, opt: 'sgd', layers: 4, dropout: 0.5});
	assert.deepEqual(learnt.outcome, {status: 'finished', why: 'trial state COMPLETE'});
	assert.equal(learnt.startedAtMs, Date.parse('2026-11-21T01:17:46.090858Z') + 0.858);
	assert.equal(run.aggregate('value', 'points'), 12);
	assert.deepEqual(run.defined.get('value'), {goal: 'minimize'});
	assert.deepEqual(learnt.summary, {objective: 0.056783364645672026});
	assert.deepEqual(learnt.extra['user attributes'], {host: 'gpu-node01'});
	assert.deepEqual(journal.problems, []);
});

test('pruned, failed, waiting, left running, and a choice of nothing', () => {
	const of = (id: string) => find(journal, `resnet-tune größe/${id}`).learnt;
	assert.equal(of('1').outcome?.status, 'failed');
	assert.equal(of('10').outcome?.status, 'pruned');
	assert.equal(of('10').config.opt, null);
	assert.equal(of('25').outcome?.status, 'queued');
	assert.deepEqual(of('25').config, {});
	assert.deepEqual([of('24').outcome, of('24').recorded], [null, 'RUNNING']);
	assert.equal(find(journal, 'resnet-tune größe/24').aggregate('value', 'nonfinite'), 1);
});

test('several objectives by their names', () => {
	const run = find(journal, 'two objectives/0');
	const {learnt} = run;
	assert.deepEqual(learnt.summary, {latency: 0.22199317108973948, acc: 0.9});
	assert.equal(learnt.extra.goal, 'minimize latency, maximize acc');
	assert.deepEqual(
		[...run.defined],
		[
			['latency', {goal: 'minimize', isUncounted: true}],
			['acc', {goal: 'maximize', isUncounted: true}],
		],
	);
	assert.deepEqual(run.points('acc'), [[0, 0.9]]);
	assert.deepEqual(run.walls('acc'), [learnt.endedAtMs]);
});

test('an objective is a series of its own, which a trial without values on its way has too', () => {
	const complete = (id: number, state: number, value: number) =>
		`{"op_code":6,"worker_id":"w-1","trial_id":${id},"state":${state},"values":[${value}],"datetime_complete":"2026-01-01T00:01:00"}\n`;
	const collected = readJournal(
		study + trial + report(0, '0.1') + report(7, '0.25') + complete(0, 1, 0.99) + trial + complete(1, 1, 0.5) + trial,
	);
	const [reported, bare, open] = [0, 1, 2].map(number => find(collected, `s/${number}`));
	assert.deepEqual(reported!.points('value').at(-1), [7, 0.25]);
	assert.deepEqual(reported!.points('objective'), [[7, 0.99]]);
	assert.deepEqual(reported!.defined.get('objective'), {goal: 'maximize', isUncounted: true});
	assert.deepEqual(checkCounts(reported!.learnt, reported!.metrics), [], 'an objective need not be a value that was reported');
	assert.deepEqual([bare!.metrics.has('value'), bare!.points('objective')], [false, [[0, 0.5]]]);
	assert.deepEqual([open!.metrics.size, open!.learnt.summary], [0, {}]);
	const pruned = find(readJournal(study + trial + report(0, '0.1') + complete(0, 2, 0.1)), 's/0');
	assert.deepEqual([pruned.learnt.outcome?.status, pruned.metrics.has('objective')], ['pruned', false]);
});

test('what is appended is seen, a torn line when it is whole', () => {
	const files = new MemoryFiles().write(path, whole);
	const source = openJournal(files);
	const collected = new Collected();
	readAll(source, collected);
	const run = find(collected, 'empty/0');
	assert.equal(run.learnt.recorded, 'RUNNING');
	files.nowMs += 1e12;
	files.append(path, '{"op_code":7,"worker_id":"w-1","trial_id":31,"step":5,"intermediate_value":NaN}\n{"op_code":7,"worker');
	readAll(source, collected);
	assert.equal(run.aggregate('value', 'nonfinite'), 1);
	assert.equal(run.learnt.lastSignMs, files.stat(path)!.modifiedAtMs);
	files.append(path, '_id":"w-1","trial_id":31,"step":6,"intermediate_value":0.5}\n');
	files.append(
		path,
		'{"op_code":6,"worker_id":"w-1","trial_id":31,"state":1,"values":[0.5],"datetime_complete":"2026-11-21T03:00:00+00:00"}\n',
	);
	readAll(source, collected);
	assert.equal(run.aggregate('value', 'points'), 7);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.equal(run.learnt.endedAtMs, Date.parse('2026-11-21T03:00:00Z'));
	files.append(path, '{"op_code":7,"worker_id":"w-1","trial_id":31,"step":9,"intermediate_value":1}\n');
	readAll(source, collected);
	assert.equal(run.aggregate('value', 'points'), 7, 'Optuna refuses to change what has ended');
});

const study = '{"op_code":0,"worker_id":"w-1","study_name":"s","directions":[2]}\n';
const trial = '{"op_code":4,"worker_id":"w-1","study_id":0,"datetime_start":"2026-01-01T00:00:00.000000"}\n';
const report = (step: number, value: string) =>
	`{"op_code":7,"worker_id":"w-1","trial_id":0,"step":${step},"intermediate_value":${value}}\n`;

test('a value that is reported again replaces the first', () => {
	const run = find(readJournal(study + trial + report(1, '5') + report(0, '4') + report(1, '6')), 's/0');
	assert.deepEqual(run.points('value'), [
		[0, 4],
		[1, 6],
	]);
	assert.deepEqual(run.defined.get('value'), {goal: 'maximize'});
});

test('times without a zone are local', () => {
	const {learnt} = find(readJournal(study + trial), 's/0');
	assert.equal(learnt.startedAtMs, new Date(2026, 0, 1).getTime());
});

test('a study that is deleted takes its trials along, and its name may be used again', () => {
	const gone = '{"op_code":1,"worker_id":"w-1","study_id":0}\n';
	const again = trial.replace('"study_id":0', '"study_id":1');
	const collected = readJournal(study + trial + study + gone + study + again);
	assert.deepEqual(
		[...collected.runs.values()].map(({learnt, removed}) => [learnt.id, removed]),
		[
			['s/0', true],
			['s/0', false],
		],
	);
});

test('a trial that is added whole', () => {
	const text = `${study}{"op_code":4,"worker_id":"w-1","study_id":0,"datetime_start":"2026-01-01T00:00:00","datetime_complete":"2026-01-01T00:01:00","state":1,"value":0.5,"values":null,"distributions":{"k":"{\\"name\\": \\"IntDistribution\\", \\"attributes\\": {}}"},"params":{"k":3.0},"user_attrs":{},"system_attrs":{"failed_trial":4,"retry_history":[4,6]},"intermediate_values":{"1":2,"0":3}}\n`;
	const run = find(readJournal(text), 's/0');
	assert.deepEqual(run.learnt.config, {k: 3});
	assert.deepEqual(run.learnt.summary, {objective: 0.5});
	assert.equal(run.learnt.extra['retry of'], 'trial 4');
	assert.equal(run.learnt.attempt, 3);
	assert.equal(find(readJournal(study + trial), 's/0').learnt.attempt, null);
	assert.deepEqual(run.points('value'), [
		[0, 3],
		[1, 2],
	]);
});

test('a silent trial may be as silent as others of its study were long', () => {
	const end = '{"op_code":6,"worker_id":"w-1","trial_id":0,"state":1,"values":[1],"datetime_complete":"2026-01-01T02:00:00"}\n';
	const run = find(readJournal(study + trial + end + trial), 's/1');
	assert.equal(run.learnt.writer.bufferMs, 2 * 7_200_000);
	assert.equal(find(readJournal(study + trial + report(0, '1')), 's/0').learnt.writer.bufferMs, 0);
});

test('another file in its place', () => {
	const files = new MemoryFiles().write(path, whole);
	const source = openJournal(files);
	const collected = new Collected();
	readAll(source, collected);
	files.write(path, study + trial + report(0, '1'));
	readAll(source, collected);
	assert.deepEqual(
		[...collected.runs.values()].filter(({removed}) => !removed).map(({learnt}) => learnt.id),
		['s/0'],
	);
	assert.deepEqual(find(collected, 's/0').points('value'), [[0, 1]]);
});

test('a journal cut anywhere gives its whole lines; damage costs lines and is said', () => {
	for (let size = 100; size < whole.length; size += 499) assert.deepEqual(readJournal(whole.subarray(0, size)).problems, []);
	const random = seededRandom(51);
	for (let round = 0; round < 60; round++) {
		const bytes = Buffer.from(whole);
		for (let flips = random(8); flips >= 0; flips--) bytes[100 + random(bytes.length - 100)]! ^= 1 << random(8);
		assert.ok(readJournal(bytes).runs.size <= 32);
	}
	const damaged = readJournal(`${study}${trial}{"op_code":7,"worker_id"{"op_code\n${report(0, '1')}`);
	assert.match(damaged.problems[0]!.message, /line 3/);
	assert.equal(find(damaged, 's/0').aggregate('value', 'points'), 1);
});

test('zero bytes where a trial was begun are said, and the trial is told by what follows', () => {
	const end = (id: number, value: number) =>
		`{"op_code":6,"worker_id":"w-1","trial_id":${id},"state":1,"values":[${value}],"datetime_complete":"2026-01-01T00:01:00"}\n`;
	const lost = `${'\0'.repeat(trial.length - 1)}\n`;
	for (const hole of [lost, `{"op_co${trial}`]) {
		const collected = readJournal(study + trial + end(0, 1) + hole + end(1, 2) + trial + end(2, 3));
		assert.match(collected.problems[0]!.message, /^Damaged at line 4: /);
		const told = ['0', '1', '2'].map(id => find(collected, `s/${id}`).learnt);
		assert.deepEqual(
			told.map(({summary, startedAtMs}) => [summary.objective, startedAtMs === null]),
			[
				[1, false],
				[2, true],
				[3, false],
			],
		);
	}
	const whole = readJournal(study + trial + end(0, 1) + end(1, 2) + report(5, '1'));
	assert.equal(whole.runs.size, 1, 'nothing is made up where no line is lost');
	assert.match(whole.problems[0]!.message, /^Line 4 is of trial 1, which no line/);
	assert.equal(readJournal(study + lost + end(7, 2)).runs.size, 0, 'nor more than the lost bytes may have held');
});

test('a journal needs no extension where its name speaks of studies', () => {
	const files = new MemoryFiles();
	for (const name of ['journal', 'study_storage', 'my.optuna', 'notes']) files.write(`/j/${name}`, study + trial);
	const found = optuna.detect({path: '/j', entries: files.list('/j')}, files).map(claim => claim.path);
	assert.deepEqual(found.sort(), ['/j/journal', '/j/my.optuna', '/j/study_storage']);
});

test('the threads of the process that runs a trial are told, whichever of them began it, and those of no other', () => {
	const [own, other] = ['41260a46-3d5e-40b8-964b-0151db7f3a8d', '355b44f0-5b70-43c4-8263-b4fb20c16b3d'];
	const line = (operation: number, worker: string, more: object) =>
		`${JSON.stringify({op_code: operation, worker_id: worker, ...more})}\n`;
	const start = {study_id: 0, datetime_start: '2026-01-01T00:00:00.000000'};
	const waiting = line(4, `${other}-139968513497984`, {study_id: 0, state: 4, datetime_start: null});
	const taken = line(6, `${own}-140214813502336`, {trial_id: 2, state: 0, datetime_start: start.datetime_start});
	const text = [
		line(0, `${own}-140214813502336`, {study_name: 's', directions: [1]}),
		line(4, `${own}-140214668006848`, start),
		line(4, 'w-1', start),
		`${waiting}${taken}`,
	];
	const read = readJournal(text.join(''));
	const threadsOf = (id: string) => find(read, id).learnt.writer.python?.threads;
	assert.deepEqual(threadsOf('s/0'), [140214813502336, 140214668006848]);
	assert.equal(threadsOf('s/1'), undefined);
	assert.deepEqual(threadsOf('s/2'), threadsOf('s/0'), 'who takes a trial that waits, not who has queued it');
});

test('what is of trials and studies that no line began, and operations of later versions, are named', () => {
	const worker = '"worker_id":"w-1"';
	const lost = readJournal(`${report(3, '1')}${trial}`);
	assert.equal(lost.runs.size, 0);
	assert.deepEqual(lost.problems, [
		{
			file: path,
			message:
				'Line 1 is of trial 0, which no line before it began, and is passed over like all that is of others like it; the beginning of the journal may be lost: restore it from a copy',
		},
	]);
	assert.match(readJournal(`${trial}`).problems[0]!.message, /^Line 1 is of study 0, which/);
	const newer = readJournal(`${study}${trial}{"op_code":10,${worker}}\n{"op_code":42,${worker}}\n`);
	assert.match(newer.problems[0]!.message, /^Line 4 has operation 42, which/);
	const deleted = readJournal(`${study}${trial}{"op_code":1,${worker},"study_id":0}\n${trial}${report(0, '1')}`);
	assert.deepEqual(deleted.problems, [], 'another worker may not know yet that the study is gone');
});

test('a compressed journal is read, unless it lies there unpacked as well', () => {
	const files = new MemoryFiles().write(`${path}.gz`, gzipSync(whole));
	const claims = () => optuna.detect({path: '/optuna', entries: files.list('/optuna')}, files);
	const collected = new Collected();
	readAll(optuna.open(claims()[0]!, files), collected);
	assert.equal(collected.runs.size, 32);
	assert.deepEqual(find(collected, 'resnet-tune größe/0').learnt.config, find(journal, 'resnet-tune größe/0').learnt.config);
	files.write(path, whole);
	assert.deepEqual(
		claims().map(claim => claim.path),
		[path],
	);
});
