import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {View} from '../../../source/store/view.ts';
import {layoutRuns} from '../../../source/ui/runs/layout.ts';
import type {Rect} from '../../../source/ui/scene.ts';
import {fakeRow} from '../fake-rows.ts';
import {openScreen} from '../screen.tsx';

const stateOf = (runs: number, view: Partial<View> = {}) =>
	openScreen(80, 24, {rows: Array.from({length: runs}, (_, key) => fakeRow({key, name: `run${key}`})), view}).store.getState();
const few = stateOf(4);
const many = stateOf(60);
const none = stateOf(0);

/** Where what stands: "list 0,1 80×20" is 20 lines of 80 cells from the second line on. */
function places(cols: number, rows: number, state = few): string[] {
	const {across, down, panes, ...parts} = layoutRuns(cols, rows, state);
	return Object.entries(parts as Record<string, Rect | null>).flatMap(([name, rect]) =>
		rect === null ? [] : [`${name} ${rect.x},${rect.y} ${rect.cols}×${rect.rows}`],
	);
}

const shown = (cols: number, rows: number, state = few): string =>
	places(cols, rows, state)
		.map(place => place.split(' ')[0])
		.join(' ');

test('a small screen shows lines alone, then a list with what is under the cursor, then charts below it', () => {
	assert.deepEqual([shown(80, 3), shown(27, 40)], ['line', 'line']);
	assert.equal(shown(28, 4), 'header list');
	assert.equal(shown(80, 8), 'header list footer');
	assert.deepEqual([shown(80, 10), shown(80, 11)], ['header info list footer', 'header info list status footer']);
	assert.deepEqual([shown(59, 30), shown(80, 19)], Array(2).fill('header info list status footer'));
	assert.deepEqual(places(60, 20), ['header 0,0 60×1', 'info 0,1 60×1', 'list 0,2 60×5', 'charts 0,7 60×12', 'footer 0,19 60×1']);
	assert.equal(shown(80, 24, none), 'header info list footer');
});

test('a large screen has facts as well: beside the list, or below it where there are few runs', () => {
	assert.deepEqual([shown(159, 50), shown(160, 39)], Array(2).fill('header info list charts footer'));
	assert.deepEqual(places(160, 40), [
		'header 0,0 160×1',
		'info 0,1 160×1',
		'list 0,2 160×6',
		'charts 0,8 107×31',
		'facts 108,8 52×31',
		'footer 0,39 160×1',
	]);
	assert.deepEqual(places(160, 40, many).slice(2, 5), ['list 0,2 100×37', 'charts 101,2 59×27', 'facts 101,29 59×10']);
	assert.deepEqual(places(400, 100, many).slice(2, 5), ['list 0,2 150×97', 'charts 151,2 249×83', 'facts 151,85 249×14']);
});

test('charts stand side by side as far as each has room', () => {
	const charts = (cols: number, rows: number, state = few) => {
		const {across, down} = layoutRuns(cols, rows, state);
		return `${across}×${down}`;
	};
	assert.deepEqual([charts(99, 30), charts(100, 30), charts(135, 30), charts(180, 30)], ['1×2', '2×2', '3×2', '4×2']);
	assert.deepEqual(
		[charts(160, 40), charts(230, 60), charts(160, 40, many), charts(260, 60, many)],
		['2×2', '3×3', '1×2', '2×4'],
	);
	assert.deepEqual([charts(80, 20, many), charts(80, 30, many)], ['1×1', '1×1']);
});

test('a pane that is zoomed has the body for itself, where there is room for more than the list', () => {
	const zoomed = (focus: View['focus']) => stateOf(4, {focus, zoomed: true});
	assert.deepEqual(
		(['list', 'charts', 'facts'] as const).map(focus => shown(160, 40, zoomed(focus))),
		['header info list status footer', 'header info charts footer', 'header info facts footer'],
	);
	assert.deepEqual(
		[shown(49, 30, zoomed('charts')), shown(80, 15, zoomed('charts')), shown(50, 16, zoomed('charts'))],
		['header info list status footer', 'header info list status footer', 'header info charts footer'],
	);
});

test('the line of the machine stands where there is room for it', () => {
	const machine = stateOf(4, {machineLine: true});
	assert.deepEqual(places(80, 12, machine).slice(0, 4), [
		'header 0,0 80×1',
		'machine 0,1 80×1',
		'info 0,2 80×1',
		'list 0,3 80×7',
	]);
	assert.doesNotMatch(shown(80, 11, machine), /machine/);
});
