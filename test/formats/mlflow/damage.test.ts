import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mlflow} from '../../../source/formats/mlflow/index.ts';
import {Collected, readAll, readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const experiment = '/mlruns/297275485692744645';
const directory = `${experiment}/7efe179f74ad4a9788910c98393e0ee8`;
const meta = `artifact_uri: /somewhere
end_time: 1795749361834
entry_point_name: ''
experiment_id: '297275485692744645'
lifecycle_stage: active
run_id: 7efe179f74ad4a9788910c98393e0ee8
run_name: first
run_uuid: 7efe179f74ad4a9788910c98393e0ee8
start_time: 1795749360834
status: 3
tags: []
user_id: root
`;
const experimentMeta = `artifact_location: /somewhere\nexperiment_id: '297275485692744645'\nlifecycle_stage: active\nname: vision\n`;

const store = (text: string | Uint8Array | null) => {
	const files = new MemoryFiles()
		.write(`${experiment}/meta.yaml`, experimentMeta)
		.write(`${directory}/metrics/loss`, '1795749360900 0.5 0\n')
		.write(`${directory}/params/lr`, '0.1')
		.write(`${directory}/tags/mlflow.runName`, 'first');
	return text === null ? files : files.write(`${directory}/meta.yaml`, text);
};
const read = (files: MemoryFiles) => readDirectory(mlflow, directory, files).get(directory)!;

test('a run whose description is damaged or gone is listed with all that is left, and the damage said', () => {
	const cases: [string | Uint8Array | null, string][] = [
		['', 'meta.yaml is empty'],
		[new Uint8Array(300), 'meta.yaml holds nothing but zero bytes'],
		[null, 'meta.yaml is missing'],
		['name: something\nversion: 3\n', 'meta.yaml is none of MLflow'],
		[meta.slice(0, 20), 'meta.yaml ends too early, at byte 20'],
		[meta.slice(0, meta.indexOf('start_time')), `meta.yaml ends too early, at byte ${meta.indexOf('start_time')}`],
	];
	for (const [text, message] of cases) {
		const run = read(store(text));
		assert.deepEqual(
			run.problems.map(problem => problem.message),
			[message],
		);
		const {name, group, outcome, startedAtMs, config} = run.learnt;
		assert.deepEqual([name, group, outcome?.status, startedAtMs], ['first', 'vision', 'unknown', null]);
		assert.equal(config.lr, '0.1');
		assert.deepEqual(run.points('loss'), [[0, 0.5]]);
	}
});

test('nothing is taken from the line that a cut lies in', () => {
	const {learnt, problems} = read(store(meta.slice(0, meta.indexOf('start_time') + 16)));
	assert.deepEqual([learnt.startedAtMs, learnt.endedAtMs, learnt.name], [null, 1_795_749_361_834, 'first']);
	assert.match(learnt.outcome!.why, /^meta.yaml ends too early/);
	assert.equal(problems.length, 1);
	const late = read(store(meta.slice(0, -3)));
	assert.deepEqual([late.learnt.outcome?.status, late.learnt.user, late.problems.length], ['finished', null, 1]);
});

test('a status or a time that MLflow does not know is named with its file and with what to write there', () => {
	const messages = (text: string) => read(store(text)).problems.map(({file, message}) => [file, message]);
	const file = `${directory}/meta.yaml`;
	const odd = meta.replace('status: 3', 'status: 9');
	const remedy = 'write 1 (RUNNING), 2 (SCHEDULED), 3 (FINISHED), 4 (FAILED) or 5 (KILLED) there';
	assert.deepEqual(messages(odd), [[file, `meta.yaml holds status 9, which MLflow does not know: ${remedy}`]]);
	const {learnt} = read(store(odd));
	assert.deepEqual([learnt.outcome?.status, learnt.endedAtMs], ['unknown', 1_795_749_361_834]);
	assert.equal(learnt.outcome?.why, 'meta.yaml holds a status that MLflow does not know, and it would say how the run stands');
	const early = meta.replace('1795749360834', 'soon');
	const message = 'meta.yaml holds start_time "soon", which is no time: write its milliseconds since 1970 there';
	assert.deepEqual(messages(early), [[file, message]]);
	assert.equal(read(store(early)).learnt.outcome?.status, 'finished');
	for (const status of ['1', '2', '3', '4', '5', 'FINISHED'])
		assert.deepEqual(messages(meta.replace('status: 3', `status: ${status}`)), [], status);
	assert.deepEqual(messages(meta.replace('end_time: 1795749361834', 'end_time: null')), []);
});

test('a description that is whole again takes its problem back', () => {
	const files = store(meta.slice(0, 20));
	const {run, read: again} = follow(mlflow, files, directory);
	assert.equal(run.problems.length, 1);
	files.write(`${directory}/meta.yaml`, meta);
	again();
	assert.deepEqual([run.problems, run.learnt.outcome?.status, run.points('loss').length], [[], 'finished', 1]);
});

test('other directories do not become runs for having parts of their names', () => {
	const files = new MemoryFiles()
		.write('/data/metrics/a', '1')
		.write('/data/params/b', '1')
		.write(`${experiment}/6334a2b9c1f848f09f6e6a12f4f9d6a7/artifacts/model/x`, '1')
		.write(`${experiment}/models/m-6334a2b9c1f848f09f6e6a12f4f9d6a7/meta.yaml`, 'model_id: m-1\n')
		.write(`${experiment}/models/m-6334a2b9c1f848f09f6e6a12f4f9d6a7/metrics/a`, '1 2 3\n')
		.write(`${experiment}/models/m-6334a2b9c1f848f09f6e6a12f4f9d6a7/params/b`, '1');
	const others = [
		'/data',
		`${experiment}/6334a2b9c1f848f09f6e6a12f4f9d6a7`,
		`${experiment}/models/m-6334a2b9c1f848f09f6e6a12f4f9d6a7`,
	];
	for (const path of others) assert.deepEqual(mlflow.detect({path, entries: files.list(path)}, files), []);
});

test('versions of registered models and prompts are no runs, although they name one and have tags', () => {
	const version = [
		'aliases: []',
		'creation_timestamp: 1795807865332',
		'current_stage: None',
		'name: mymodel',
		'run_id: 4bfd6cfe1f0342b0b6a5bd89cfdd800b',
		'run_link: null',
		'status: READY',
		'storage_location: file:///x',
		'version: 1',
	];
	const path = '/w/mlruns/models/mymodel/version-1';
	const claims = (meta: string | Uint8Array) => {
		const files = new MemoryFiles().write(`${path}/meta.yaml`, meta).write(`${path}/tags/stage`, 'best');
		return mlflow.detect({path, entries: files.list(path)}, files);
	};
	const text = `${version.join('\n')}\n`;
	assert.deepEqual(claims(text), []);
	assert.deepEqual(claims(text.replace('4bfd6cfe1f0342b0b6a5bd89cfdd800b', 'null')), []);
	// Cut, or its first bytes gone.
	assert.deepEqual(claims(text.slice(0, text.indexOf('run_link'))), []);
	assert.deepEqual(claims(Buffer.concat([Buffer.alloc(60), Buffer.from(text).subarray(60)])), []);
});

test('an experiment without its description is said, but not of a run that was moved out of it', () => {
	const messages = (files: MemoryFiles) => read(files).problems.map(({message}) => message);
	assert.deepEqual(messages(store(meta)), []);
	assert.deepEqual(messages(store(meta).write(`${experiment}/meta.yaml`, '')), ['meta.yaml of its experiment is empty']);
	assert.deepEqual(messages(store(meta).remove(`${experiment}/meta.yaml`)), ['meta.yaml of its experiment is missing']);
	const elsewhere = meta.replace('297275485692744645', '5');
	assert.deepEqual(messages(store(elsewhere).remove(`${experiment}/meta.yaml`)), []);
});

test('names and ids are texts, whatever they look like', () => {
	for (const name of ['1e-3', '1e3', '6.02E23', '0o17', '-.5e3', '1.50']) {
		const files = store(meta.replace('run_name: first', `run_name: ${name}`)).remove(`${directory}/tags/mlflow.runName`);
		files.write(`${experiment}/meta.yaml`, experimentMeta.replace('vision', name));
		const {learnt} = read(files);
		assert.deepEqual([learnt.name, learnt.group], [name, name]);
	}
	const old = read(store(meta.replace("'297275485692744645'", '297275485692744645')));
	assert.equal(old.learnt.extra['experiment id'], '297275485692744645');
});

test('a run without a name is called as its project lies, or by the beginning of its id', () => {
	const nameOf = (source: string, type = 'PROJECT', entry = 'main') => {
		const files = store(meta.replace('run_name: first', "name: ''")).remove(`${directory}/tags/mlflow.runName`);
		files.write(`${directory}/tags/mlflow.source.name`, source).write(`${directory}/tags/mlflow.source.type`, type);
		return read(files.write(`${directory}/tags/mlflow.project.entryPoint`, entry)).learnt.name;
	};
	assert.equal(nameOf('file:///home/ada/exp#steps/train'), 'steps/train');
	assert.equal(nameOf('file:///home/ada/exp#steps/train', 'PROJECT', 'evaluate'), 'steps/train evaluate');
	assert.equal(nameOf('https://example.org/ada/exp.git'), 'exp');
	assert.equal(nameOf('C:\\Users\\ada\\exp'), 'exp');
	assert.match(nameOf('/home/ada/exp/train.py', 'LOCAL') ?? '', /^[0-9a-f]{8}$/);
});

test('the end of a metric that is cut, or was never written, counts as left unread', () => {
	for (const end of ['17957493', '\0\0\0\0\0\0\0\0']) {
		const files = store(meta).append(`${directory}/metrics/loss`, end);
		const [claim] = mlflow.detect({path: directory, entries: files.list(directory)}, files);
		const source = mlflow.open(claim!, files);
		const collected = new Collected();
		readAll(source, collected);
		assert.equal(source.read(collected, 1e6).bytesLeft, 8);
		assert.deepEqual(collected.only.points('loss'), [[0, 0.5]]);
	}
});

test('a parameter is kept whole or said to be lost', () => {
	const long = read(store(meta).write(`${directory}/params/long`, 'x'.repeat(100_000)));
	assert.equal(String(long.learnt.config.long).length, 100_000);
	const huge = read(store(meta).write(`${directory}/params/huge`, 'x'.repeat(2_000_000)));
	assert.deepEqual(huge.problems, [
		{file: `${directory}/params/huge`, message: 'Cannot be read: check its size and permissions'},
	]);
	const zeros = read(store(meta).write(`${directory}/params/zeros`, '\0\0\0'));
	assert.ok(!('zeros' in zeros.learnt.config));
	assert.deepEqual(
		zeros.problems.map(({message}) => message),
		['Holds nothing but zero bytes'],
	);
});

test('a line with more fields than MLflow takes is no point', () => {
	const run = read(store(meta).append(`${directory}/metrics/loss`, '1 2 3 4 5 6 7\n4 5 6 data abc\n'));
	assert.deepEqual(run.points('loss'), [
		[0, 0.5],
		[6, 5],
	]);
	assert.equal(run.problems.length, 1);
});

test('for a check: an empty file of a metric, which MLflow writes with its first point, is named', () => {
	const faults = (files: MemoryFiles) => {
		const [claim] = mlflow.detect({path: directory, entries: files.list(directory)}, files);
		const source = mlflow.open(claim!, files);
		readAll(source, new Collected());
		return source.verify?.().map(({file, message}) => `${file.split('/').at(-1)}: ${message}`);
	};
	assert.deepEqual(faults(store(meta)), []);
	assert.deepEqual(faults(store(meta).write(`${directory}/metrics/acc`, '')), [
		'acc: Is empty: the points of this metric are lost',
	]);
});

test('a run in the directory of another experiment than its own is named, as MLflow ignores it', () => {
	const moved = (id: string) =>
		read(store(meta.replace(/experiment_id: .*/, `experiment_id: ${id}`))).problems.map(({message}) => message);
	assert.deepEqual(moved("'297275485692744645'"), []);
	assert.match(moved("'42'").join(), /^meta\.yaml is of experiment 42 and lies in 297275485692744645: MLflow ignores this run/);
	const alone = store(meta.replace(/experiment_id: .*/, "experiment_id: '42'")).remove(`${experiment}/meta.yaml`);
	assert.deepEqual(read(alone).problems, [], 'a copy of a run alone');
});
