import assert from 'node:assert/strict';
import {test} from 'node:test';
import {drag, turnWheel} from '../../source/actions/mouse.ts';
import {aggregateNames, aggregateStride} from '../../source/core/row.ts';
import {Pointer} from '../../source/ui/pointer.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

/** Typed into an open prompt. */
const typed = (text: string) => [...text].map(each => (each === ' ' ? 'space' : each)).join(' ');
const firstCurve = (screen: TestScreen) => screen.scene().shown.curves[0]!;
const plots = (screen: TestScreen) =>
	screen
		.scene()
		.zones.flatMap(({target}) => (target.kind === 'chart' && target.plot !== null ? [{target, plot: target.plot}] : []));

test('zooming asks for the part of the curve that is shown, and shows the whole again', () => {
	const screen = openScreen(100, 30);
	screen.press('enter +');
	assert.deepEqual([firstCurve(screen).from, firstCurve(screen).to], [320, 640]);
	screen.press('(');
	assert.deepEqual([firstCurve(screen).from, firstCurve(screen).to], [160, 480]);
	screen.press(') ) )');
	assert.deepEqual([firstCurve(screen).from, firstCurve(screen).to], [320, 640]);
	screen.press('-');
	assert.equal(firstCurve(screen).from, null);
	screen.press('+ + 0');
	assert.equal(firstCurve(screen).from, null);
});

test('a logarithmic axis that reaches zero is a symmetric one, and its chart says so', () => {
	const screen = openScreen(100, 30);
	screen.press('enter a y');
	assert.match(screen.lines().join('\n'), /log y/);
	assert.doesNotMatch(screen.lines().join('\n'), /symlog/);
	screen.press(`a l ${typed('-1 3')} enter`);
	assert.match(screen.lines().join('\n'), /loss .*y -1 – 3, symlog y/);
	screen.press('a y');
	assert.match(screen.lines()[2]!, /symlog y/);
	screen.press('a y');
	assert.doesNotMatch(screen.lines().join('\n'), /log y/);
});

test('new points do not move what is in view', () => {
	const screen = openScreen(100, 30);
	screen.press('enter +');
	const before = screen.lines().filter(line => line.includes('└') || line.includes('320'));
	const row = screen.engine.rows.find(({progress}) => progress?.step === 640)!;
	screen.engine.send({rows: [{...row, progress: {...row.progress!, step: 700}}]});
	assert.deepEqual([firstCurve(screen).from, firstCurve(screen).to], [320, 640]);
	assert.deepEqual(
		screen.lines().filter(line => line.includes('└') || line.includes('320')),
		before,
	);
});

test('the reading line takes the view along when it leaves it', () => {
	const screen = openScreen(100, 30);
	screen.press('enter + h shift-left shift-left shift-left shift-left shift-left shift-left');
	const {from, to} = firstCurve(screen);
	assert.ok(from! < 320 && to! - from! === 320, `${from} – ${to}`);
});

test('the x axis is chosen from a list, metrics among it', () => {
	const screen = openScreen(100, 30);
	screen.press('enter a x j j enter');
	assert.equal(firstCurve(screen).x, 'time');
	screen.press('a x');
	assert.match(screen.text().join('\n'), /x axis of the charts[\s\S]*■ clock[\s\S]*Enter chooses/);
	screen.press(`/ ${typed('acc')} enter enter`);
	assert.equal(firstCurve(screen).x, 'metric:acc');
	assert.match(screen.lines().join('\n'), /x: acc/);
	screen.press('h');
	assert.match(screen.lines().join('\n'), /acc 6\d\d/, 'the reading line says where it is as the axis counts');
});

test('where the first run has no such x, the chart is of those that have it, and says how many have not', () => {
	const rows = ['alpha', 'beta', 'gamma'].map((name, key) => fakeRow({key, name}));
	const screen = openScreen(120, 36, {rows});
	screen.engine.withoutEpochs.add(0);
	screen.press('* g g a x j j j enter');
	assert.match(screen.lines().join('\n'), /loss +1 without epoch/);
	screen.engine.withoutEpochs.add(1).add(2);
	screen.press('a x k enter a x j enter');
	assert.match(screen.lines().join('\n'), /loss +x: step/);
});

test('a zoom is of one axis: another one begins whole', () => {
	const screen = openScreen(100, 30);
	screen.press('enter + a x j enter');
	assert.equal(firstCurve(screen).from, null);
});

test('smoothing is an average or a window, and says which', () => {
	const screen = openScreen(100, 30);
	screen.press('enter a s');
	assert.deepEqual(firstCurve(screen).smoothing, {kind: 'exponential', weight: 0.6});
	assert.match(screen.lines().join('\n'), /smooth 0\.6/);
	screen.press('a w');
	assert.deepEqual(firstCurve(screen).smoothing, {kind: 'window', size: 10});
	assert.match(screen.lines().join('\n'), /mean of 10/);
	screen.press('a w a w a w');
	assert.equal(firstCurve(screen).smoothing, null);
});

test('limits of y are typed: they hold at once, for one chart, and Esc takes them back', () => {
	const screen = openScreen(100, 30);
	screen.press('enter');
	const before = screen.lines().join('\n');
	screen.press(`a l ${typed('7 9')}`);
	assert.match(screen.lines().join('\n'), /loss +y 7 – 9 [\s\S]*9\.0 ┤[\s\S]*All values lie outside[\s\S]*7\.0 └/);
	assert.equal(Object.keys(screen.store.getState().view.chart.limits).length, 1);
	screen.press('space 3');
	assert.match(screen.text().at(-1)!, /y limits {2}7 9 3.*Two numbers, the lower first/);
	screen.press('escape');
	assert.equal(screen.lines().join('\n'), before);
	screen.press(`a l ${typed('0..')} enter a l`);
	assert.match(screen.text().at(-1)!, /y limits {2}0 -/);
});

test('the wheel zooms about what it points at, and a zoomed chart is dragged', () => {
	const screen = openScreen(100, 30);
	screen.press('enter');
	screen.lines();
	const {target, plot} = plots(screen)[0]!;
	const middle = plot.left + (plot.cols >> 1);
	const turn = (at: typeof target, down: boolean) =>
		turnWheel(screen.store, {target: at, pane: 'charts', x: middle, y: 8}, down, () => {});
	turn(target, false);
	const {from, to} = firstCurve(screen);
	assert.ok(Math.abs(to! - from! - 640 / 1.25) < 1e-9 && from! > 0 && to! < 640, `${from} – ${to}`);
	const zoneAt = () =>
		screen.scene().zones.findLast(zone => zone.target.kind === 'chart' && zone.target.metric === target.metric)!;
	const pointer = new Pointer(screen.store, {zoneAt, measure: screen.scene}, () => 0);
	const event = (action: 'press' | 'drag', x: number) =>
		({action, button: 'left', x, y: 8, shift: false, meta: false, ctrl: false}) as const;
	pointer.take([event('press', middle), event('drag', middle + 5)]);
	const moved = firstCurve(screen);
	assert.ok(moved.from! < from! && Math.abs(moved.to! - moved.from! - (to! - from!)) < 1e-9, 'the hand holds what it took');
	for (let i = 0; i < 4; i++) turn(plots(screen)[0]!.target, true);
	assert.equal(firstCurve(screen).from, null);
});

test('the reading line that is dragged beyond an edge of its chart stands at the edge', () => {
	const screen = openScreen(100, 30);
	screen.press('enter');
	screen.lines();
	const {target, plot} = plots(screen)[0]!;
	const dragTo = (column: number) => {
		drag(screen.store, target, column, 1);
		return screen.store.getState().view.chartX!.x;
	};
	const last = dragTo(plot.left + plot.cols - 1);
	assert.ok(dragTo(plot.left + 3) < last);
	assert.equal(dragTo(plot.left + plot.cols + 9), last);
	assert.equal(dragTo(0), dragTo(plot.left));
});

test('training and validation of one metric are in one chart, told apart by line, colour and word', () => {
	const metrics = ['train/loss', 'val/loss', 'lr', 'acc', 'val_acc'];
	const screen = openScreen(100, 30, {rows: [fakeRow({key: 1, name: 'deep', status: 'running', step: 500, metrics})]});
	screen.press('enter');
	const paired = screen.lines().join('\n');
	assert.match(paired, /train\/loss +━ train [\d.]+ +╍ val [\d.]+/);
	assert.match(paired, /acc +━ train [\d.]+ +╍ val [\d.]+ /);
	assert.doesNotMatch(paired, /val\/loss|val_acc/);
	assert.equal(new Set(screen.scene().shown.curves.map(({metric}) => metric)).size, 5);
	screen.press('a p');
	assert.match(screen.lines().join('\n'), /val\/loss/);
	const alone = openScreen(100, 30, {rows: [fakeRow({key: 1, name: 'deep', metrics: ['acc', 'val_acc']})]});
	assert.match(
		alone.lines().join('\n'),
		/acc +━ train [\d.]+ +╍ val [\d.]+ +╍ max [\d.]+/,
		'the best is said to be of which line',
	);
});

test('what is not finite is counted in both lines of a pair', () => {
	const row = fakeRow({key: 3, name: 'run', metrics: ['train/loss', 'val/loss']});
	const at = (metric: number) => metric * aggregateStride + aggregateNames.indexOf('nonfinite');
	row.metrics.values[at(0)] = 3;
	row.metrics.values[at(1)] = 2;
	const screen = openScreen(160, 30, {rows: [row]});
	screen.press('enter');
	assert.match(screen.lines().join('\n'), /train\/loss .*× 5 not finite/);
	row.metrics.values[at(1)] = Number.NaN;
	assert.match(screen.lines().join('\n'), /train\/loss .*× 3 not finite/);
});

test('a group is one curve with a band: of the marked runs, and below a heading without asking', () => {
	const screen = openScreen(120, 36);
	screen.press('a m');
	assert.match(screen.text().join('\n'), /No group to sum up: mark runs with Space/);
	screen.press('space space space a m');
	const band = screen.lines().join('\n');
	assert.match(band, /mean ± deviation of 3 runs/);
	assert.match(band, /3 marked runs/);
	screen.press('tab shift-left shift-left shift-left shift-left');
	assert.match(screen.lines().join('\n'), /loss +step \d+ +[\d.]+ {2}[\d.]+ – [\d.]+/, 'the middle and its ends');
	screen.press('= tab');
	screen.press('a m');
	assert.match(screen.lines().join('\n'), /median and range of 3 runs/);
	screen.press('a m u t t');
	screen.press('g g');
	assert.match(screen.lines().join('\n'), /mean ± deviation of \d+ runs/);
});

test('a run is summed up with those of its own group, and one that is alone in it with none of another', () => {
	const rows = [1, 1, 1, 2].map((lr, key) => fakeRow({key, name: `r${key}`, config: {lr}}));
	const screen = openScreen(120, 36, {rows, view: {group: ['lr'], sort: [{column: 'c:lr', descending: false}]}});
	screen.press('g g down a m');
	assert.match(screen.lines().join('\n'), /mean ± deviation of 3 runs/);
	screen.press('a m a m G a m');
	assert.match(screen.text().join('\n'), /No group to sum up/);
	assert.doesNotMatch(screen.lines().join('\n'), /mean ± deviation/);
});

test('runs that break a constraint are left out of the curve of a group, which says how many', () => {
	const rows = ['alpha', 'beta', 'gamma', 'delta'].map((name, key) => {
		const row = fakeRow({key, name, config: {lr: key}});
		return key === 1 ? {...row, infeasible: 'infeasible: constraint 0 is 1, above 0'} : row;
	});
	const screen = openScreen(160, 36, {rows, view: {group: ['format']}});
	screen.press('g g');
	assert.match(screen.lines().join('\n'), /mean ± deviation of 3 runs, without 1 infeasible/);
	assert.match(screen.lines().join('\n'), /4 finished, 1 infeasible/);
	assert.ok(screen.scene().shown.curves.every(({run}) => run !== 1));
	const few = openScreen(160, 36, {rows: rows.slice(0, 2), view: {group: ['format']}});
	few.press('g g');
	assert.match(few.lines().join('\n'), /mean ± deviation of 2 runs, 1 infeasible/, 'nothing else is there to draw');
});

test('a chart of a group says how many of its runs have the metric, where not all do', () => {
	const rows = ['alpha', 'beta', 'gamma'].map((name, key) =>
		fakeRow({key, name, metrics: key === 1 ? ['loss'] : ['loss', 'acc']}),
	);
	const screen = openScreen(160, 36, {rows});
	screen.press('space space space a m');
	const text = screen.lines().join('\n');
	assert.match(text, /mean ± deviation of 3 runs/);
	assert.match(text, /acc .*2 of 3 runs/);
	assert.doesNotMatch(text, /^ loss [^│\n]*of 3 runs/m);
});

test('overlaid runs keep colour and pattern while others come and go', () => {
	const names = ['alpha', 'beta', 'gamma', 'delta'];
	const screen = openScreen(120, 36, {rows: names.map((name, key) => fakeRow({key, name}))});
	const lookOf = (name: string) => {
		const grid = screen.grid();
		const row = grid.lines().findIndex(line => new RegExp(`[━╍┄] ${name} `).test(line));
		const at = row * grid.cols + grid.lines()[row]!.indexOf(` ${name} `) - 1;
		return [grid.glyphs[at], grid.styles[at]];
	};
	screen.press('*');
	const before = names.map(lookOf);
	assert.equal(new Set(before.map(String)).size, 4);
	screen.press('g g space');
	const shown = names.filter(name => screen.lines().some(line => new RegExp(`[━╍┄] ${name} `).test(line)));
	assert.ok(shown.length >= 3);
	assert.deepEqual(
		shown.map(lookOf),
		shown.map(name => before[names.indexOf(name)]),
	);
});

test('metrics that a tracker keeps out of sight have no chart unless they are asked for', () => {
	const row = {...fakeRow({key: 1, name: 'deep', metrics: ['loss', 'secret']}), hidden: ['secret']};
	const screen = openScreen(120, 36, {rows: [row]});
	const drawn = () => new Set(screen.scene().shown.curves.map(({metric}) => metric));
	assert.deepEqual(drawn(), new Set(['loss']));
	screen.press('enter');
	assert.deepEqual(drawn(), new Set(['loss']));
	assert.match(screen.lines()[1]!, /Charts 1 /);
	const asked = openScreen(120, 36, {rows: [row], view: {metrics: ['secret']}});
	assert.deepEqual(new Set(asked.scene().shown.curves.map(({metric}) => metric)), new Set(['secret']));
});
