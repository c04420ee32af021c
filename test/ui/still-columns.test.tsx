import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames, type RunRow} from '../../source/core/row.ts';
import {tick} from '../../source/store/store.ts';
import {fakeNowMs, fakeRow} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const sizes: [cols: number, rows: number][] = [
	[40, 12],
	[60, 16],
	[80, 24],
	[120, 36],
	[160, 48],
	[200, 50],
];

const headingOf = (screen: TestScreen) => screen.lines().find(line => /\bRUN\b/.test(line))!;

/** The row a moment later: its loss has fallen, and its remaining time says something else. */
function later(row: RunRow, text: string, loss: number): RunRow {
	const values = row.metrics.values.slice();
	values[aggregateNames.indexOf('last')] = loss;
	return {...row, estimate: {...row.estimate!, text}, metrics: {...row.metrics, values}};
}

const running = (key: number, more: Partial<Parameters<typeof fakeRow>[0]> = {}) =>
	fakeRow({key, name: `resnet50-lr3e-4-seed${key}`, status: 'running', step: 100, ...more});

test('columns hold still while the time left says now this and now that, and values fall', () => {
	for (const [cols, rows] of sizes) {
		const tree = [running(0), running(1), running(2)];
		const screen = openScreen(cols, rows, {rows: tree});
		const before = headingOf(screen);
		let nowMs = fakeNowMs + 5000;
		const texts = [
			'≈ 5 min',
			'≈ 3 min 30 s',
			'–',
			'no step for 15 s',
			'no step for 45 s',
			'no step for 12 min',
			'no step for 3 h 30 min',
		];
		for (const [at, text] of [...texts, '45 s – 1 min 30 s', '< 1 min', '50 min – 2 h 30 min'].entries()) {
			screen.engine.send({rows: tree.map(row => later(row, text, [1.4321, 0.4321, 0.04321][at % 3]!))});
			nowMs += 2000;
			tick(screen.store, nowMs);
			assert.equal(headingOf(screen), before, `${cols}×${rows}: ${text}`);
			assert.doesNotMatch(
				screen.lines()[3]!.slice(0, cols < 160 ? undefined : 80),
				/(min|silent|h|s)…/,
				`${cols}×${rows}: ${text}`,
			);
		}
	}
});

test('columns of settings and metrics that stand keep their place when runs come that have others', () => {
	const tree = [0, 1, 2, 3].map(key => running(key, {config: {depth: key + 10}}));
	const screen = openScreen(120, 36, {rows: tree});
	assert.match(headingOf(screen), /loss .*acc .*depth$/);
	tick(screen.store, fakeNowMs + 4000);
	const before = headingOf(screen);
	const others = Array.from({length: 12}, (_, at) =>
		running(at + 10, {name: `trial-${at}`, config: {alpha: at}, metrics: ['val_loss', 'f1']}),
	);
	screen.engine.send({rows: others});
	tick(screen.store, fakeNowMs + 9000);
	assert.equal(headingOf(screen), before);
});

test('what a long name took is given back when its run is called otherwise, where a column was dropped for it', () => {
	const tree = [0, 1, 2].map(key => running(key, {name: `w${key}`, total: 1000, config: {lr: key}}));
	const long = {...tree[0]!, name: 'w0/wandb/offline-run-20261127_2301'};
	const screen = openScreen(80, 24, {rows: tree});
	const before = headingOf(screen);
	assert.match(before, /loss +lr$/);
	const at = (seconds: number, row: RunRow) => {
		screen.engine.send({rows: [row]});
		tick(screen.store, fakeNowMs + seconds * 1000);
	};
	at(5, long);
	assert.doesNotMatch(headingOf(screen), /lr/);
	at(7, tree[0]!);
	assert.equal(headingOf(screen), before);
});

test('a long name leaves room for how many attempts there were: in words where they fit, else the number', () => {
	const name = 'a-very-long-name-of-a-run-resnet50-imagenet-lr3e-4-seed3';
	const tree = [0, 1, 2].map(key =>
		fakeRow({key, name, status: key === 0 ? 'running' : 'crashed', more: {id: 'abc12345', format: 'wandb', attempt: 3 - key}}),
	);
	const lineAt = (cols: number, rows: number) =>
		openScreen(cols, rows, {rows: tree})
			.lines()
			.find(line => /^▸/.test(line))!;
	assert.match(lineAt(200, 50), /a-very-long\S+…\S+seed3 3 attempts {2}/);
	assert.match(lineAt(120, 36), /a-ve\S*…\S+ 3 attempts {2}|a-ve\S*…\S+ 3 {2}/);
	assert.match(lineAt(80, 24), /a-ve\S*…\S+seed3 3 {2}/);
	assert.match(lineAt(40, 12), /a-\S*…\S+3 3 /);
});
