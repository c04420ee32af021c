import assert from 'node:assert/strict';
import {test} from 'node:test';
import {arrangePanes} from '../../../source/core/panes/arrange.ts';
import {closePane, evenOut, listPanes, nextId, type PaneTree, splitPane} from '../../../source/core/panes/pane-tree.ts';
import {fitsIn, leastSize, type PaneRect, placePanes} from '../../../source/core/panes/place-panes.ts';
import {readPaneTree} from '../../../source/core/panes/read-tree.ts';
import {findBorder, moveBorder} from '../../../source/core/panes/resize-pane.ts';

const pane = (id: number): PaneTree => ({id, content: 'config', metric: null});
const ids = (tree: PaneTree | null) => (tree === null ? [] : listPanes(tree).map(({id}) => id));
const whole = {x: 3, y: 1, cols: 200, rows: 50};

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number> {
	for (let at = seed; ; ) {
		at = (at * 1103515245 + 12345) % 2147483648;
		yield at / 2147483648;
	}
}

/** A tree made by so many splits of random panes. */
function grow(seed: number, splits: number): PaneTree {
	const random = numbers(seed);
	const next = () => random.next().value as number;
	let tree = pane(1);
	for (let at = 0; at < splits; at++) {
		const all = listPanes(tree);
		const target = all[Math.floor(next() * all.length)]!;
		tree = splitPane(tree, target.id, next() < 0.5 ? 'right' : 'below', {id: nextId(tree), content: 'summary', metric: null});
	}
	return tree;
}

const cells = ({cols, rows}: PaneRect) => cols * rows;

test('panes and the lines between them fill the screen without overlap, whatever was split', () => {
	for (let seed = 1; seed < 200; seed++) {
		const tree = grow(seed, seed % 6);
		if (!fitsIn(tree, whole)) continue;
		const {panes, borders} = placePanes(tree, whole);
		const lines = borders.filter(({direction}) => direction === 'right').map(({rect}) => rect);
		const taken = new Set<string>();
		for (const {x, y, cols, rows} of [...panes.map(({rect}) => rect), ...lines])
			for (let column = x; column < x + cols; column++) for (let row = y; row < y + rows; row++) taken.add(`${column} ${row}`);
		assert.equal(taken.size, cells(whole), `seed ${seed}`);
		const sum = [...panes.map(({rect}) => rect), ...lines].reduce((total, rect) => total + cells(rect), 0);
		assert.equal(sum, cells(whole), `seed ${seed}`);
		for (const {rect} of panes) assert.ok(rect.cols >= 24 && rect.rows >= 5, `seed ${seed}`);
	}
});

test('closing every pane but one leaves that one with the whole screen', () => {
	let tree = grow(7, 6);
	for (const id of ids(tree).slice(1)) tree = closePane(tree, id)!;
	assert.deepEqual(
		placePanes(tree, whole).panes.map(({rect}) => rect),
		[whole],
	);
	assert.equal(closePane(tree, ids(tree)[0]!), null);
});

test('a split puts the new pane after the one that was split', () => {
	const two = splitPane(pane(1), 1, 'right', {id: 2, content: 'summary', metric: null});
	const three = splitPane(two, 1, 'below', {id: 3, content: 'summary', metric: null});
	assert.deepEqual(ids(three), [1, 3, 2]);
});

test('a border moves by as many cells as are asked for, and stops where a pane would become too small', () => {
	const tree = splitPane(pane(1), 1, 'right', {id: 2, content: 'summary', metric: null});
	const path = findBorder(tree, 2, 'right')!;
	const width = (of: PaneTree) => placePanes(of, whole).panes[0]!.rect.cols;
	assert.equal(width(moveBorder(tree, path, 7, whole)), width(tree) + 7);
	assert.equal(width(moveBorder(tree, path, -7, whole)), width(tree) - 7);
	assert.equal(width(moveBorder(tree, path, 1000, whole)), whole.cols - 1 - leastSize(pane(2)).cols);
	assert.equal(width(moveBorder(moveBorder(tree, path, 1000, whole), path, -1, whole)), whole.cols - 2 - 24);
	assert.equal(findBorder(tree, 1, 'below'), null);
});

test('even sizes: three beside each other have a third each', () => {
	let tree = splitPane(pane(1), 1, 'right', {id: 2, content: 'summary', metric: null});
	tree = evenOut(splitPane(tree, 2, 'right', {id: 3, content: 'summary', metric: null}));
	const widths = placePanes(tree, whole).panes.map(({rect}) => rect.cols);
	assert.ok(Math.max(...widths) - Math.min(...widths) <= 1, widths.join());
});

test('what is kept as JSON comes back, and anything else is refused', () => {
	const tree = grow(11, 5);
	assert.deepEqual(readPaneTree(JSON.parse(JSON.stringify(tree))), tree);
	const split = (change: object) => ({direction: 'right', share: 0.5, first: pane(1), second: pane(2), ...change});
	for (const bad of [
		null,
		3,
		'tree',
		[],
		{},
		{id: 1, content: 'nothing', metric: null},
		{id: 1.5, content: 'summary', metric: null},
		{id: 1, content: 'summary'},
		split({second: pane(1)}),
		split({share: 0}),
		split({share: Number.NaN}),
		split({direction: 'left'}),
		split({first: null}),
		grow(3, 12),
	])
		assert.equal(readPaneTree(bad), null, JSON.stringify(bad));
});

test('a larger screen adds panes, and those that stay keep their numbers', () => {
	const small = listPanes(arrangePanes({cols: 80, rows: 24}));
	const large = listPanes(arrangePanes({cols: 200, rows: 50}));
	assert.ok(large.length > small.length);
	assert.deepEqual(large.slice(0, small.length), small);
});

test('where nothing has a curve no pane is for curves; where nothing was printed, none for output; nor for results or source that there are not', () => {
	const of = (cols: number, rows: number, output: boolean, more = {results: true, source: true}) =>
		listPanes(arrangePanes({cols, rows}, 8, {curves: false, output, ...more})).map(({content}) => content);
	assert.deepEqual(of(80, 24, true), ['differs', 'logs']);
	assert.deepEqual(of(80, 24, false), ['differs']);
	assert.deepEqual(of(200, 50, true), ['differs', 'logs', 'summary', 'source']);
	assert.deepEqual(of(200, 50, false), ['differs', 'summary', 'source']);
	assert.deepEqual(of(200, 50, true, {results: false, source: true}), ['differs', 'logs', 'source']);
	assert.deepEqual(of(200, 50, true, {results: true, source: false}), ['differs', 'logs', 'summary']);
	assert.deepEqual(of(200, 50, true, {results: false, source: false}), ['differs', 'logs']);
});
