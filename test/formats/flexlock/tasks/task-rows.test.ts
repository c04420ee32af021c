import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Problem} from '../../../../source/core/run.ts';
import {endInSecond, markedEnds} from '../../../../source/formats/flexlock/ending/ends.ts';
import {resultOf} from '../../../../source/formats/flexlock/ending/result.ts';
import {runName, stageId} from '../../../../source/formats/flexlock/places/identity.ts';
import {type EndMarks, errorText} from '../../../../source/formats/flexlock/record/marks.ts';
import {ownTaskOf, readLock, recordOfRow} from '../../../../source/formats/flexlock/record/read-record.ts';
import {recordOf} from '../../../../source/formats/flexlock/record/record.ts';
import {taskRowOf} from '../../../../source/formats/flexlock/tasks/tasks.ts';
import {MemoryFiles} from '../../memory-files.ts';

const database = '/w/results/sw/run.lock.tasks.db';

function record(directory: string, columns: Record<string, string>) {
	const problems: Problem[] = [];
	const row = taskRowOf({task_id: 'f00', ...columns});
	return {record: recordOfRow(new MemoryFiles(), directory, row, database, problems), problems};
}

test('a record with NaN in it is read: Python writes no other JSON', () => {
	const {record: read, problems} = record('/w/results/sw/train', {
		snapshot:
			'{"record_version": 2, "fingerprint": "ab", "config": {"lr": 0.1, "nan": NaN, "inf": -Infinity, "big": 12345678901234567890}}',
		task_info: 'lr: 0.1\n',
	});
	assert.deepEqual(problems, []);
	assert.equal(read?.id, 'ab');
	assert.deepEqual(read?.config, {lr: 0.1, nan: Number.NaN, inf: Number.NEGATIVE_INFINITY, big: '12345678901234567890'});
});

test('a record that is no JSON is told, and the task’s own values are shown', () => {
	const {record: read, problems} = record('/w/results/sw/train', {snapshot: '{"config": {"lr"', task_info: 'lr: 0.1\n'});
	assert.deepEqual(read?.config, {lr: 0.1});
	assert.deepEqual(problems, [{file: database, message: 'What it records of the task f00 is cut or no JSON object'}]);
});

const noMarks: EndMarks = {complete: false, error: null, endedAtMs: null};
const stages = '_stages_:\n- save_dir: results/pipe/prep\n- save_dir: results/pipe/train\n';

function result(directory: string, columns: Record<string, string>, marks = noMarks, files = new MemoryFiles()) {
	const row = taskRowOf({task_id: 'f00', ...columns});
	return resultOf({files, directory, record: recordOf(undefined), row, marks, problems: []});
}

test('a stage of a composite task has its own result, not that of the whole task', () => {
	const columns = {
		task_info: stages,
		result_info: '- result:\n    rows: 3\n  save_dir: results/pipe/prep\n- result: 0.2\n  save_dir: results/pipe/train\n',
	};
	assert.deepEqual(result('/w/results/pipe/train', columns), {result: 0.2});
	assert.deepEqual(result('/w/results/pipe/prep', columns), {rows: 3});
	assert.deepEqual(result('/w/results/pipe/other', columns), {});
	const plain = {task_info: 'lr: 1\n', result_info: '- save_dir: a\n'};
	assert.deepEqual(result('/w/results/pipe/a', plain), {result: [{save_dir: 'a'}]});
});

test('a results.json that lies where a run failed is of another run', () => {
	const files = new MemoryFiles().write('/w/results/a/results.json', '{"result": 0.2}');
	assert.deepEqual(result('/w/results/a', {}, noMarks, files), {result: 0.2});
	const error = {type: 'ValueError', message: '', traceback: null, taskId: null, node: null, stage: null};
	assert.deepEqual(result('/w/results/a', {}, {...noMarks, error}, files), {});
});

test('the error of a composite task is that of the stage that failed alone', () => {
	const row = taskRowOf({task_id: 'f00', status: 'failed', error: '[stage 2/2 train] Traceback', task_info: stages});
	assert.equal(errorText({...noMarks, complete: true}, row), null);
	assert.equal(errorText(noMarks, row), '[stage 2/2 train] Traceback');
	const error = {type: 'ValueError', message: 'no', traceback: null, taskId: null, node: null, stage: 'stage 2/2 train'};
	assert.equal(errorText({...noMarks, error}, row), 'ValueError: no');
});

test('an end in whole seconds is not before what is known to lie in that second', () => {
	const whole = Date.parse('2026-11-27T03:27:41Z');
	assert.equal(endInSecond(whole, [whole + 317, null, whole - 5000]), whole + 317);
	assert.equal(
		endInSecond(whole, [whole + 317, whole + 1000]),
		whole + 317,
		'a later second contradicts it, and stays to be seen',
	);
	assert.equal(endInSecond(null, [whole]), null);
});

test('a sweep ends with its last task, which marks its end more exactly', () => {
	const files = new MemoryFiles()
		.write('/w/results/sw/run.lock', '')
		.write('/w/results/sw/a/run.complete', '{"ts": "2026-11-27T03:27:41.632+00:00"}')
		.write('/w/results/sw/.flexlock-items/f01/b/run.error', '{"timestamp": "2026-11-27T03:27:41.8+00:00"}')
		.write('/w/results/sw/c/run.complete', '{"ts": "2026-11-27T03:27:40.9+00:00"}');
	const row = (path: string, end: string) =>
		taskRowOf({task_id: path, snapshot: `{"config": {"save_dir": "results/sw/${path}"}}`, ts_end: end});
	const rows = [
		row('c', '2026-11-27 03:27:40'),
		row('a', '2026-11-27 03:27:41'),
		taskRowOf({
			snapshot:
				'{"stages": {"/far/results/sw/b": {"record_dir": "/far/results/sw/.flexlock-items/f01/b", "config": {"save_dir": "results/sw/b"}}}}',
			ts_end: '2026-11-27 03:27:41',
		}),
	];
	const whole = Date.parse('2026-11-27T03:27:41Z');
	assert.deepEqual([...markedEnds(files, '/w/results/sw', recordOf(undefined), rows, whole)], [whole + 632, whole + 800]);
});

test('stages of one task have ids of their own, and tasks that share a directory its name', () => {
	const stage = (path: string) => recordOf({task_id: 'f00', config: {save_dir: path}});
	const row = (...paths: string[]) =>
		taskRowOf({task_id: 'f00', task_info: `_stages_:\n${paths.map(path => `- save_dir: ${path}\n`).join('')}`});
	assert.equal(stageId(row('results/prep', 'results/train'), stage('results/train')), 'f00/train');
	assert.equal(stageId(row('results/a/fit', 'results/b/fit'), stage('results/b/fit')), 'f00/results/b/fit');
	assert.equal(stageId(taskRowOf({task_id: 'f00', task_info: 'lr: 1\n'}), stage('results/train')), null);
	assert.equal(runName('/w/results/sw/.flexlock-items/f00/045fcd2f632d6c11', stage('results/sw/train/')), 'train');
	assert.equal(runName('/w/moved', stage('results/sw/train')), 'moved');
});

test('what PyYAML wrote is read as PyYAML reads it', () => {
	const yaml = "big: 10000000000000000000000000\nf: 1.0e-05\ns: 1e-3\nt: 0o17\nw: 'yes'\n";
	const meant = {big: '10000000000000000000000000', f: 1e-5, s: '1e-3', t: '0o17', w: 'yes'};
	assert.deepEqual(result('/w/results/a', {task_info: 'lr: 1\n', result_info: yaml}), meant);
	assert.deepEqual(record('/w/results/a', {task_info: yaml}).record?.config, meant);
	const files = new MemoryFiles().write('/w/a/run.lock', `timestamp: '2026'\nconfig:\n${yaml.replace(/^/gm, '  ').trimEnd()}\n`);
	assert.deepEqual(readLock(files, '/w/a', [])?.config, meant);
});

test('a task stands for the directory of its sweep only where it alone ran there', () => {
	const row = (id: string, snapshot: string | null, status = 'done') => taskRowOf({task_id: id, status, snapshot});
	const here = '{"config": {"save_dir": "results/sw"}}';
	const apart = '{"config": {"save_dir": "results/sw"}, "record_dir": "/far/results/sw/.flexlock-items/f00/045fcd2f632d6c11"}';
	const below = '{"config": {"save_dir": "results/sw/a"}}';
	const ownOf = (...rows: ReturnType<typeof row>[]) => ownTaskOf(rows, '/w/results/sw')?.taskId ?? null;
	assert.equal(ownOf(row('f00', here)), 'f00');
	assert.equal(ownOf(row('f00', below), row('f01', here)), 'f01');
	assert.equal(ownOf(row('f00', apart)), null, 'its record is elsewhere');
	assert.equal(ownOf(row('f00', here), row('f01', here, 'failed')), null);
	assert.equal(ownOf(row('f00', here), row('f01', null, 'pending')), null);
	assert.equal(ownOf(row('f00', null, 'pending')), null);
});
