import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../source/core/row.ts';
import type {JsonObject} from '../../source/core/run.ts';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {bold, roleStyle} from '../../source/draw/style.ts';
import {standoutStyles} from '../../source/ui/rank/standout-styles.ts';
import {makeRow, type ShortMetric} from '../core/query/rows.ts';
import {makeSweep, openRank} from './fake-sweep.ts';
import type {TestScreen} from './screen.tsx';

const rowsOf = (values: readonly number[], metric = 'loss', config: (at: number) => JsonObject = at => ({lr: at / 10})) =>
	values.map((value, at) =>
		makeRow({name: `run${at}`, config: config(at), metrics: {[metric]: {min: value, max: value, last: value, points: 5}}}),
	);
const pressed = (screen: TestScreen, keys: string): TestScreen => {
	if (keys !== '') screen.press(keys);
	return screen;
};
/** The style in which a text is shown first. */
function styleOf(screen: TestScreen, text: string): number {
	const y = screen.lines().findIndex(line => line.includes(text));
	const grid = screen.grid();
	return grid.styles[y * grid.cols + screen.lines()[y]!.indexOf(text)]!;
}

test('the first line says what is ranked and by what, with the direction where there is room or nobody has said it', () => {
	const heads: [TestScreen, RegExp][] = [
		[openRank(120, 30), /^ xtui {2}~\/exp ▸ Rank 12 runs by best loss ↓ {3}lower is better, guessed from its name$/],
		[openRank(60, 30), /^ Rank 12 runs by best loss ↓$/],
		[openRank(120, 30, {rows: rowsOf([0.5])}), /▸ Rank 1 run by best loss ↓/],
		[pressed(openRank(120, 30), 'f l r < 0 . 3 enter'), /Rank 4 runs by best loss ↓ {3}lower is better.* {3}lr<0\.3$/],
		[openRank(50, 30, {rows: rowsOf([1, 2], 'zork')}), /^ Rank 2 runs by \w+ zork [↓↑] {3}\w+ is better/],
		[openRank(120, 30, {rows: [makeRow({name: 'a'})]}), /^ xtui {2}~\/exp ▸ Rank$/],
	];
	for (const [screen, head] of heads) assert.match(screen.lines()[0]!.trimEnd(), head);
	const yellow = openRank(120, 30, {rows: rowsOf([1, 2], 'zork')});
	assert.deepEqual(
		[styleOf(yellow, 'is better'), styleOf(openRank(), 'is better')].map(style => style === roleStyle('warn')),
		[true, false],
	);
});

test('panes stand side by side, below each other or alone, as there is room', () => {
	/** Where each pane begins: its line and column. */
	const places = (cols: number, rows: number, keys = '') => {
		const lines = pressed(openRank(cols, rows), keys).lines();
		return ['1 Runs', '2 What decides', '3 lr → loss'].flatMap(title => {
			const y = lines.findIndex(line => line.includes(title));
			return y < 0 ? [] : [`${title[0]}:${y},${lines[y]!.indexOf(title)}`];
		});
	};
	assert.deepEqual(places(150, 40), ['1:1,2', '2:1,81', '3:10,81']);
	assert.deepEqual(places(150, 29), ['1:1,2', '2:14,2', '3:14,78']);
	assert.deepEqual(places(120, 30), ['1:1,2', '2:15,2', '3:15,63']);
	assert.deepEqual(places(70, 20), ['1:1,2', '2:10,2', '3:10,36']);
	assert.deepEqual([places(65, 30), places(120, 17)], [['1:1,2'], ['1:1,2']]);
	assert.deepEqual([places(120, 30, 'tab z'), places(120, 30, 'tab tab z')], [['2:1,2'], ['3:1,2']]);
	const alike = openRank(120, 30, {rows: rowsOf([1, 2, 3], 'loss', () => ({lr: 1}))}).lines();
	assert.ok(!alike.join('\n').includes('What decides'), 'no setting differs');
	const bare = [...rowsOf([1, 2, 3, 4, 5], 'loss', () => ({})), ...rowsOf([1, 2, 3, 4, 5], 'other')];
	const told = openRank(120, 30, {rows: bare}).lines().join('\n');
	assert.ok(told.includes('Rank 5 runs by best loss') && !told.includes('What decides'), 'none but between runs without a place');
	assert.match(openRank(60, 8).lines().at(-1)!, /Enter open/);
	assert.doesNotMatch(openRank(60, 7).lines().at(-1)!, /Enter open/);
});

test('settings leave the list first where it is narrow; names and settings are cut to a width', () => {
	const titles = (cols: number) =>
		openRank(cols, 14)
			.lines()[2]!
			.trim()
			.split(/\s{2,}/)
			.join(' ');
	assert.deepEqual([120, 60, 50, 40].map(titles), [
		'# RUN VALUE STEP LAST TO FIRST lr width seed',
		'# RUN VALUE STEP LAST TO FIRST',
		'# RUN VALUE LAST TO FIRST',
		'# RUN VALUE',
	]);
});

test('the best is told by its style, marks by a sign, a broken end by its colour, a find by its place', () => {
	const nan: ShortMetric = {min: 0.05, minStep: 3, last: Number.NaN, lastStep: 50, points: 50, nonfinite: 1, nan: 1};
	const ended = makeRow({name: 'ends-badly', config: {lr: 0.7, seed: 0, width: 32}, metrics: {loss: nan}});
	const screen = openRank(120, 40, {rows: [...makeSweep(), ended]});
	screen.press('j space');
	const lines = screen.lines();
	const lineOf = (name: string) => lines.find(line => line.includes(name))!;
	assert.match(lineOf('ends-badly'), /^ +1 +ends-badly +0\.05000? +3 +NaN/);
	assert.match(lineOf('lr0.1-s0'), /^ • +2 +lr0\.1-s0/);
	assert.match(lines[1]!, / 1 without a place$/);
	const unread = {...makeRow({name: 'later', config: {lr: 0.9}}), complete: false};
	const reading = (rows: RunRow[]) => openRank(120, 40, {rows}).lines()[1]!;
	assert.match(reading([...makeSweep(), unread]), / 1 not read yet, 1 without a place$/);
	assert.match(reading([...rowsOf([1, 2]), unread]), /─ 1 not read yet$/);
	const [first, second] = [styleOf(screen, '0.0500'), styleOf(screen, '0.2100')];
	assert.deepEqual([first === roleStyle('accent', bold), second === roleStyle('default')], [true, true]);
	assert.equal(styleOf(screen, 'NaN'), roleStyle('bad'));
	assert.match(pressed(openRank(120, 40), 't').lines()[1]!, /1 Experiments/);
	assert.match(
		pressed(openRank(120, 40, {glyphs: asciiGlyphs}), 'space')
			.lines()
			.join('\n'),
		/\n[ >]\* +1 +lr0\.1-s0/,
	);
	const plain = styleOf(screen, 'lr0.3-s0');
	screen.press('/ 3 - s 0 enter j');
	assert.notEqual(styleOf(screen, '3-s0'), plain);
});

test('where nothing can be told of the settings it is said why', () => {
	const all = (values: readonly number[]) =>
		openRank(120, 36, {rows: rowsOf(values)})
			.lines()
			.join('\n');
	assert.match(all([1, 2, 3, 4]), /It takes 5 runs that differ in more than their seed to[\s\S]*tell; 4 are ranked/);
	assert.match(all([5, 5, 5, 5, 5, 5, 5, 5]), /\blr +0 % .*not shown/);
	const line = (cols: number, rows = 40) =>
		openRank(cols, rows)
			.lines()
			.find(each => /\blr +█/.test(each)) ?? '';
	assert.match(line(150), /lr +█{10} 100 % {2}chance 0\.4 % +higher lr → higher loss/);
	assert.match(line(120), /lr +█{6} 100 % {2}higher lr → higher loss/);
	assert.match(line(70), /lr +█{4} 100 % {2}higher l/);
	assert.match(openRank(150, 40).lines().join('\n'), /width +0 % {2}chance 100 % {2}not shown/);
});

test('a run without a value does not stretch the plots; outliers are cut off, and that is said', () => {
	const screen = openRank(120, 40);
	const bottom = (keys = '') => pressed(screen, keys).lines().slice(16).join('\n');
	assert.match(bottom(), /┬[─┴┬]*\S*\n +0\.1 .* 0\.6 *\n/, 'as lr 9 did that came to nothing');
	assert.match(bottom(), /\] all settings/);
	assert.match(bottom(']'), /3 Settings and loss .*\] one setting/);
	const values = Array.from({length: 20}, (_, at) => at / 100);
	const cut = openRank(120, 40, {rows: rowsOf([...values, 900])});
	assert.match(cut.lines().join('\n'), /lr → loss ─+ outliers at the edge · \] all settings/);
	assert.doesNotMatch(
		openRank(120, 40, {rows: rowsOf(values)})
			.lines()
			.join('\n'),
		/outliers/,
	);
});

test('the plot tells the best fifth, marked runs and the one under the cursor apart, and the middle of each of a few values', () => {
	/** Points of the plot by how they stand out. */
	const points = (screen: TestScreen) => {
		const grid = screen.grid();
		const top = screen.lines().findIndex(line => line.includes('3 lr → loss'));
		const drawn = [...grid.styles.slice((top + 1) * grid.cols, -grid.cols)];
		return (['plain', 'good', 'marked', 'chosen'] as const).filter(kind => drawn.includes(standoutStyles[kind]));
	};
	assert.deepEqual(points(openRank(120, 40)), ['plain', 'good', 'chosen']);
	assert.deepEqual(points(pressed(openRank(120, 40), 'G k space g g')), ['plain', 'good', 'marked', 'chosen']);
	const signs = (seeds: number) => {
		const rows = Array.from({length: 4 * seeds}, (_, at) => ({at, lr: at % 4}));
		const screen = openRank(120, 40, {
			rows: rows.map(({at, lr}) =>
				makeRow({name: `run${at}`, config: {lr, seed: at >> 2}, metrics: {loss: {min: lr + at / 20, last: 1, points: 5}}}),
			),
		});
		const lines = screen.lines();
		return lines.slice(lines.findIndex(line => line.includes('3 lr → loss'))).join('\n');
	};
	assert.deepEqual(
		[2, 3].map(seeds => /──[⠀-⣿]/.test(signs(seeds))),
		[false, true],
		'of two there is no middle',
	);
	const decades = openRank(120, 40, {rows: rowsOf([1e-4, 2e-4, 1e-3, 2e-3, 1e-2, 0.1, 1, 10])})
		.lines()
		.join('\n');
	for (const level of ['10', '1', '0.1', '0.01', '1e-3', '1e-4']) assert.match(decades, new RegExp(` ${level} ┤`), level);
});
