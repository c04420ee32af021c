import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {progressOf, scan} from '../scan-lines.ts';

const at = (percent: string, lr: string, loss: string) =>
	`Progress: ${percent}% words/sec/thread:   60162 lr:  ${lr} avg.loss: ${loss} ETA:   0h 1m40s`;

test('reads how far fastText is, and what it has come to', () => {
	const bytes = `Read 0M words\nNumber of words:  14543\nNumber of labels: 735\n\r${at('  0.1', '0.099900', '10.356812')}\r${at(' 50.0', '0.050000', '10.156812')}`;
	const run = readLog(`${bytes}\r${at('100.0', '0.000000', '10.056812')}\n`);
	assert.deepEqual([...run.metrics.keys()], ['words/sec/thread', 'lr', 'avg.loss']);
	const {values} = run.metrics.get('avg.loss')!;
	assert.deepEqual([values.length, values.at(0), values.at(2)], [3, 10.356812, 10.056812]);
	assert.deepEqual(run.learnt.progress, {step: 100, total: 100, unit: '%', from: 'progress bar in train.log'});
});

test('reads the lines of older ones, and no other progress', () => {
	const old = 'Progress: 99.9% words/sec/thread:   53996 lr:  0.000100 loss:  0.734999 ETA:   0h 0m';
	assert.deepEqual(scan(old), ['0 words/sec/thread=53996 lr=0.0001 loss=0.734999']);
	assert.equal(progressOf(old), '99.9/100 %');
	assert.equal(progressOf('Progress: 99.9% of 12 files'), null);
});
