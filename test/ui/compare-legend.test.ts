import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look} from '../../source/store/store.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen, type TestOptions} from './screen.tsx';

const rows = ['quick', 'slow', 'other', 'last'].map((name, at) =>
	fakeRow({
		key: at * 3,
		name,
		step: [1000, 400, 1000, 1000][at]!,
		config: {lr: at > 1 ? 0.1 : 0.3, seed: at % 2},
		metrics: ['loss', 'val_loss', 'lr'],
	}),
);

/** The first chart of four compared runs, and the rule above it, after keys, with the reading line at a step or without one. */
function chartOf(cols: number, keys: string, step: number | null, options: TestOptions = {}): string {
	const screen = openScreen(cols, 36, {rows, view: {sort: [{column: 'name', descending: false}]}, ...options});
	screen.press('* c');
	screen.lines();
	const {axis} = screen.store.getState().measured.chart!;
	if (step !== null) look(screen.store, {chartX: {axis, x: step}});
	if (keys !== '') screen.press(keys);
	return screen
		.lines()
		.slice(1, 10)
		.map((line, at) => (at === 0 ? line : line.slice(0, cols < 100 ? cols : cols / 2).trimEnd()))
		.join('\n');
}

test('beside a wide chart the legend has the newest value of each run and its best, at the reading line what each has there', () => {
	for (const [keys, step, patterns] of [
		['', null, [/ last +min$/m, /[┄━╍] quick +0\.2112 ★ 0\.2112$/m, /[┄━╍] slow +0\.3778 {3}0\.3778$/m]],
		['', 700, [/^ loss +step 700$/m, / here +min$/m, /[┄━╍] last +0\.2\d+ ★ 0\.3118$/m, /[┄━╍] slow +0\.3778$/m]],
		['a p', 700, [/╍ val +━ train$/m, /━ last +0\.2\d+ ★ +0\.2\d+$/m, /━ slow$/m]],
		['a m', 300, [/mean ± deviation of 2 groups · /, / mean +±$/m, /[┄━╍] lr 0\.1, 2 runs +0\.\d+ ★ 0\.\d+$/m]],
		['a m a m', null, [/median and range of 2 groups · /, / median +range$/m, / 0\.2945 ★ 0\.211 – 0\.378$/m]],
		['a m a m', 2000, [/ step 2000$/m, / median +range$/m, /runs?$/m]],
	] as const) {
		const chart = chartOf(160, keys, step);
		for (const pattern of patterns) assert.match(chart, pattern, `${keys} ${step}\n${chart}`);
	}
});

test('where a chart has no room for a legend its title has the values, and the rule above says which line is whose', () => {
	for (const [cols, keys, step, patterns] of [
		[100, '', null, [/^─ 1 Charts ┄ last ━ other ╍ quick ╍ slow ─/, /^ loss +┄0\.3118 ━0\.4888 ╍0\.2112 ╍0\.3778/m]],
		[100, '', 700, [/^ loss +step 700 ┄0\.\d+ ━0\.\d+ ╍0\.\d+/m]],
		[100, 'a p', null, [/^─ 1 Charts ━ last ━ other ━ quick ━ slow ─/, /^ loss +╍ val ╍0\.3118 ╍0\.4888 ╍0\.2112 ╍0\.3778/m]],
		[100, 'o } o } o } o', null, [/^─ 1 Charts ─/, /^ +All its runs are hidden/m]],
		[100, 'o } o } o', null, [/^─ 1 Charts ━ slow ─/, /^ loss +╍ val ╍0\.3778/m]],
		[50, '', null, [/^─ 1(?: Charts)? ┄ last ━ o\S*r ╍ q\S*k ╍ slow ─+ 1 of 3$/m]],
	] as const) {
		const chart = chartOf(cols, keys, step);
		for (const pattern of patterns) assert.match(chart, pattern, `${cols} ${keys} ${step}\n${chart}`);
	}
	assert.match(
		chartOf(100, 'a p', null, {color: false}),
		/^ loss +╍ val [a-x]0\.3118 [a-x]0\.4888/m,
		'letters where there are no colours',
	);
});

test('runs that call a metric otherwise are named in the title of its chart', () => {
	const named = [
		fakeRow({key: 0, name: 'one', config: {lr: 1}, metrics: ['val/loss']}),
		fakeRow({key: 3, name: 'two', config: {lr: 2}, metrics: ['val_loss']}),
	];
	assert.match(chartOf(160, '', null, {rows: named}), /val\/loss = val_loss|val_loss = val\/loss/);
});
