import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nativeFormat} from '../../../source/formats/native/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const run = '/runs/a';
const record = {
	xtui: 1,
	id: 'k3f9',
	name: 'resnet lr 0.1',
	group: 'sweep',
	parent: 'p1',
	command: {argv: ['python', 'train.py', '--lr', '0.1'], cwd: '/home/ada/proj', env: {CUDA_VISIBLE_DEVICES: '0'}},
	started_at: 1763650000.5,
	host: 'gpu01',
	user: 'ada',
	pid: 4711,
	pid_started_at: 123456,
	config: {lr: 0.1, model: {depth: 50}},
	tags: ['baseline', 'slow'],
	total_steps: 1000,
	git: {commit: 'abc', branch: 'main', dirty: true, remote: null},
	source_digest: 'd1',
	restart_of: 'k0',
	executor: {kind: 'slurm', job: '77'},
	future_field: {a: 1},
};

function follow(contents: Record<string, string | object> = {}) {
	const files = new MemoryFiles();
	const put = (name: string, content: string | object) =>
		files.write(`${run}/${name}`, typeof content === 'string' ? content : JSON.stringify(content));
	for (const [name, content] of Object.entries({'xtui-run.json': record, ...contents})) put(name, content);
	const [claim] = nativeFormat.detect({path: run, entries: files.list(run)}, files);
	const source = nativeFormat.open(claim!, files);
	const collected = new Collected();
	const read = () => readAll(source, collected);
	read();
	return {files, put, read, source, claim: claim!, got: collected.only, learnt: collected.only.learnt};
}

const line = (entry: object) => `${JSON.stringify({by: 'ada@gpu01', ...entry})}\n`;

test('claims a directory with a run record, and everything below it', () => {
	const {claim} = follow();
	assert.deepEqual(claim, {format: 'xtui', path: run, files: [`${run}/xtui-run.json`], ownsSubtree: true});
	assert.deepEqual(nativeFormat.detect({path: '/x', entries: [{name: 'metrics.jsonl', kind: 'file'}]}, new MemoryFiles()), []);
});

test('takes every recorded field, and keeps those it does not know to be shown', () => {
	const {learnt} = follow();
	const expected = {
		id: 'k3f9',
		name: 'resnet lr 0.1',
		group: 'sweep',
		parent: 'p1',
		startedAtMs: 1763650000500,
		host: 'gpu01',
		user: 'ada',
		pid: 4711,
		pidStartTicks: 123456,
		command: record.command,
		git: record.git,
		sourceDigest: 'd1',
		config: record.config,
		tags: ['baseline', 'slow'],
		total: {total: 1000, unit: 'step', from: 'total_steps in xtui-run.json'},
		extra: {executor: {kind: 'slurm', job: '77'}, restart_of: 'k0', future_field: {a: 1}},
	};
	for (const [key, value] of Object.entries(expected)) assert.deepEqual(learnt[key as keyof typeof learnt], value, key);
	assert.equal(learnt.writer.marksEnd, true);
	assert.deepEqual(learnt.signFiles, [`${run}/metrics.jsonl`, `${run}/output.log`]);
});

test('needs no field but the id', () => {
	const {learnt, got} = follow({'xtui-run.json': {xtui: 1, id: 'x'}});
	assert.equal(learnt.id, 'x');
	assert.equal(learnt.command, null);
	assert.deepEqual(got.problems, []);
});

test('reads metrics as they are appended, with their times', () => {
	const {got, files, read} = follow({'metrics.jsonl': '{"step": 12, "time": 1763650000.25, "loss": 0.31, "val/acc": 0.8}\n'});
	assert.deepEqual(got.points('val/acc'), [[12, 0.8]]);
	assert.deepEqual(got.walls('loss'), [1763650000250]);
	files.append(`${run}/metrics.jsonl`, '{"step": 13, "time": 1763650001.25, "loss": NaN}\n');
	read();
	assert.deepEqual(got.points('loss').at(-1), [13, Number.NaN]);
	assert.equal(got.learnt.lastSignMs, 1763650001250);
});

test('says how the run ended as its exit record says it', () => {
	const endings: [object, string][] = [
		[{ended_at: 1763650100.5, exit_code: 0, signal: null}, 'finished'],
		[{exit_code: 1, signal: null, error: 'ValueError: x'}, 'failed'],
		[{exit_code: null, signal: 'SIGTERM'}, 'stopped'],
		[{exit_code: null, signal: 'SIGINT'}, 'stopped'],
		[{exit_code: 130, signal: null}, 'stopped'],
		[{exit_code: null, signal: 'SIGKILL'}, 'failed'],
		[{exit_code: null, signal: 'SIGKILL', asked_for: true}, 'stopped'],
	];
	for (const [exit, status] of endings) {
		const {learnt} = follow({'exit.json': exit});
		assert.equal(learnt.outcome?.status, status, JSON.stringify(exit));
		assert.match(learnt.outcome.why, /exit\.json/);
	}
	assert.equal(follow({'exit.json': endings[1]![0]}).learnt.error, 'ValueError: x');
	assert.equal(follow({'exit.json': endings[0]![0]}).learnt.endedAtMs, 1763650100500);
	assert.equal(follow().learnt.outcome, null);
});

test('notices an exit record, a tag and a summary that come later', () => {
	const {learnt, put, read} = follow();
	put('exit.json', {ended_at: 1763650100, exit_code: 0});
	put('journal.jsonl', line({at: 1, op: 'tag', value: 'good', key: 'a'}));
	put('summaries/metrics.json', {loss: {last: 0.1, min: 0.05}});
	read();
	assert.equal(learnt.outcome?.status, 'finished');
	assert.deepEqual(learnt.tags, ['baseline', 'slow', 'good']);
	assert.deepEqual(learnt.summary, {loss: {last: 0.1, min: 0.05}});
});

test('takes progress and the error of the output, but no metrics and no verdict on the end', () => {
	const output =
		'step 1 loss 5\n 42%|####      | 42/100 [00:00<00:01, 33.0it/s]\nTraceback (most recent call last):\n  File "a"\nValueError: bad\n';
	const {learnt, got} = follow({'output.log': output});
	assert.deepEqual(learnt.progress, {step: 42, total: 100, unit: 'it', from: 'progress bar in output.log'});
	assert.equal(learnt.error, 'ValueError: bad');
	assert.equal(learnt.outcome, null);
	assert.equal(got.metrics.size, 0);
});

test('shows what people said, marks and notes included', () => {
	const {learnt, got} = follow({
		'journal.jsonl': [
			line({at: 10, op: 'untag', value: 'slow', key: 'a'}),
			line({at: 20, op: 'mark', value: 'favourite', key: 'b'}),
			line({at: 30, op: 'note', value: 'lr too high', key: 'c'}),
			line({at: 40, op: 'verdict', value: 'fail', key: 'd'}),
			line({at: 50, op: 'archive', value: null, key: 'e'}),
		].join(''),
	});
	assert.deepEqual(learnt.tags, ['baseline']);
	assert.deepEqual(learnt.marks, ['favourite', 'archived']);
	assert.deepEqual(learnt.notes, ['lr too high']);
	assert.equal(learnt.verdict, 'fail');
	assert.deepEqual(got.events, [{atMs: 30_000, step: null, kind: 'note', text: 'ada@gpu01: lr too high'}]);
});

test('calls a deleted run deleted, and a restored one what it was', () => {
	const deleted = line({at: 1, op: 'delete', value: null, key: 'a'});
	assert.equal(follow({'journal.jsonl': deleted}).learnt.outcome?.status, 'deleted');
	const restored = deleted + line({at: 2, op: 'restore', value: null, key: 'b'});
	assert.equal(follow({'journal.jsonl': restored, 'exit.json': {exit_code: 0}}).learnt.outcome?.status, 'finished');
});

test('reports records that cannot be read, with their file, and keeps the last good one', () => {
	const {learnt, got, put, read} = follow();
	put('xtui-run.json', '{"xtui": 1, "id": "k3');
	put('journal.jsonl', 'nonsense\n');
	read();
	assert.equal(learnt.name, 'resnet lr 0.1');
	assert.deepEqual(got.problems.map(({file}) => file).sort(), [`${run}/journal.jsonl`, `${run}/xtui-run.json`]);
});

test('says everything again after the metrics were replaced', () => {
	const {got, learnt, put, read} = follow({
		'metrics.jsonl': '{"step":0,"loss":1}\n',
		'journal.jsonl': line({at: 1, op: 'note', value: 'n', key: 'a'}),
	});
	put('metrics.jsonl', '{"step":0,"acc":1}\n');
	read();
	assert.deepEqual([...got.metrics.keys()], ['acc']);
	assert.equal(got.events.length, 1);
	assert.equal(learnt.name, 'resnet lr 0.1');
});

test('whatever number was logged is a metric, also a seed, and leaves the config as it was recorded', () => {
	const {got, put, read} = follow({'metrics.jsonl': '{"step":1,"seed":7,"loss":1}\n'});
	put('metrics.jsonl', '{"step":1,"seed":7,"loss":1}\n{"step":2,"seed":7,"loss":1}\n');
	read();
	assert.deepEqual([...got.metrics.keys()], ['seed', 'loss']);
	assert.deepEqual(got.learnt.config, record.config);
});
