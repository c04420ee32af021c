import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fitColumns} from '../../source/draw/columns.ts';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {drawProgress} from '../../source/draw/progress.ts';
import {backgroundOf, colorOf, roleStyle} from '../../source/draw/style.ts';
import {type Cell, drawCell, drawHeader, drawRow, drawSelection} from '../../source/draw/table.ts';

const placed = fitColumns(
	[
		{id: 'name', min: 8, want: 12, priority: 9},
		{id: 'bar', min: 4, want: 4, priority: 1},
		{id: 'loss', min: 7, want: 7, priority: 9},
	],
	27,
);

test('rows and headings stand in their columns', () => {
	const grid = new Grid(28, 3);
	const cells: Record<string, Cell> = {
		name: {text: 'resnet50-imagenet-seed3', style: 0, cut: 'middle'},
		bar: (target, x, y, width) => drawProgress(target, x, y, width, 0.5, 0, allGlyphs),
		loss: {text: '0.2130', style: 0, align: 'right'},
	};
	drawHeader(
		grid,
		1,
		0,
		placed,
		id => ({title: id.toUpperCase(), align: id === 'loss' ? 'right' : 'left', sorted: id === 'loss' ? 'up' : undefined}),
		allGlyphs,
	);
	drawRow(grid, 1, 1, placed, id => cells[id] ?? null, allGlyphs);
	drawRow(grid, 1, 2, placed, id => (id === 'name' ? {text: '训练训练训练训练', style: 0, cut: 'end'} : null), allGlyphs);
	assert.deepEqual(grid.lines(), [' NAME          BAR     LOSS↑', ' resn…t-seed3  ██     0.2130', ' 训练训练训…']);
});

test('a cell never writes past its width', () => {
	for (let width = 0; width < 12; width++) {
		for (const align of ['left', 'right', 'center'] as const) {
			const grid = new Grid(12, 1);
			drawCell(grid, 0, 0, width, {text: 'déjà 训练 vu', style: 0, align}, asciiGlyphs);
			assert.equal(grid.lines()[0]!.slice(width).trim(), '', `${width} ${align}`);
		}
	}
});

test('the selected line has its background and a sign', () => {
	const grid = new Grid(10, 1);
	grid.put(2, 0, 'text', roleStyle('good'));
	drawSelection(grid, 0, true, allGlyphs);
	assert.deepEqual(grid.lines(), ['▸ text']);
	assert.ok([...grid.styles].every(style => backgroundOf(style) === colorOf('selection')));
});
