import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {State} from '../../source/store/state.ts';
import {createScreenStore, look} from '../../source/store/store.ts';
import {watchStructure} from '../../source/ui/ink/structure.ts';

const reading = (runsLeft: number) => ({
	scanned: true,
	directories: 9,
	runs: 9,
	bytesRead: 0,
	bytesLeft: 0,
	runsLeft,
	problems: [],
});

/** A menu over runs of which more and more is known. */
function openMenu(runsLeft: number) {
	const store = createScreenStore(['/exp'], 0);
	look(store, {menu: {kind: 'sort', cursor: 0, text: '', typing: false}});
	store.setState({reading: reading(runsLeft)});
	const watch = watchStructure();
	let metrics = 0;
	const at = (nowMs: number): unknown => {
		const {versions} = store.getState();
		return watch({...store.getState(), nowMs, versions: {...versions, metrics: ++metrics}} satisfies State);
	};
	return {store, at};
}

test('while runs are read, an open menu takes in new ones once a second, so that keys need not wait for it', () => {
	const {at} = openMenu(5000);
	const first = at(5000);
	assert.equal(at(5100), first);
	assert.equal(at(5900), first);
	const next = at(6000);
	assert.notEqual(next, first);
	assert.equal(at(6500), next);
});

test('what the person does is shown at once, and so is what comes after all has been read', () => {
	const busy = openMenu(5000);
	const first = busy.at(5000);
	look(busy.store, {menu: {kind: 'sort', cursor: 1, text: '', typing: false}});
	const moved = busy.at(5050);
	assert.notEqual(moved, first);
	busy.store.setState({reading: reading(0)});
	assert.notEqual(busy.at(5100), moved);
});
