import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadFixture} from '../load-fixture.ts';
import {readFiles} from './logs.ts';

const files = loadFixture('wandb');
function read(name: string) {
	const place = `/wandb/${name}`;
	return readFiles(files, `${place}/${files.list(place)[0]!.name}`);
}

test('0.31: renamed, tagged, reconfigured, alerted', () => {
	const run = read('updates');
	const {learnt, events} = run;
	assert.equal(learnt.id, 'iw72inbw');
	assert.equal(learnt.name, 'renamed while running');
	assert.deepEqual(learnt.tags, ['t1', 'added']);
	assert.deepEqual(learnt.notes, ['note added later']);
	assert.deepEqual(learnt.config, {lr: 2, gone: true, new: {deep: 1}});
	assert.equal(learnt.startedAtMs, Date.parse('2026-11-21T00:34:46.849720Z') + 0.72);
	assert.equal(run.aggregate('loss', 'last'), 0.25);
	assert.deepEqual(
		events.map(({kind}) => kind),
		['alert', 'note'],
	);
	assert.deepEqual(learnt.summary.final, {score: 0.9});
});

test('0.31: NaN and infinities', () => {
	const run = read('nonfinite');
	const {learnt} = run;
	assert.equal(run.aggregate('loss', 'nonfinite'), 4);
	assert.equal(run.aggregate('all_nan', 'nonfinite'), 40);
	assert.equal(run.aggregate('tiny', 'last'), 3.89996e-319);
	assert.equal(learnt.config.lr, null);
	assert.ok(Number.isNaN(learnt.summary.grad_norm));
});

test('0.31: pictures, tables, histograms, texts and keys in any script', () => {
	const run = read('values');
	for (const name of ['日本語', 'loss🔥', 'sp ace', 'dict.dotted/name', 'table.nrows']) assert.ok(run.metrics.has(name), name);
	for (const name of ['bool', 'text', 'list', 'hist.bins', 'img.path']) assert.ok(!run.metrics.has(name), name);
	assert.equal(run.aggregate('np32', 'points'), 8);
	assert.equal((run.learnt.extra.media as Record<string, string>).img, 'image-file');
});

test('0.31: nested keys and definitions', () => {
	const run = read('nested_defs');
	assert.equal(run.aggregate('val.top.k5', 'last'), 118);
	assert.deepEqual(run.defined.get('val.top.k5'), {stepMetric: 'epoch', summary: 'min'});
	assert.equal(run.defined.get('secret')?.hidden, true);
	assert.deepEqual(run.learnt.config, {model: {encoder: {layers: 12, act: 'gelu'}, dims: [64, 128]}});
});

test('0.31: failed, with its output in a file', () => {
	const {learnt, text} = read('failed');
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'exit record with code 1'});
	assert.equal(learnt.logFiles.length, 1);
	assert.equal(text, '');
});

test('0.15: flat keys, the environment in a file, output only in the records', () => {
	const run = read('old_0_15');
	assert.equal(run.learnt.name, 'baseline résumé ✓');
	assert.equal(run.learnt.group, 'sweep-a');
	assert.equal(run.learnt.command?.argv.length, 6);
	assert.equal(run.aggregate('val/loss', 'points'), 12);
	assert.match(run.text, /^epoch 0 loss 2\.045\n/);
	assert.equal(run.learnt.summary.best_note, 'picked at epoch 4');
});
