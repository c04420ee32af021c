import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames} from '../../source/core/row.ts';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {foregroundOf} from '../../source/draw/style.ts';
import {fakeRow, fakeTree} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const all = (screen: TestScreen) => screen.lines().join('\n');

test('pairs of twelve runs have letters besides their colours, all of them in the legend', () => {
	const rows = Array.from({length: 12}, (_, at) =>
		fakeRow({key: at * 3, name: `run-${at}`, config: {lr: at}, metrics: ['train/loss', 'val/loss']}),
	);
	for (const [cols, lines] of [
		[80, 24],
		[160, 40],
	] as const) {
		const screen = openScreen(cols, lines, {rows, view: {sort: [{column: 'name', descending: false}]}});
		screen.press('* c a p');
		assert.match(all(screen), /━ train/);
		assert.match(all(screen), /╍ val/);
		const told = [...all(screen).matchAll(/([a-x]) run-(\d+) +\d/g)];
		assert.deepEqual(
			told.map(([, , run]) => Number(run)).sort((a, b) => a - b),
			[...rows.keys()],
		);
		assert.equal(new Set(told.map(([, letter]) => letter)).size, 12);
		assert.match(
			screen.lines().find(line => line.includes('⚑') && !line.includes('Compare'))!,
			new RegExp(`${told.find(([, , run]) => run === '0')![1]} run-0`),
		);
		assert.equal(screen.scene().shown.curves.length, 24);
	}
});

test('each size is drawn whole, in ASCII too', () => {
	for (const [cols, rows] of [
		[12, 3],
		[20, 5],
		[40, 12],
		[80, 24],
		[120, 36],
		[200, 50],
	] as const) {
		for (const keys of ['c', 'c tab', 'c z', 'c left']) {
			const screen = openScreen(cols, rows, {rows: fakeTree(14), glyphs: asciiGlyphs, color: false});
			screen.press(`* ${keys}`);
			for (const line of screen.lines()) {
				assert.ok(line.length <= cols, `${cols}×${rows}`);
				assert.match(line, /^[\x20-\x7e]*$/, `${cols}×${rows} ${keys}`);
			}
		}
	}
});

test('a run has the same line at every start, in whichever order runs were found', () => {
	const names = ['quick', 'slow', 'other', 'fourth'];
	const lines = (found: readonly string[]) => {
		const rows = found.map((name, at) => ({...fakeRow({key: at * 3, name, config: {lr: 0.1}}), id: `id-${name}`}));
		const screen = openScreen(160, 40, {rows, view: {sort: [{column: 'name', descending: false}]}});
		screen.press('* c');
		const grid = screen.grid();
		return names.map(name => {
			const at = grid.lines().findIndex(line => line.includes(` ${name} `));
			const column = grid.lines()[at]!.indexOf(` ${name} `);
			return [grid.lines()[at]![column - 1], foregroundOf(grid.styles[at * grid.cols + column + 1]!)];
		});
	};
	assert.deepEqual(lines(names.toReversed()), lines(names));
	assert.notDeepEqual(lines(names)[0], lines(names)[1]);
});

test('the star of a legend stands on the best of the runs that break no constraint', () => {
	const starred = (broken: boolean) => {
		const rows = [0, 1, 2].map(key => {
			const row = fakeRow({key: key * 3, name: `run-${key}`, config: {lr: key}, metrics: ['loss']});
			row.metrics.values.fill([3, 1, 2][key]!, aggregateNames.indexOf('last'), aggregateNames.indexOf('last') + 1);
			return broken && key === 1 ? {...row, infeasible: 'infeasible: constraint 0 is 1, above 0'} : row;
		});
		const screen = openScreen(160, 40, {rows, view: {sort: [{column: 'name', descending: false}]}});
		screen.press('* c');
		return [...all(screen).matchAll(/run-(\d) +[\d.]+ ★/g)].map(([, run]) => run);
	};
	assert.deepEqual([...new Set(starred(false))], ['1']);
	assert.deepEqual([...new Set(starred(true))], ['2']);
});

test('numbers that runs returned stand below the charts, and are waited for by none', () => {
	const rows = [1, 2].map(key => {
		const row = fakeRow({key, name: `run-${key}`, metrics: ['loss', 'acc'], more: {hidden: ['acc']}});
		const {names, values} = row.metrics;
		const from = names.indexOf('acc') * aggregateNames.length;
		aggregateNames.forEach((name, at) => {
			if (name.endsWith('Step')) values[from + at] = Number.NaN;
		});
		return row;
	});
	const screen = openScreen(100, 30, {rows});
	screen.press('* c');
	assert.deepEqual([...new Set(screen.scene().shown.curves.map(({metric}) => metric))], ['loss']);
	assert.match(all(screen), /acc last +\d/);
	assert.doesNotMatch(all(screen), /acc max/);
});

test('a legend takes no more room from its chart than its names and values fill', () => {
	const axisOf = (name: string) => {
		const rows = [0, 3].map(key => fakeRow({key, name: `${name}${key}`, config: {lr: key}, metrics: ['loss']}));
		const screen = openScreen(120, 30, {rows});
		screen.press('* c');
		return screen
			.lines()
			.find(line => /^ *0\.0 └/.test(line))!
			.trim().length;
	};
	assert.ok(axisOf('a') > axisOf('a-name-of-twenty-cells') + 10);
	assert.ok(axisOf('a') > 80);
});

test('a legend has both values of runs with short names, also where they are long', () => {
	const rows = [0, 3].map(key => {
		const row = fakeRow({key, name: `${key}`, metrics: ['loss']});
		for (const name of ['last', 'min'] as const) row.metrics.values[aggregateNames.indexOf(name)] = -0.001234;
		return row;
	});
	const screen = openScreen(120, 30, {rows});
	screen.press('* c');
	assert.match(all(screen), / last +min\n/);
	assert.match(all(screen), /[┄━╍] 3 +-0\.001234 +-0\.001234$/m);
});
