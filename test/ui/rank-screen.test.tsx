import assert from 'node:assert/strict';
import {test} from 'node:test';
import {click} from '../../source/actions/mouse.ts';
import type {RunRow} from '../../source/core/row.ts';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {topScreen} from '../../source/store/view.ts';
import {makeRow} from '../core/query/rows.ts';
import {makeSweep, openRank} from './fake-sweep.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const all = (screen: TestScreen) => screen.lines().join('\n');
const lineOf = (screen: TestScreen, pattern: RegExp) => screen.lines().find(line => pattern.test(line)) ?? '';
const order = (screen: TestScreen) =>
	screen
		.lines()
		.map(line => / (lr[\d.e-]+-s\d|broken)\b/.exec(line)?.[1])
		.filter(name => name !== undefined);

test('g r ranks the runs shown: place, value, step, change to the first; what has no value is last, with the reason', () => {
	const screen = openRank();
	assert.match(screen.lines()[0]!, /Rank 12 runs by best loss ↓ +lower is better, guessed from its name/);
	assert.deepEqual(order(screen).slice(0, 3), ['lr0.1-s0', 'lr0.1-s1', 'lr0.2-s0']);
	assert.match(lineOf(screen, /lr0\.1-s1/), /2 +lr0\.1-s1 +0\.1100 +40 +0\.9000 +\+0\.0100 +\+10 %/);
	assert.match(lineOf(screen, /broken/), /– +broken +⚠ none of 3 points is finite/);
	assert.equal(order(screen).at(-1), 'broken');
});

test('a setting that chance has drawn has as many digits as in the list', () => {
	const rows = [0.00412345678, 0.0734567891, 0.0215].map((lr, at) =>
		makeRow({name: `drawn-${at}`, config: {lr}, metrics: {loss: {min: at, last: at, points: 5}}}),
	);
	const screen = openScreen(120, 40, {rows});
	screen.press('g r');
	assert.match(lineOf(screen, /drawn-0 /).trimEnd(), / 4\.12e-3$/);
	assert.match(lineOf(screen, /drawn-1 /).trimEnd(), / 0\.0735$/);
	assert.match(lineOf(screen, /drawn-2 /).trimEnd(), / 0\.0215$/);
});

test('changes to the first stand below each other, their shares too', () => {
	const rows = [4, 3.9982, 1.5, -20.5].map((accuracy, at) =>
		makeRow({name: `run-${at}`, config: {lr: at}, metrics: {accuracy: {max: accuracy, last: accuracy, points: 5}}}),
	);
	const screen = openScreen(140, 40, {rows});
	screen.press('g r');
	const changes = [1, 2, 3].map(at => lineOf(screen, new RegExp(`run-${at} `)));
	const points = changes.map(line => line.indexOf('.', line.indexOf('−')));
	const shares = changes.map(line => line.indexOf('%'));
	assert.match(changes[1]!, /−2\.50 +−63 %/);
	assert.equal(new Set(points).size, 1, changes.join('\n'));
	assert.equal(new Set(shares).size, 1, changes.join('\n'));
	const seeds = [1, 1.2, 1.05, 1.25, 9, 9.5].map((loss, at) =>
		makeRow({name: `pair-${at >> 1}`, config: {lr: at >> 1, seed: at & 1}, metrics: {loss: {min: loss, last: loss, points: 5}}}),
	);
	const together = openScreen(140, 40, {rows: seeds});
	together.press('g r t');
	const [close, far] = [1, 2].map(at => lineOf(together, new RegExp(`pair-${at} `)));
	assert.match(close!, /% ≈/);
	assert.equal(close!.indexOf('%'), far!.indexOf('%'), 'also beside one that repetitions do not tell apart');
});

test('which setting decides, how, and that seeds are no evidence', () => {
	const screen = openRank();
	const settings = lineOf(screen, /What decides/);
	assert.match(settings, /2 What decides/);
	assert.match(lineOf(screen, /^[ ▸]+lr +█/), /100 % .*higher lr → higher loss/);
	assert.match(all(screen), /6 experiments \(12 runs\)/);
	assert.match(all(screen), /3 lr → loss/);
});

test('the metric, the value that counts and the direction are changed, and said', () => {
	const screen = openRank();
	screen.press('s j enter');
	assert.match(screen.lines()[0]!, /by last loss ↓/);
	assert.equal(order(screen)[0], 'lr0.6-s0');
	screen.press('S');
	assert.match(screen.lines()[0]!, /by last loss ↑ +higher is better, as you said/);
	assert.equal(order(screen)[0], 'lr0.1-s0');
	screen.press('m j enter');
	assert.match(screen.lines()[0]!, /by last acc ↑ +higher is better, guessed from its name/);
	assert.equal(order(screen)[0], 'broken');
});

test('t takes repetitions together: mean and deviation, one line an experiment', () => {
	const screen = openRank();
	screen.press('t');
	assert.deepEqual(order(screen).slice(0, 2), ['lr0.1-s0', 'lr0.2-s0']);
	assert.match(lineOf(screen, /lr0\.1-s0/), /1 +lr0\.1-s0 +2 +0\.105 ± 0\.007/);
});

test('the cursor stays on its run; Enter opens it and Esc comes back', () => {
	const screen = openRank();
	screen.press('j j');
	assert.match(lineOf(screen, /^▸.*lr/), /lr0\.2-s0/);
	screen.press('S');
	assert.match(lineOf(screen, /^▸.*lr0/), /lr0\.2-s0/);
	screen.press('enter');
	const opened = topScreen(screen.store.getState().view);
	assert.equal(opened.kind === 'run' && screen.store.getState().rows.get(opened.run)!.name, 'lr0.2-s0');
	screen.press('escape');
	assert.equal(topScreen(screen.store.getState().view).kind, 'rank');
	screen.press('escape');
	assert.equal(topScreen(screen.store.getState().view).kind, 'runs');
});

test('filter, find, marks and compare work on the ranking', () => {
	const screen = openRank();
	screen.press('f l r < 0 . 3 enter');
	assert.deepEqual(order(screen), ['lr0.1-s0', 'lr0.1-s1', 'lr0.2-s0', 'lr0.2-s1']);
	screen.press('/ 2 - s 1 enter');
	assert.match(lineOf(screen, /^▸.*lr/), /lr0\.2-s1/);
	screen.press('g g space space');
	assert.equal(screen.store.getState().view.marked.size, 2);
	screen.press('c');
	assert.match(screen.lines()[0]!, /Compare 2 runs/);
});

test('panes are focused and zoomed, the plot follows the setting, ] shows all settings side by side', () => {
	const screen = openRank();
	screen.press('tab j');
	assert.match(all(screen), /3 width → loss/);
	screen.press(']');
	assert.match(all(screen), /3 Settings and loss/);
	assert.match(all(screen), /lr +width +loss/);
	screen.press('enter');
	assert.doesNotMatch(all(screen), /What decides/);
	assert.match(all(screen), /3 Settings and loss/);
	screen.press('escape');
	assert.match(all(screen), /What decides/);
});

test('a small screen shows one pane at a time, and nothing is wider than it is', () => {
	for (const [cols, rows] of [
		[40, 12],
		[60, 16],
		[80, 24],
		[200, 50],
	] as const) {
		const screen = openRank(cols, rows);
		assert.match(all(screen), /1 Runs/);
		assert.match(all(screen), /lr0\.1-s0/);
		for (const line of screen.lines()) assert.ok([...line].length <= cols);
		if (cols >= 66) continue;
		screen.press('tab');
		assert.match(all(screen), /2 What decides/);
		screen.press('tab');
		assert.match(all(screen), /3 lr → loss/);
	}
});

test('a terminal without more than ASCII gets no other sign', () => {
	const screen = openScreen(100, 30, {rows: makeSweep(), glyphs: asciiGlyphs, color: false});
	screen.press('g r');
	for (const line of screen.lines()) assert.match(line, /^[\x20-\x7e]*$/);
	screen.press(']');
	for (const line of screen.lines()) assert.match(line, /^[\x20-\x7e]*$/);
});

test('without a metric, or without settings, the screen says so', () => {
	const nothing = openScreen(80, 24, {rows: [makeRow({name: 'a'}), makeRow({name: 'b'})]});
	nothing.press('g r');
	assert.match(all(nothing), /No metric in these runs to rank by/);
	const bare = openScreen(80, 24, {rows: [1, 2].map(at => makeRow({name: `run${at}`, metrics: {loss: at}}))});
	bare.press('g r');
	assert.match(lineOf(bare, /run1/), /1 +run1 +1/);
});

test('y r asks where a report goes, and asks the engine for one of what is shown', () => {
	const screen = openRank();
	const wishes = () => screen.posted.flatMap(message => (message.type === 'report' ? [message.wish] : []));
	screen.press('f l r < 0 . 3 enter t y r');
	assert.match(screen.text().at(-1)!, /Report into +xtui-report\.html/);
	screen.press('backspace backspace enter');
	assert.equal(wishes().length, 0);
	assert.match(screen.text().at(-1)!, /A report is \.html or \.md/);
	screen.press('m l enter');
	const [wish] = wishes();
	assert.equal(screen.store.getState().view.prompt, null);
	assert.deepEqual([wish!.file, wish!.runs.length, wish!.together, wish!.query], ['xtui-report.html', 4, true, 'lr<0.3']);
	assert.deepEqual(wish!.rank, {metric: 'loss', direction: 'down', from: 'name', part: 'best'});
	assert.equal(wish!.command, "xtui report /home/ada/exp '--where=lr<0.3' --metric=loss --goal=min --seeds -o xtui-report.html");
});

test('a click puts the cursor on a place, a second one opens the run', () => {
	const screen = openRank();
	const zone = screen.scene().zones.find(({target: each}) => each.kind === 'line' && each.index === 3)!;
	assert.match(screen.lines()[zone.rect.y]!, /lr0\.2-s1/);
	const pointed = {...zone, x: zone.rect.x + 4, y: zone.rect.y};
	screen.press('tab');
	click(screen.store, pointed, false);
	assert.match(lineOf(screen, /^▸.*lr/), /lr0\.2-s1/);
	click(screen.store, pointed, true);
	assert.equal(topScreen(screen.store.getState().view).kind, 'run');
});

test('where trackers contradict each other the ranking says what it assumes; what the filter leaves out has no say', () => {
	const rows = (['down', 'up'] as const).flatMap(goal =>
		[0.1, 0.9].map(
			(score): RunRow => ({...makeRow({name: `${goal}-${score}`, config: {goal}, metrics: {score}}), goals: {score: goal}}),
		),
	);
	const screen = openScreen(140, 30, {rows});
	screen.press('g r');
	assert.match(screen.lines()[0]!, /lower is better, assumed, as trackers disagree/);
	screen.press('escape f g o a l = u p enter');
	screen.press('g r');
	assert.match(screen.lines()[0]!, /higher is better, as its tracker says/);
	screen.press('escape');
	assert.match(lineOf(screen, /★/), /up-0\.9/, 'so is the best one of the list');
});
