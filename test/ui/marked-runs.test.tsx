import assert from 'node:assert/strict';
import {test} from 'node:test';
import {colorOf, foregroundOf, roles} from '../../source/draw/style.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const rows = [
	fakeRow({key: 0, name: 'alpha', metrics: ['loss', 'only_a']}),
	fakeRow({key: 1, name: 'beta', metrics: ['loss', 'only_b']}),
];
const runColors = new Set(roles.filter(role => role.startsWith('run')).map(colorOf));

/** Colours of runs in the chart of a metric. */
function colorsIn(screen: TestScreen, metric: string): number[] {
	const grid = screen.grid();
	const zone = screen.scene().zones.find(({target}) => target.kind === 'chart' && target.metric === metric);
	assert.ok(zone, `no chart of ${metric}`);
	const {x, y, cols, rows: lines} = zone.rect;
	const found = new Set<number>();
	for (let line = y; line < y + lines; line++)
		for (let column = x; column < x + cols; column++) {
			const color = foregroundOf(grid.styles[line * grid.cols + column]!);
			if (runColors.has(color)) found.add(color);
		}
	return [...found];
}

/** The colour that a run's name has in the legend of the pane that a rule heads. */
function legendColor(screen: TestScreen, rule: RegExp, name: string): number {
	const grid = screen.grid();
	const at = grid.lines().findIndex(line => rule.test(line));
	assert.ok(at >= 0, `no line has ${rule}:\n${grid.lines().join('\n')}`);
	return foregroundOf(grid.styles[at * grid.cols + grid.lines()[at]!.lastIndexOf(name)]!);
}

test('a curve that only one of the marked runs has is in the colour that the legend gives it', () => {
	const screen = openScreen(160, 50, {rows});
	screen.press('* g g');
	for (const move of ['', 'j']) {
		if (move !== '') screen.press(move);
		const own = ['alpha', 'beta'].map(name => legendColor(screen, /─ 2 [━╍┄]/, name));
		assert.notEqual(own[0], own[1]);
		assert.deepEqual(colorsIn(screen, 'only_a'), [own[0]]);
		assert.deepEqual(colorsIn(screen, 'only_b'), [own[1]]);
		assert.deepEqual(new Set(colorsIn(screen, 'loss')), new Set(own));
	}
});

test('charts of an open run say whose the lines are that marked runs lay over its own', () => {
	const screen = openScreen(120, 40, {rows});
	screen.press('* g g enter');
	const own = ['alpha', 'beta'].map(name => legendColor(screen, /Metrics .*[━╍┄] alpha.*[━╍┄] beta/, name));
	assert.deepEqual(new Set(colorsIn(screen, 'loss')), new Set(own));
	assert.deepEqual(colorsIn(screen, 'only_a'), [own[0]]);
});

test('a marked run whose charts alone are there is named, and not taken for the one under the cursor', () => {
	const bare = fakeRow({key: 2, name: 'bare', metrics: []});
	const screen = openScreen(160, 50, {rows: [bare, rows[1]!]});
	screen.press('* g g');
	if (!/▸.*bare/.test(screen.lines().join('\n'))) screen.press('j');
	assert.deepEqual(colorsIn(screen, 'only_b'), [legendColor(screen, /─ 2 [━╍┄] beta/, 'beta')]);
});
