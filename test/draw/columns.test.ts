import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ColumnSpec, fitColumns, type PlacedColumn} from '../../source/draw/columns.ts';

const columns: ColumnSpec[] = [
	{id: 'glyph', min: 1, want: 1, priority: Number.POSITIVE_INFINITY},
	{id: 'status', min: 7, want: 8, priority: 7},
	{id: 'name', min: 12, want: 20, priority: Number.POSITIVE_INFINITY, flex: true},
	{id: 'bar', min: 10, want: 10, priority: 6},
	{id: 'percent', min: 5, want: 5, priority: 9},
	{id: 'left', min: 8, want: 8, priority: Number.POSITIVE_INFINITY},
	{id: 'spark', min: 8, want: 8, priority: 5},
	{id: 'loss', min: 6, want: 6, priority: Number.POSITIVE_INFINITY},
	{id: 'acc', min: 6, want: 6, priority: 4},
	{id: 'lr', min: 4, want: 5, priority: 3},
	{id: 'age', min: 6, want: 7, priority: 1},
];

const ids = (placed: PlacedColumn[]): string => placed.map(column => column.id).join(' ');
const end = (placed: PlacedColumn[]): number => Math.max(...placed.map(column => column.x + column.width));

test('columns go in the order of their priority, those that matter never', () => {
	assert.equal(ids(fitColumns(columns, 120)), 'glyph status name bar percent left spark loss acc lr age');
	assert.equal(ids(fitColumns(columns, 90)), 'glyph status name bar percent left spark loss acc lr');
	assert.equal(ids(fitColumns(columns, 61)), 'glyph status name bar percent left loss');
	assert.equal(ids(fitColumns(columns, 60)), 'glyph status name percent left loss');
	assert.equal(ids(fitColumns(columns, 45)), 'glyph name percent left loss');
	assert.equal(ids(fitColumns(columns, 20)), 'glyph name left loss');
});

test('columns never overlap and never leave the width, at any width', () => {
	for (let width = 8; width < 200; width++) {
		const placed = fitColumns(columns, width);
		assert.ok(end(placed) <= Math.max(width, 10), `${width}`);
		for (let i = 1; i < placed.length; i++) assert.equal(placed[i]!.x, placed[i - 1]!.x + placed[i - 1]!.width + 2);
	}
});

test('what is left over goes to the name', () => {
	const placed = fitColumns(columns, 150);
	assert.equal(end(placed), 150);
	assert.equal(placed.find(column => column.id === 'name')!.own, 20);
	assert.equal(placed.find(column => column.id === 'loss')!.width, 6);
});

const withWants = (wants: Record<string, number>): ColumnSpec[] =>
	columns.map(column => ({...column, want: wants[column.id] ?? column.want}));

test('a column grows with its content and does not shrink again', () => {
	let placed = fitColumns(columns, 150);
	placed = fitColumns(withWants({loss: 9}), 150, placed);
	assert.equal(placed.find(column => column.id === 'loss')!.width, 9);
	placed = fitColumns(withWants({loss: 3}), 150, placed);
	assert.equal(placed.find(column => column.id === 'loss')!.width, 9);
	const narrow = fitColumns(withWants({loss: 3}), 30, placed);
	assert.ok(end(narrow) <= 30);
});

test('until it may grow, a column keeps its width; a growing neighbour does not take it back', () => {
	const first = fitColumns(columns, 100);
	assert.deepEqual(fitColumns(withWants({loss: 9}), 100, first, {mayGrow: false}), first);
	const tight = fitColumns(columns, 104);
	const grown = fitColumns(withWants({name: 90}), 104, tight);
	for (const column of tight) assert.ok(grown.find(other => other.id === column.id)!.own >= column.own, column.id);
});
