import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames} from '../../source/core/row.ts';
import {look} from '../../source/store/store.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const statuses = ['running', 'failed', 'finished', 'finished', 'stopped', 'queued'] as const;
const rows = statuses.map((status, key) =>
	fakeRow({
		key,
		name: `r${key}`,
		status,
		step: 500,
		config: {lr: 1, model: 'vit', depth: key},
		more: {dir: `sweep/r${key}`, path: `/home/ada/exp/sweep/r${key}`},
	}),
);
const byLr = {group: ['lr']};
const byFolder = {tree: 'folders'} as const;
/** The heading of all runs, and the line of the first run below it. */
const linesAt = (cols: number, view: typeof byLr | typeof byFolder) =>
	openScreen(cols, 16, {rows, view: {...view, hideConstant: false}})
		.lines()
		.slice(3, 5);

test('the heading of a group has what its runs come to, and the settings that all of them share; that of a folder no numbers of runs unlike', () => {
	const [group, run] = linesAt(200, byLr);
	assert.match(
		group!,
		/●1 ◔1 ✗1 … {2}▾ lr 1 6 +█+\S* +58 % +≈ 14 min +\S+ +0\.45 +± 0\.17 +\S+ +0\.85 +± 0\.05 +1 +vit +42 min$/,
	);
	assert.match(run!, /● running +r0 .* 0 +1 +vit +7 min$/);
	const [folder] = linesAt(200, byFolder);
	assert.match(folder!, /●1 ◔1 ✗1 … {2}▾ sweep 6 +█+\S* +58 % +≈ 14 min +42 min$/);
});

test('on a narrow screen a heading has one sign for the states of its runs, the one that is looked for first', () => {
	for (const view of [byLr, byFolder]) {
		assert.match(linesAt(60, view)[0]!, /^▸ ● {2}▾ (lr 1|sweep) 6 +(█\S* +)?58 % +≈ 14 min/);
		assert.match(linesAt(40, view)[0]!, /^▸ ● ▾ (lr 1|sweep) 6 +≈ 14 min/);
	}
});

test('the star stands on the group that is best now: it goes where values or the goal say, and on none where there are no values', () => {
	const made = (key: number, lr: number, loss: number) => {
		const row = fakeRow({key, name: `r${key}`, config: {lr}, metrics: ['loss']});
		row.metrics.values.fill(loss, aggregateNames.indexOf('last'), aggregateNames.indexOf('last') + 1);
		return row;
	};
	const screen = openScreen(120, 16, {rows: [made(0, 1, 0.2), made(1, 1, 0.4), made(2, 2, 0.5), made(3, 2, 0.7)], view: byLr});
	const starred = () => screen.lines().flatMap(line => /▾ lr (\d) .*★/.exec(line)?.[1] ?? []);
	assert.deepEqual(starred(), ['1']);
	screen.engine.send({rows: [made(2, 2, 0.05), made(3, 2, 0.1)]});
	assert.deepEqual(starred(), ['2']);
	look(screen.store, {goals: {loss: 'up'}});
	assert.deepEqual(starred(), ['1']);
	screen.engine.send({rows: [made(0, 1, Number.NaN), made(1, 1, Number.NaN), made(2, 2, Number.NaN), made(3, 2, Number.NaN)]});
	assert.deepEqual(starred(), []);
});

test('of a heading of one run that run’s own curves are drawn', () => {
	const screen = openScreen(100, 30, {
		rows: [0, 1].map(key => fakeRow({key, name: `only-${key}`, config: {lr: key}})),
		view: byLr,
	});
	screen.press('g g');
	assert.match(screen.lines()[3]!, /^▸.*▾ lr/);
	const pane = screen.lines().join('\n');
	assert.match(pane, /─ 2 only-\d/);
	assert.match(pane, /^ loss .* 0\.2\d+/m);
});
