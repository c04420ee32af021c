import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ComparedNews} from '../../source/core/diff/compared.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const nothing: ComparedNews = {runs: [], values: [], code: [], surroundings: [], logs: []};
const all = (screen: TestScreen) => screen.lines().join('\n');

/** Two runs compared, with their logs in the lower pane. */
function openLogs(): TestScreen {
	const rows = [fakeRow({key: 0, name: 'quick'}), fakeRow({key: 6, name: 'slow'})];
	const screen = openScreen(120, 36, {rows, view: {sort: [{column: 'name', descending: false}]}});
	screen.press('* c 2 w / l o g s enter enter');
	return screen;
}

const log = (run: number, steps: readonly number[]) => ({
	run,
	lines: steps.map(step => `step ${step} of ${run}`),
	isWhole: true,
	steps: Float64Array.from(steps),
	seconds: null,
});

test('logs stand side by side by step, s puts the newest lines beside each other', () => {
	const screen = openLogs();
	assert.equal(screen.scene().shown.compared?.logLines, 500);
	assert.match(all(screen), /…/);
	screen.engine.send({compared: {...nothing, logs: [log(0, [10, 20, 30]), log(6, [10, 30, 40])]}});
	assert.match(all(screen), /10 +step 10 of 0 +step 10 of 6/);
	assert.match(all(screen), /30 +step 30 of 0 +step 30 of 6/);
	screen.press('s');
	assert.match(all(screen), /step 30 of 0 +step 40 of 6/);
	assert.match(all(screen), /the newest lines/);
});

test('of a log line that is too long for its column what a logger put before its message goes first', () => {
	const screen = openLogs();
	const lines = [
		'[2026-03-11 10:00:05,123][train][INFO] - epoch 12 of 50, loss 0.25',
		'2026-03-11 10:00:05 - train - WARNING - the gradient overflowed',
		'10:00:05 -0.5 is the reward after eight hundred episodes',
		'10:00:06 brief',
		`2026-03-11 10:00:07.123456${' '.repeat(50)}`,
	];
	const logs = [0, 6].map(run => ({...log(run, []), lines, steps: null}));
	screen.engine.send({compared: {...nothing, logs}});
	assert.match(all(screen), / {2}epoch 12 of 50, loss 0\.25 {2}/);
	assert.match(all(screen), / {2}WARNING - the gradient overflowed {2}/);
	assert.match(all(screen), / {2}-0\.5 is the reward after/);
	assert.match(all(screen), / {2}10:00:06 brief {2}/, 'what fits stays whole');
	assert.match(all(screen), / {2}2026-03-11 10:00:07\.123456 /, 'as does a time alone');
});
