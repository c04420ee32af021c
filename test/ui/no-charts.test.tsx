import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames, aggregateStride, type RunRow} from '../../source/core/row.ts';
import type {Status} from '../../source/core/status.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

/** A run whose metrics are numbers that it returned, which belong to no step. */
function returning(key: number): RunRow {
	const row = fakeRow({key, name: `trial-${key}`, config: {lr: key}, more: {hidden: ['loss', 'acc']}});
	for (const step of ['firstStep', 'lastStep', 'minStep', 'maxStep'] as const)
		for (let at = aggregateNames.indexOf(step); at < row.metrics.values.length; at += aggregateStride)
			row.metrics.values[at] = Number.NaN;
	return row;
}

test('where there are numbers but no curves they stand in place of charts, and it is not said that a run has no metrics', () => {
	const hidden = (key: number) => fakeRow({key, name: `other-${key}`, config: {lr: key}, more: {hidden: ['loss', 'acc']}});
	const bare = (key: number) => fakeRow({key, name: `bare-${key}`, config: {lr: key}, metrics: []});
	const has = (screen: TestScreen, text: RegExp) =>
		assert.ok(
			screen.lines().some(line => text.test(line.trimEnd())),
			screen.lines().join('\n'),
		);
	for (const [make, inList, onPage] of [
		[returning, /^ Logged once +Settings$/, /^ Logged once +Settings$/],
		[hidden, / No metrics in this run but hidden ones$/, /^ +No metrics in this run but hidden ones$/],
		[bare, / No metrics in this run$/, /^ No metrics in this run +Settings$/],
	] as const) {
		const screen = openScreen(100, 36, {rows: [make(0), make(1)]});
		has(screen, inList);
		screen.press('enter');
		has(screen, onPage);
	}
	const screen = openScreen(100, 36, {rows: [returning(0), returning(1)], view: {group: ['model']}});
	screen.press('g g');
	assert.match(screen.lines().join('\n'), /Only single numbers in these runs/);
	screen.press('* c');
	assert.match(screen.lines()[1]!, /^─ 1 What differs/, 'a table says all of them');
	assert.doesNotMatch(screen.lines().join('\n'), /Charts|Only single numbers/);
});

test('a run without metrics has what is known of it, its settings and the end of its output in place of charts', () => {
	const broken = fakeRow({
		key: 0,
		name: 'broken',
		status: 'failed',
		metrics: [],
		config: {lr: 0.125, depth: 7},
		more: {progress: null, error: 'Traceback\nMemoryError: 3 GB'},
	});
	for (const [cols, rows] of [
		[80, 24],
		[100, 30],
		[120, 36],
	] as const) {
		const screen = openScreen(cols, rows, {rows: [broken, fakeRow({key: 1, name: 'whole'})]});
		const lines = screen.lines();
		const shown = lines.join('\n');
		assert.match(shown, /broken ─+ No metrics in this run/);
		assert.match(shown, /^ +status +✗ failed · exit code 1/m);
		assert.match(shown, /^ +error +MemoryError: 3 GB/m);
		assert.match(shown, cols < 100 ? /^ +settings +lr 0\.125 · depth 7 *$/m : /depth +7 *$/m);
		assert.match(shown, /^ +output +epoch/m);
		const log = screen.store.getState().log!.lines.at(-1)!;
		assert.ok(lines.at(-2)!.trimEnd().endsWith(log), `the last line above the footer is that of the output:\n${shown}`);
		const asked = screen.engine.received.filter(({type}) => type === 'open').at(-1);
		assert.deepEqual(asked, {type: 'open', run: 0, logLines: screen.scene().shown.logLines, logOnly: true});
		screen.press('j');
		assert.equal(screen.scene().shown.opened, null, 'a run with charts is asked for no output');
	}
});

test('where a pane tells the facts of a run without metrics, the end of its output stands in place of charts', () => {
	const bare = fakeRow({key: 0, name: 'bare', metrics: [], config: {lr: 0.125}});
	const screen = openScreen(200, 50, {rows: [bare, fakeRow({key: 1, name: 'whole'})]});
	const lines = screen.lines();
	assert.equal(lines.filter(line => / status +✓ finished/.test(line)).length, 1, lines.join('\n'));
	assert.match(lines.join('\n'), /^ +output +epoch.* +Settings/m);
});

test('metrics that were chosen and that a run lacks are not said to be all there are', () => {
	const screen = openScreen(100, 36, {rows: [fakeRow({key: 0, name: 'run'})], view: {metrics: ['reward']}});
	assert.match(screen.lines().join('\n'), /None of the chosen metrics is in this run/);
});

test('what was logged once, at its end, is told as numbers with their step, beside the settings', () => {
	const once = (key: number, status: Status = 'finished') => {
		const row = fakeRow({
			key,
			name: `fit-${key}`,
			status,
			config: {depth: 3 + key},
			metrics: ['f1', 'rmse'],
		});
		for (let at = 0; at < row.metrics.values.length; at += aggregateStride) {
			row.metrics.values[at] = 1;
			for (const step of ['firstStep', 'lastStep'] as const) row.metrics.values[at + aggregateNames.indexOf(step)] = 40;
		}
		return {...row, progress: null};
	};
	const screen = openScreen(100, 30, {rows: [once(0), once(1)]});
	const shown = screen.lines().join('\n');
	assert.match(shown, /Logged once, at step 40 +Settings\n +f1 +0\.9272 +depth +3\n +rmse +0\.9272\s/);
	assert.doesNotMatch(shown, /one point/);
	assert.doesNotMatch(screen.lines()[2]!, /PROGRESS|DONE/);
	screen.press('space');
	assert.doesNotMatch(screen.lines().join('\n'), /Logged once/, 'marked runs are compared in charts');
	const live = openScreen(100, 30, {rows: [once(0, 'running')]});
	assert.doesNotMatch(live.lines().join('\n'), /Logged once/, 'a run that is under way logs more, for all one knows');
});

test('where no run has a curve its columns keep no room for one', () => {
	const apart = (make: (key: number) => ReturnType<typeof fakeRow>) => {
		const lines = openScreen(120, 36, {rows: [make(0), make(1)]}).lines();
		const heading = lines.find(line => line.includes('RUN'))!;
		return heading.indexOf('acc') - heading.indexOf('loss');
	};
	const withCurves = apart(key => fakeRow({key, name: `run-${key}`, config: {lr: key}}));
	assert.ok(apart(returning) < withCurves - 5, `${apart(returning)} cells, ${withCurves} with curves`);
});
