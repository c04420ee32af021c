import assert from 'node:assert/strict';
import {test} from 'node:test';
import {judgeHead} from '../../../source/formats/jsonl/detect.ts';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

function claims(contents: Record<string, string>, directory = '/runs/a') {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`${directory}/${name}`, content);
	return {files, found: jsonlFormat.detect({path: directory, entries: files.list(directory)}, files)};
}

const curve = '{"step":0,"loss":1}\n{"step":1,"loss":2}\n';

test('makes the directory of a file of metrics a run, also while it has only begun', () => {
	for (const [name, content] of [
		['metrics.jsonl', curve],
		['x.ndjson', curve],
		['metrics.jsonl', ''],
		['metrics.jsonl', '{"step":0,"lo'],
		['log.jsonl', '{"event":"start","config":{"lr":0.1}}\n'],
		['metrics.json', curve],
		['progress.json', '{"time/iterations":1,"time/total_timesteps":2048}\n'.repeat(2)],
		['history.jsonl', '{"loss":1}\n'],
	] as const) {
		assert.deepEqual(
			claims({[name]: content}).found.map(({path}) => path),
			['/runs/a'],
			`${name} ${content}`,
		);
	}
});

test('a file that may hold results is one of metrics where one is counted, if only by a word that counts other things as well', () => {
	const rows = (counter: string, metric: string) => [0, 1, 2].map(i => `{"${counter}":${i},"${metric}":0.${i}1}\n`).join('');
	for (const name of ['results.jsonl', 'train.jsonl', 'output.jsonl'])
		for (const counter of ['it', 'index', 'batch', 'n'])
			assert.equal(claims({[name]: rows(counter, 'loss')}).found.length, 1, `${name} ${counter}`);
	assert.equal(claims({'results.jsonl': rows('index', 'weight')}).found.length, 0);
});

test('finds metrics behind the events and warnings of a program’s start, and no others', () => {
	const events = '{"time":1700000000.5,"level":"INFO","msg":"x"}\n'.repeat(20);
	const isFound = (content: string, name = 'metrics.jsonl') => claims({[name]: content}).found.length > 0;
	assert.ok(isFound(events + curve));
	assert.ok(isFound('WARNING: foo\n'.repeat(9) + curve));
	assert.ok(!isFound(events));
	assert.ok(!isFound('WARNING: foo\n'.repeat(9)));
	assert.ok(!isFound(`${events}{"step":1,"lat":52.5,"lon":13.4}\n`, 'track_log.jsonl'));
	assert.ok(!isFound(events + curve, 'chats.jsonl'), 'a name that says nothing');
});

test('takes logs of places, prices and other things for none of a training', () => {
	const lines: Record<string, object> = {
		'gps_log.jsonl': {timestamp: 1700000000, lat: 52.5, lon: 13.4, accuracy: 5},
		'price_history.jsonl': {date: '2024-01-01', open: 1, high: 2, low: 0.5, close: 1.5},
		'chat_log.jsonl': {time: 1700000000, room: 4, words: 12},
		'track.jsonl': {step: 3, lat: 52.5, lon: 13.4},
	};
	for (const [name, line] of Object.entries(lines))
		assert.deepEqual(claims({[name]: `${JSON.stringify(line)}\n`}).found, [], name);
});

test('takes what a service logs of its calls for none of a training, and what trains for one, whatever it measures', () => {
	const call = {ts: '2025-12-09T00:44:39', model_id: 'm', tokens_total: 327, latency_ms: 12, cost_usd: 0.01};
	const services: Record<string, object> = {
		'metrics.jsonl': call,
		'log.jsonl': {runAt: '2026-07-25T23:57:50+03:00', durationMs: 45990, ok: true},
		'history.jsonl': {time: '2025-06-19 23:43:42', count: 96269},
	};
	for (const [name, line] of Object.entries(services))
		assert.deepEqual(claims({[name]: `${JSON.stringify(line)}\n`}).found, [], name);
	for (const line of [
		{...call, step: 3},
		{...call, loss: 0.5},
		{...call, round: 2},
		{...call, dice: 0.5},
		{time: 1.5, energy: -3},
		{win_rate: 0.5},
	])
		assert.equal(claims({'metrics.jsonl': `${JSON.stringify(line)}\n`}).found.length, 1, JSON.stringify(line));
	assert.equal(claims({'train_log.jsonl': '{"time": 1700000000.5, "win_rate": 0.5}\n'}).found.length, 1);
});

test('takes what is about several things for no run, whatever it measures, and what names its metrics, phase or job for one', () => {
	const lines = (...objects: object[]) => new TextEncoder().encode(objects.map(object => `${JSON.stringify(object)}\n`).join(''));
	const isRun = (...objects: object[]) => judgeHead('log.jsonl', lines(...objects)) !== null;
	const bench = {params: 1200, peak_mb: 30.5};
	assert.ok(!isRun({tag: 'sort', judge: '1/5', ...bench}, {tag: 'copy', judge: '2/5', ...bench}));
	assert.ok(isRun(bench, bench));
	assert.ok(isRun({device: 'cpu', ...bench}, {device: 'cpu', ...bench}));
	assert.ok(isRun({split: 'train', ...bench}, {split: 'val', ...bench}));
	assert.ok(isRun({job_id: 'a1', ...bench}, {job_id: 'b2', ...bench}));
	assert.ok(isRun({tag: 'sparsity', value: 0.5}, {tag: 'gain', value: 2}));
	assert.ok(isRun({saved: 'model_1.pt', ...bench}, {saved: 'model_2.pt', ...bench}));
	assert.ok(isRun({note: 'warm-up', step: 1, ...bench}, {note: 'cosine', step: 2, ...bench}));
	assert.ok(isRun({note: 'warm-up', loss: 2}, {note: 'cosine', loss: 1}));
});

test('leaves data, predictions, journals and single objects alone', () => {
	const contents: Record<string, string> = {
		'train.jsonl': '{"text":"a long story","label":1}\n{"text":"another","label":0}\n',
		'predictions.jsonl': '{"id":1,"prediction":"x","label":0}\n',
		'journal.log.json': '{"op_code":0,"step":1,"loss":1}\n{"op_code":1,"step":1,"loss":1}\n',
		'corpus.jsonl': `{"step":1,"n":2,"text":"${'word '.repeat(500)}"}\n`,
		'metrics.json': '{"loss": 1, "step": 2}\n',
		'journal.jsonl': '{"at":1,"by":"u","op":"tag","value":"x","key":"k"}\n',
		'empty.jsonl': '',
	};
	for (const [name, content] of Object.entries(contents)) assert.deepEqual(claims({[name]: content}).found, [], name);
});

test('takes texts with a score each for data, also where they say of which step they are, and a log that shows samples for one', () => {
	const rows = (make: (row: number) => object) => Array.from({length: 4}, (_, row) => `${JSON.stringify(make(row))}\n`).join('');
	for (const [name, content] of Object.entries({
		'30.jsonl': rows(row => ({input: `q${row}`, output: 'a', gts: '4', score: row, step: 30})),
		'rollouts.jsonl': rows(row => ({prompt: 'p', completion: 'c', reward: row, step: row})),
		'trace.jsonl': rows(row => ({step: row, thought: 'x', action: 'y', reward: 0})),
		'pairs.jsonl': rows(row => ({epoch: 1, sentence1: 'a', sentence2: 'b', score: row})),
		'samples.jsonl': rows(row => ({step: 5, said: `text ${row}`, score: row})),
	}))
		assert.deepEqual(claims({[name]: content}).found, [], name);
	for (const [name, content] of Object.entries({
		'train_log.jsonl': rows(row => ({step: row, reward: 1, prompt: 'p', completion: 'c'})),
		'x.jsonl': rows(row => ({step: row, loss: 1, prompt: 'p', completion: 'c'})),
		'y.jsonl': rows(row => ({step: 5, loss: row, name: `m${row}`, value: 1})),
		'z.jsonl': rows(row => ({step: 5, loss: row, model: `m${row}`})),
	}))
		assert.equal(claims({[name]: content}).found.length, 1, name);
});

test('makes files with the same keys runs of their own, and parts of a run one run with names that do not clash', () => {
	assert.deepEqual(
		claims({'lr1.jsonl': curve, 'lr2.jsonl': curve}).found.map(({path}) => path),
		['/runs/a/lr1.jsonl', '/runs/a/lr2.jsonl'],
	);
	const {files, found} = claims({'eval.jsonl': curve, 'metrics.jsonl': curve});
	assert.equal(found.length, 1);
	const collected = new Collected();
	readAll(jsonlFormat.open(found[0]!, files), collected);
	assert.deepEqual([...collected.only.metrics.keys()], ['loss', 'eval/loss']);
});

test('takes in a file that appears later, and keeps what was read', () => {
	const {files, found} = claims({'metrics.jsonl': curve});
	const source = jsonlFormat.open(found[0]!, files);
	const collected = new Collected();
	readAll(source, collected);
	files.write('/runs/a/eval.jsonl', '{"step":5,"eval_loss":3}\n');
	const [claim] = jsonlFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
	source.extend!(claim!);
	readAll(source, collected);
	assert.equal(collected.only.resets, 1);
	assert.deepEqual([...collected.only.metrics.keys()], ['loss', 'eval_loss']);
	assert.deepEqual(collected.only.learnt.signFiles.length, 2);
});

test('knows lines of metrics that end in zero bytes', () => {
	const lines = Buffer.from('{"step": 1, "loss": 2}\0\0\0\n{"step": 2, "loss": 1}\0\r\n');
	assert.equal(judgeHead('metrics.jsonl', lines), 'loss\nstep');
});
