import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selectCompletion} from '../../source/store/filter/completion.ts';
import {fakeTree} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

/** Runs 10 and 11 are archived, run 12 is deleted. */
function withPutAway() {
	return fakeTree().map(row => {
		if (row.key === 10 || row.key === 11) return {...row, marks: ['archived']};
		return row.key === 12 ? {...row, status: 'deleted' as const} : row;
	});
}

const shown = ({store}: TestScreen) => store.getState().order.lines.flatMap(({run}) => run ?? []);
const header = (screen: TestScreen) => screen.lines()[0]!;

test('what was put away is not in the list; the header counts it, g a shows it, and shows the list again', () => {
	const screen = openScreen(120, 36, {rows: withPutAway()});
	assert.match(header(screen), / 37 runs .* 2 archived, 1 deleted/);
	assert.deepEqual(
		[10, 11, 12].filter(key => shown(screen).includes(key)),
		[],
	);
	screen.press('g a');
	assert.deepEqual(shown(screen).sort(), [10, 11, 12]);
	assert.match(screen.lines()[1]!, / is:archived,deleted +3\/40/);
	screen.press('g a');
	assert.equal(screen.store.getState().view.filter, '');
	assert.equal(shown(screen).length, 37);
	screen.press('f i s : *');
	assert.equal(shown(screen).length, 40);
	// Half typed, it is about what it was about.
	screen.press('space (');
	assert.equal(shown(screen).length, 40);
});

test('a run that is archived leaves the list at once, and its mark and the cursor with it', () => {
	const screen = openScreen(120, 36);
	screen.press('j j j space');
	const {marked} = screen.store.getState().view;
	const [key] = marked;
	const state = screen.store.getState();
	const at = state.order.index.get(key!)!;
	const row = {...state.rows.get(key!)!, marks: ['archived']};
	screen.press('k');
	assert.equal(state.order.index.get(screen.store.getState().view.cursor!), at);
	screen.engine.send({rows: [row]});
	assert.equal(shown(screen).includes(key!), false);
	assert.equal(screen.store.getState().view.marked.size, 0);
	const {order, view} = screen.store.getState();
	assert.equal(order.index.get(view.cursor!), at);
	assert.match(header(screen), /1 archived/);
});

test('where all was put away, the screen says how to see it', () => {
	const rows = fakeTree(3).map(row => ({...row, marks: ['archived']}));
	const screen = openScreen(80, 24, {rows});
	assert.match(screen.text().join('\n'), /No run is left in the list: \d+ archived[\s\S]*g a shows what was put away/);
});

test('where what was put away is shown and all of it is brought back, the screen says how to see the list', () => {
	const rows = fakeTree(3);
	const screen = openScreen(80, 24, {rows: rows.map((row, at) => (at === 0 ? {...row, marks: ['archived']} : row))});
	screen.press('g a');
	assert.equal(shown(screen).length, 1);
	screen.engine.send({rows: [rows[0]!]});
	assert.match(screen.text().join('\n'), /No run is archived or deleted[\s\S]*g a goes back to the others/);
	screen.press('g a');
	assert.equal(shown(screen).length, rows.length);
});

test('values count what the list would have; those that only runs have that were put away are offered all the same', () => {
	const screen = openScreen(120, 36, {rows: withPutAway()});
	screen.press('f s t a t u s :');
	const counts = new Map(selectCompletion(screen.store.getState()).candidates.map(({insert, runs}) => [insert, runs]));
	assert.equal(counts.get('deleted'), 1);
	for (const [value, runs] of counts) {
		if (runs === 0) continue;
		screen.press(`ctrl-u ${[...`status:${value}`].join(' ')}`);
		assert.equal(shown(screen).length, runs, value);
	}
});
