import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look, receive} from '../../source/store/store.ts';
import {type Desk, openDesk} from '../actions/press.ts';
import {fakeNowMs, fakeRow} from '../ui/fake-rows.ts';

const rows = ['a', 'b', 'c', 'd'].map((name, key) => fakeRow({key, name, config: {lr: key >> 1}}));
const cursorOf = ({store}: Desk) => store.getState().view.cursor;

/** A list of a to d by name, the cursor on one of them. */
function openOn(cursor: number): Desk {
	const desk = openDesk(rows);
	look(desk.store, {sort: [{column: 'name', descending: false}], cursor});
	return desk;
}
const change = ({store}: Desk, removed: number[], changed = rows.slice(0, 0)) =>
	receive(
		store,
		{type: 'update', rows: changed, removed, sparks: [], curves: [], reading: null, detail: null, log: null},
		fakeNowMs,
	);

test('where the line of the cursor is no more, the one that has taken its place has it; one that is only filtered out gets it back', () => {
	const middle = openOn(1);
	change(middle, [1]);
	assert.deepEqual([cursorOf(middle), middle.here()], [2, 'c']);
	const last = openOn(3);
	change(last, [3]);
	assert.deepEqual([cursorOf(last), last.here()], [2, 'c']);
	const away = openOn(1);
	change(away, [], [{...rows[1]!, marks: ['archived']}]);
	assert.deepEqual([cursorOf(away), away.here()], [2, 'c'], 'what was put away is gone, too');
	const filtered = openOn(1);
	look(filtered.store, {filter: 'name!=b'});
	look(filtered.store, {filter: ''});
	assert.equal(filtered.here(), 'b');
	const untouched = openDesk(rows);
	change(untouched, [0]);
	assert.equal(cursorOf(untouched), null, 'a cursor that nobody has moved stays on the first line');
});

test('where its run is hidden below a heading that heading has the cursor, and where the heading goes its first run', () => {
	const desk = openOn(3);
	look(desk.store, {group: ['lr'], groupsOpen: false});
	const heading = cursorOf(desk);
	assert.equal(desk.store.getState().order.lines[desk.store.getState().order.index.get(heading!)!]?.run, null);
	look(desk.store, {group: []});
	assert.equal(desk.here(), 'c');
	const open = openOn(3);
	look(open.store, {group: ['lr']});
	assert.equal(open.here(), 'd', 'a run that is in view keeps it');
});
