import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadFixture} from '../load-fixture.ts';
import {readMemory} from './events.ts';

const files = loadFixture('tfevents');
const read = (name: string) => readMemory(files, `/tfevents/${name}`);

test('tensorboardX: add_hparams makes a finished run of its own below the writer', () => {
	assert.equal(read('hparams_tbx').learnt.outcome, null);
	const run = read('hparams_tbx/hp0');
	assert.deepEqual({...run.learnt.config}, {lr: 0.003, batch: 32, model: 'vit', amp: true});
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.deepEqual([...run.metrics.keys()].sort(), ['hparam/acc', 'hparam/loss']);
});

test('tensorboard: the hparams API records failure with its time', () => {
	const run = read('hparams_api/trial-1');
	assert.equal(run.learnt.config.optimizer, 'sgd');
	assert.equal(run.learnt.config.note, 'β=0.9');
	assert.equal(run.learnt.outcome?.status, 'failed');
	assert.equal(run.learnt.endedAtMs, Date.parse('2025-10-09T10:09:42Z'));
	assert.equal(run.aggregate('loss', 'points'), 30);
});

test('a damaged record is skipped alone, and said', () => {
	const run = read('bad_crc');
	assert.equal(run.aggregate('loss', 'points'), 60);
	assert.equal(run.aggregate('lr', 'points'), 59);
	assert.equal(run.problems.length, 1);
});

test('tensor scalars of every dtype that tensorboard writes', () => {
	const run = read('dtypes');
	assert.equal(run.metrics.size, 11);
	assert.equal(run.aggregate('dtype/double_content', 'first'), 3.6249605466604193);
	assert.equal(run.aggregate('dtype/half_val', 'last'), 2.205078125);
	assert.equal(run.aggregate('dtype/int64_val', 'min'), -5e12);
});

test('TensorFlow 1: several values an event, checkpoints, STOP', () => {
	const run = read('multi_value');
	assert.deepEqual([...run.metrics.keys()], ['loss', 'ppl', 'wps']);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.deepEqual(
		run.events.map(({kind}) => kind),
		['checkpoint'],
	);
});

test('torch: host and process', () => {
	const {learnt, metrics} = read('torch_style');
	assert.deepEqual([learnt.host, learnt.pid, metrics.size], ['gpu-node01', 30599, 2]);
});

test('non-finite values are counted', () => {
	const run = read('nan_inf');
	assert.equal(run.aggregate('loss', 'nonfinite'), 4);
	assert.equal(run.aggregate('grad', 'last'), Number.POSITIVE_INFINITY);
	assert.equal(run.aggregate('tiny', 'first'), 1.0005271035279194e-42);
});
