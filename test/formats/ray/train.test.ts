import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ray} from '../../../source/formats/ray/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const place = '/w/vines';
const path = `${place}/checkpoint_manager_snapshot.json`;
const report = (second: number, metrics: object) => ({
	version: 0,
	checkpoint_dir_name: `checkpoint_2026-11-29_19-20-${second}.100354`,
	metrics,
});
const snapshot = (reports: object[], more: object = {}): string =>
	JSON.stringify({ray_version: '2.60.0', checkpoint_results: reports, latest_checkpoint_result: reports[0] ?? null, ...more});
const atMs = (second: number): number => new Date(2026, 10, 29, 19, 20, second, 100).getTime();

test('Ray Train V2: reports that came with a checkpoint, counted as the program counts', () => {
	const first = report(34, {loss: 0.5, epoch: 1, val: {acc: 0.25}, note: 'text'});
	const files = new MemoryFiles().write(path, snapshot([first], {checkpoint_report_indices: [1]}));
	const {run, read} = follow(ray, files, place);
	assert.deepEqual(run.points('loss'), [[1, 0.5]]);
	assert.deepEqual(run.walls('loss'), [atMs(34)]);
	assert.deepEqual(run.points('val/acc'), [[1, 0.25]]);
	assert.ok(!run.metrics.has('epoch'));
	assert.equal(run.learnt.stepUnit, 'epoch');
	assert.equal(run.learnt.outcome, null, 'nothing tells of its end');
	assert.deepEqual(run.learnt.extra, {'ray version': '2.60.0'});
	files.write(path, snapshot([first, report(44, {loss: 0.2, epoch: 3})], {checkpoint_report_indices: [1, 4]}));
	read();
	assert.deepEqual(run.points('loss'), [
		[1, 0.5],
		[3, 0.2],
	]);
	assert.deepEqual(
		run.events.map(({step, kind, text}) => [step, kind, text.slice(0, 11)]),
		[1, 3].map(step => [step, 'checkpoint', 'checkpoint_']),
	);
	assert.equal(run.learnt.lastSignMs, atMs(44));
});

test('Ray Train V2: a checkpoint that is scored lies by its score, and is shown by when it came', () => {
	const scored = [report(54, {loss: 0.9}), report(34, {loss: 0.4}), report(44, {loss: 0.2})];
	const numbered = new MemoryFiles().write(path, snapshot(scored, {checkpoint_report_indices: [8, 2, 5]}));
	const {run} = follow(ray, numbered, place);
	assert.deepEqual(run.points('loss'), [
		[2, 0.4],
		[5, 0.2],
		[8, 0.9],
	]);
	assert.equal(run.learnt.stepUnit, 'report');
	const old = follow(ray, new MemoryFiles().write(path, snapshot(scored)), place).run;
	assert.deepEqual(
		old.points('loss').map(([, value]) => value),
		[0.4, 0.2, 0.9],
	);
	assert.equal(old.learnt.stepUnit, 'checkpoint');
});

test('Ray Train V2: a snapshot that is cut says so, and costs no report before', () => {
	const files = new MemoryFiles().write(path, snapshot([report(34, {loss: 0.5, epoch: 1})]));
	const {run, read} = follow(ray, files, place);
	files.write(path, '{"ray_version": "2.60.0", "checkpoint_res');
	files.nowMs += 60_000;
	read();
	assert.deepEqual(run.points('loss'), [[1, 0.5]]);
	assert.match(run.problems[0]?.message ?? '', /ends too early/);
});
