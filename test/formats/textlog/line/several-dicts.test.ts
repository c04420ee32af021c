import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {scan} from '../scan-lines.ts';

test('each of several dicts on one line is a row', () => {
	const row = (step: number) => `{'loss': ${10 - step}, 'acc': 0.${step}, 'step': ${step}}`;
	const run = readLog(`${row(1)}${row(2)}${row(3)}\n${row(4)} ${row(5)}\n`);
	assert.deepEqual(
		run.points('loss'),
		[1, 2, 3, 4, 5].map(step => [step, 10 - step]),
	);
	assert.equal(run.points('acc').length, 5);
});

test('what only looks like several dicts is read as it was', () => {
	assert.deepEqual(scan("{'loss': 2.5, 'step': 1}", "{'loss': 2.25, 'gra{'loss': 2, 'step': 3}"), ['1 loss=2.5', '3 loss=2']);
	assert.deepEqual(scan("step 3 {'loss': 2.5} {'acc': 0.5}"), ['3 loss=2.5']);
	assert.deepEqual(scan("{'loss': 2.5, 'text': '} {', 'step': 1}"), ['1 loss=2.5']);
});
