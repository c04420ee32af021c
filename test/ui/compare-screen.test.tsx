import assert from 'node:assert/strict';
import {test} from 'node:test';
import {colorOf, foregroundOf} from '../../source/draw/style.ts';
import {topScreen} from '../../source/store/view.ts';
import {fakeRow, fakeTree, fakeValue} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const all = (screen: TestScreen) => screen.lines().join('\n');
const heading = (screen: TestScreen) => screen.lines().find(line => line.includes('⚑') && !line.includes('Compare'))!;
const lineOf = (screen: TestScreen, start: RegExp) => screen.lines().find(line => start.test(line)) ?? '';
const runsOf = (screen: TestScreen) => new Set(screen.scene().shown.curves.map(curve => curve.run));

/** Two runs of three: `slow` ends worse than `quick`. */
function openThree(cols = 120, rows = 36, options: Partial<Parameters<typeof openScreen>[2]> = {}): TestScreen {
	const trees = [
		fakeRow({key: 0, name: 'quick', config: {lr: 0.1, seed: 1, model: 'vit'}}),
		fakeRow({key: 6, name: 'slow', config: {lr: 0.3, seed: 1, model: 'vit'}, metrics: ['loss', 'acc', 'extra']}),
		fakeRow({key: 3, name: 'other', config: {lr: 0.1, seed: 2, model: 'vit'}}),
	];
	const screen = openScreen(cols, rows, {rows: trees, view: {sort: [{column: 'name', descending: false}]}, ...options});
	screen.store.getState().view.marked = new Set([0, 6]);
	screen.press('c');
	return screen;
}

test('c compares the marked runs: curves over each other, what differs, results against the first', () => {
	const screen = openThree();
	assert.match(screen.lines()[0]!, /Compare 2 runs +⚑ baseline quick/);
	assert.deepEqual(runsOf(screen), new Set([0, 6]));
	assert.match(all(screen), /Config {3}1 of 3 keys differs, d shows all/);
	assert.match(lineOf(screen, /^ +lr /), /lr +0\.1 +0\.3/);
	assert.doesNotMatch(all(screen), /model +vit/);
	const change = fakeValue(6, 'loss', 1000) - fakeValue(0, 'loss', 1000);
	assert.match(lineOf(screen, /^ +loss last/), new RegExp(`★ +.*\\+${change.toPrecision(3)} .*% worse`));
	assert.match(lineOf(screen, /^ +source/), /4f1c2aa9 main with changes/);
});

test('better and worse have a colour besides the word', () => {
	const screen = openThree();
	const grid = screen.grid();
	const at = grid.lines().findIndex(line => /^ +loss last/.test(line));
	const column = grid.lines()[at]!.indexOf('worse');
	assert.equal(foregroundOf(grid.styles[at * grid.cols + column]!), colorOf('worse'));
});

test('without colour each run has a letter: in the legend, over its column and on its line', () => {
	const screen = openThree(120, 36, {color: false});
	const [, quick, slow] = heading(screen).match(/([a-x]) quick ⚑ +([a-x]) slow/)!;
	assert.notEqual(quick, slow);
	assert.match(all(screen), new RegExp(`Charts ${quick} quick ${slow} slow`));
	const chart = screen
		.lines()
		.slice(3, 20)
		.map(line => line.slice(8, 70));
	for (const letter of [quick, slow]) assert.ok(chart.some(line => line.includes(letter!)));
	assert.doesNotMatch(all(screen), /[━╍┄]/);
});

/** Two settings with two seeds each, which log training and validation. */
function openSeeds(options: Partial<Parameters<typeof openScreen>[2]> = {}): TestScreen {
	const rows = [0, 3, 6, 9].map((key, at) =>
		fakeRow({
			key,
			name: `run-${at}`,
			config: {lr: at < 2 ? 0.1 : 0.3, seed: at % 2},
			metrics: ['train/loss', 'val/loss'],
		}),
	);
	const screen = openScreen(160, 40, {rows, view: {sort: [{column: 'name', descending: false}]}, ...options});
	screen.press('* c');
	return screen;
}

test('a m draws what differs in its seed alone as one curve with a band, and then all as one', () => {
	const screen = openSeeds();
	screen.press('a m');
	assert.match(screen.lines()[1]!, /mean ± deviation of 2 groups/);
	const [first, second] = [0, 3].map(run => fakeValue(run, 'val/loss', 1000));
	const mean = (first! + second!) / 2;
	assert.match(all(screen), new RegExp(`[━╍┄] lr 0.1, 2 runs +${mean.toPrecision(4)}`));
	assert.match(all(screen), /[━╍┄] lr 0.3, 2 runs/);
	screen.press('} o');
	assert.match(screen.lines()[1]!, /mean ± deviation of 2 runs/, 'the hidden run has left its group');
	screen.press('} } o a m');
	assert.match(screen.lines()[1]!, /median and range of 2 runs/, 'two that differ in lr are one band');
});

test('a p puts training and validation of each run into one chart, by colour and pattern', () => {
	const screen = openSeeds();
	assert.equal(screen.scene().measured.chartMetrics?.length, 2);
	screen.press('a p');
	assert.match(all(screen), /╍ val +━ train/);
	const [value, trained] = ['val/loss', 'train/loss'].map(name => fakeValue(0, name, 1000).toPrecision(4));
	assert.match(all(screen), new RegExp(`━ run-0 +${value}.* ${trained}`));
	assert.equal(screen.scene().measured.chartMetrics?.length, 1);
	assert.equal(screen.scene().shown.curves.length, 8);
	screen.press('a p');
	assert.doesNotMatch(all(screen), /━ train/);
});

test('limits and another x are said over a chart of several runs too', () => {
	const screen = openThree();
	screen.press('a l 0 space 2 enter');
	assert.match(all(screen), /loss .*y 0 – 2/);
});

test('d shows what is the same too', () => {
	const screen = openThree();
	screen.press('d');
	assert.match(lineOf(screen, /^ +model/), /vit +vit/);
});

test('another baseline turns the differences round and comes first', () => {
	const screen = openThree();
	screen.press('} b');
	assert.match(heading(screen), /slow ⚑ .*quick/);
	assert.match(lineOf(screen, /^ +loss last/), /−0\.\d+ .*% better/);
});

test('a run that is the only one left to be drawn keeps its line in the title', () => {
	const screen = openThree();
	const titleOf = () => lineOf(screen, /Charts/);
	const [, quick, slow] = /Charts (\S) quick (\S) slow/.exec(titleOf())!;
	screen.press('o');
	const [, left, name] = /Charts (\S) (\w+)/.exec(titleOf())!;
	assert.equal(left, name === 'slow' ? slow : quick);
	screen.press('o } o');
	const [, other, otherName] = /Charts (\S) (\w+)/.exec(titleOf())!;
	assert.notEqual(otherName, name);
	assert.equal(other, otherName === 'slow' ? slow : quick);
});

test('o hides the curve of the chosen run and keeps its column, p puts it after the baseline', () => {
	const screen = openThree();
	screen.press('} o');
	assert.deepEqual(runsOf(screen), new Set([0]));
	assert.match(heading(screen), /slow hidden/);
	screen.press('o');
	assert.deepEqual(runsOf(screen), new Set([0, 6]));
	screen.store.getState().view.marked = new Set([0, 3, 6]);
	screen.press('escape c } } p');
	assert.match(heading(screen), /other ⚑.*▲/);
});

test('runs are taken in and out without leaving', () => {
	const screen = openThree();
	screen.press('c');
	assert.match(screen.text().join('\n'), /Runs compared[\s\S]*■ quick[\s\S]*■ slow[\s\S]*□ other/);
	screen.press('G space enter');
	assert.match(screen.lines()[0]!, /Compare 3 runs/);
	screen.press('escape');
	assert.equal(topScreen(screen.store.getState().view).kind, 'runs');
	assert.deepEqual(screen.store.getState().view.marked, new Set([0, 6, 3]));
});

test('the reading line reads all runs at once; a run that ended before it has nothing there', () => {
	const rows = [fakeRow({key: 0, name: 'whole'}), fakeRow({key: 1, name: 'short', step: 100})];
	const screen = openScreen(80, 24, {rows});
	screen.press('* c shift-left');
	assert.match(all(screen), /here +min/);
	const legend = (name: string) => lineOf(screen, new RegExp(`[━╍┄] ${name} +[\\d.]* +★? *[\\d.]+ *$`));
	assert.equal(legend('whole').match(/\d\.\d{3,}/g)?.length, 2);
	assert.equal(lineOf(screen, /[━╍┄] short /).match(/\d\.\d{3,}/g)?.length, 1);
});

test('a metric that trackers spell differently is one chart', () => {
	const rows = [
		fakeRow({key: 0, name: 'wandb', metrics: ['train/loss']}),
		fakeRow({key: 1, name: 'csv', metrics: ['train_loss'], more: {format: 'csv', formats: ['csv']}}),
	];
	const screen = openScreen(100, 30, {rows});
	screen.press('* c');
	assert.deepEqual(new Set(screen.scene().shown.curves.map(({metric}) => metric)), new Set(['train/loss', 'train_loss']));
	assert.equal(screen.store.getState().measured.chartMetrics.length, 1);
	assert.match(all(screen), /train(.)loss = train(?!\1)[/_]loss/, 'and says so');
});

test('with too few runs to compare it says how to get there', () => {
	const screen = openScreen(100, 30);
	screen.press('c');
	assert.equal(topScreen(screen.store.getState().view).kind, 'runs');
	assert.match(screen.lines().at(-1)!, /Mark two with Space to compare, or set a baseline with b/);
	screen.press('b j c');
	assert.match(screen.lines()[0]!, /Compare 2 runs/);
});

test('no more than twelve at once, and that is said', () => {
	const screen = openScreen(120, 36, {rows: fakeTree(40)});
	screen.press('* c');
	assert.match(screen.lines()[0]!, /Compare 12 runs/);
	assert.match(screen.lines().at(-1)!, /first 12 of 40/);
	screen.press('tab');
	for (let at = 0; at < 11; at++) screen.press('l');
	const {compared} = screen.store.getState().view;
	const name = screen.store.getState().rows.get(compared!)!.name;
	assert.match(heading(screen), new RegExp(name.slice(-5)), 'the chosen run is in view');
});

test('Enter opens the chosen run, Escape comes back to the comparison, and then to the list', () => {
	const screen = openThree();
	screen.press('tab l enter');
	assert.match(screen.lines()[0]!, /▸ slow/);
	screen.press('escape');
	assert.match(screen.lines()[0]!, /Compare 2 runs/);
	screen.press('escape');
	assert.match(screen.lines()[0]!, /3 runs/);
});

test('the table scrolls and can be searched', () => {
	const config = Object.fromEntries(Array.from({length: 60}, (_, at) => [`key${at}`, at]));
	const other = Object.fromEntries(Object.keys(config).map((key, at) => [key, at + 1]));
	const rows = [fakeRow({key: 0, name: 'a', config}), fakeRow({key: 1, name: 'b', config: other})];
	const screen = openScreen(80, 24, {rows});
	screen.press('* c tab');
	assert.doesNotMatch(all(screen), /key40/);
	screen.press('/ k e y 4 0 enter');
	assert.match(all(screen), /key40/);
	screen.press('G');
	assert.match(all(screen), /directory|host|status|source/);
});

test('a small screen shows one pane at a time, one chart at a time', () => {
	const screen = openThree(40, 12);
	assert.equal(new Set(screen.scene().shown.curves.map(({metric}) => metric)).size, 1);
	assert.doesNotMatch(all(screen), /What differs/);
	screen.press(']');
	assert.match(all(screen), /acc/);
	screen.press('tab');
	assert.match(all(screen), /What differs/);
	assert.equal(screen.scene().shown.curves.length, 0);
});

test('runs that go away leave the comparison, and the last one leaves word', () => {
	const screen = openThree();
	screen.engine.send({removed: [0]});
	assert.match(screen.lines()[0]!, /Compare 1 run +⚑ baseline slow/);
	screen.engine.send({removed: [6]});
	assert.match(screen.lines()[0]!, /these runs are gone/);
	assert.match(all(screen), /Nothing is known of these runs/);
});

test('runs without config and metrics still compare', () => {
	const rows = [0, 1].map(key => fakeRow({key, name: `bare-${key}`, config: {}, metrics: []}));
	const screen = openScreen(80, 24, {rows});
	screen.press('* c');
	assert.match(all(screen), /Source and run/);
});

test('a metric in wide letters has its whole name', () => {
	const rows = [0, 6].map(key => fakeRow({key, name: `run${key}`, metrics: ['准确率']}));
	const screen = openScreen(120, 36, {rows});
	screen.press('* c');
	assert.match(all(screen), / {2}准确率 last /);
});

test('on a large screen results and source have no pane where it is known that there are none', () => {
	const rows = [0, 6].map(key => fakeRow({key, name: `run${key}`, metrics: [], config: {lr: key}, more: {git: null}}));
	const screen = openScreen(200, 50, {rows});
	screen.press('* c');
	assert.match(all(screen), /3 Summary[\s\S]*4 Source/, 'as long as nobody has said so');
	const source = {digest: null, copies: 0, patched: false};
	const runs = [0, 6].map(run => ({run, config: {}, summary: {}, goals: [], hidden: [], source}));
	screen.engine.send({compared: {runs, values: [], code: [], surroundings: [], logs: []}});
	assert.doesNotMatch(all(screen), /\d (Summary|Source)/);
	const kept = runs.map(one => ({...one, source: {...source, copies: 2}}));
	screen.engine.send({compared: {runs: kept, values: [], code: [], surroundings: [], logs: []}});
	assert.match(all(screen), /3 Source/);
	assert.doesNotMatch(all(screen), /Summary/);
});
