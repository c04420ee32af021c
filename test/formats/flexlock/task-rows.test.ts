import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Problem} from '../../../source/core/run.ts';
import {recordOfRow} from '../../../source/formats/flexlock/read-record.ts';
import {taskRowOf} from '../../../source/formats/flexlock/tasks.ts';
import {MemoryFiles} from '../memory-files.ts';

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
