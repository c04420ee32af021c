import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look, receive} from '../../source/store/store.ts';
import {topScreen} from '../../source/store/view.ts';
import {openDesk} from './press.ts';

const index = ({store}: ReturnType<typeof openDesk>) => {
	const {view, order} = store.getState();
	return view.cursor === null ? 0 : order.index.get(view.cursor);
};

test('what a range of marks covers is marked at once, so that an act takes what is seen to be marked', () => {
	const desk = openDesk();
	const marked = () => desk.store.getState().view.marked.size;
	desk.press('space j v');
	assert.equal(marked(), 2, 'what was marked before stays, and the line of the cursor is in');
	desk.press('j j j');
	assert.equal(marked(), 5);
	desk.press('k');
	assert.equal(marked(), 4, 'a range that becomes shorter lets go of what it had');
	desk.press('c');
	assert.deepEqual(topScreen(desk.store.getState().view), {kind: 'compare', runs: [...desk.store.getState().view.marked]});
	desk.press('escape j');
	assert.equal(marked(), 4, 'the comparison has ended the range');
	desk.press('v j escape');
	assert.equal(marked(), 4, 'Esc takes the range back, and nothing else');
	desk.press('v j space j');
	assert.equal(marked(), 6, 'Space keeps the range');
});

test('a range lets go of runs that are gone, and ends where the one is that it began at', () => {
	const desk = openDesk();
	const {store} = desk;
	const view = () => store.getState().view;
	const remove = (run: number) =>
		receive(
			store,
			{type: 'update', rows: [], removed: [run], sparks: [], curves: [], reading: null, detail: null, log: null},
			store.getState().nowMs,
		);
	desk.press('space j v j');
	remove([...view().marked][0]!);
	desk.press('escape');
	assert.deepEqual([...view().marked], [], 'Esc gives no mark back that nobody sees');
	desk.press('v j');
	remove(view().marking!.from as number);
	assert.equal(view().marking, null, 'the next v begins another range');
	assert.equal(view().marked.size, 1);
});

test('a range whose first line a filter hides begins at what is left of it, and goes on', () => {
	const desk = openDesk();
	const {store} = desk;
	const view = () => store.getState().view;
	desk.press('j v j j j');
	const covered = [...view().marked];
	const [first, second] = covered.map(run => store.getState().rows.get(run)!.name);
	look(store, {filter: `name!=${first}`});
	assert.equal(index(desk), 3, 'the cursor stays on its run');
	desk.press('j');
	assert.equal(view().marked.size, 4);
	assert.ok(!view().marked.has(covered[0]!), 'what is hidden is in no range that is seen');
	assert.equal(store.getState().rows.get(view().marking!.from as number)?.name, second);
	desk.press('escape');
	assert.equal(view().marked.size, 0);
});

test('a range follows the cursor also to the next folder', () => {
	const desk = openDesk();
	look(desk.store, {tree: 'folders'});
	desk.press('j v }');
	const {view, order} = desk.store.getState();
	const [from, at] = [order.index.get(view.marking!.from)!, index(desk)!];
	assert.equal(at > from + 1, true);
	assert.deepEqual(
		[...view.marked],
		order.lines.slice(from, at + 1).flatMap(line => line.run ?? []),
	);
});

test('marks: one, a range, all, none', () => {
	const desk = openDesk();
	desk.press('space j v 4 j v');
	assert.equal(desk.store.getState().view.marked.size, 6);
	desk.press('*');
	assert.equal(desk.store.getState().view.marked.size, 20);
	desk.press('u');
	assert.equal(desk.store.getState().view.marked.size, 0);
});
