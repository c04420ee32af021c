import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../source/core/row.ts';
import type {Update} from '../../source/engine/protocol.ts';
import {createScreenStore, look, receive, type Store, tick} from '../../source/store/store.ts';
import {fakeNowMs, fakeRow, fakeTree} from '../ui/fake-rows.ts';

const update = (change: Partial<Update>): Update => ({
	type: 'update',
	rows: [],
	removed: [],
	sparks: [],
	curves: [],
	reading: null,
	detail: null,
	log: null,
	...change,
});
const allRead = {scanned: true, directories: 9, runs: 9, bytesRead: 9, bytesLeft: 0, runsLeft: 0, problems: []};
const names = (store: Store) =>
	store.getState().order.lines.map(line => (line.run === null ? `${line.label}/` : store.getState().rows.get(line.run)!.name));

function storeOf(rows: RunRow[]): Store {
	const store = createScreenStore(['/exp'], fakeNowMs);
	receive(store, update({rows, reading: allRead}), fakeNowMs);
	return store;
}

test('live runs come first, then the newest', () => {
	const store = storeOf([
		fakeRow({key: 1, name: 'newer'}),
		fakeRow({key: 2, name: 'older'}),
		fakeRow({key: 3, name: 'oldest but running', status: 'running'}),
		fakeRow({key: 4, name: 'waiting', status: 'queued'}),
	]);
	assert.deepEqual(names(store), ['oldest but running', 'waiting', 'newer', 'older']);
});

test('runs that do not say when they were started stay in their places while they go on', () => {
	const going = (key: number, updatedAtMs: number) =>
		fakeRow({key, name: `run ${key}`, status: 'running', more: {startedAtMs: null, metAtMs: fakeNowMs - key, updatedAtMs}});
	const store = storeOf([going(1, fakeNowMs), going(2, fakeNowMs)]);
	assert.deepEqual(names(store), ['run 1', 'run 2']);
	receive(store, update({rows: [going(2, fakeNowMs + 2000)], reading: allRead}), fakeNowMs + 2000);
	assert.deepEqual(names(store), ['run 1', 'run 2']);
});

test('a run without the value comes last whichever way it is sorted', () => {
	const store = storeOf([
		fakeRow({key: 1, name: 'none', metrics: []}),
		fakeRow({key: 2, name: 'a', step: 10}),
		fakeRow({key: 3, name: 'b', step: 900}),
	]);
	look(store, {sort: [{column: 'm:acc', descending: true}]});
	assert.deepEqual(names(store), ['b', 'a', 'none']);
	look(store, {sort: [{column: 'm:acc', descending: false}]});
	assert.deepEqual(names(store), ['a', 'b', 'none']);
});

test('names sort as people count', () => {
	const store = storeOf([fakeRow({key: 1, name: 'seed10'}), fakeRow({key: 2, name: 'seed9'}), fakeRow({key: 3, name: 'seed1'})]);
	look(store, {sort: [{column: 'name', descending: false}]});
	assert.deepEqual(names(store), ['seed1', 'seed9', 'seed10']);
});

test('runs that began in the same moment stand as their directories do, in whatever order they were found', () => {
	const rows = [10, 9, 2].map(i => fakeRow({key: i, name: 'same', more: {dir: `array/job_${i}`, startedAtMs: fakeNowMs - 9000}}));
	for (const found of [rows, rows.toReversed()]) {
		const {order} = storeOf(found).getState();
		assert.deepEqual(
			order.lines.map(({run}) => run),
			[2, 9, 10],
		);
	}
});

test('a list sorted by a live value rests for two seconds', () => {
	const store = storeOf([
		fakeRow({key: 1, name: 'a', status: 'running', step: 100}),
		fakeRow({key: 2, name: 'b', status: 'running', step: 200}),
	]);
	look(store, {sort: [{column: 'step', descending: true}]});
	assert.deepEqual(names(store), ['b', 'a']);
	const ahead = {rows: [fakeRow({key: 1, name: 'a', status: 'running', step: 300})]};
	receive(store, update(ahead), fakeNowMs + 500);
	assert.deepEqual(names(store), ['b', 'a'], 'too soon');
	tick(store, fakeNowMs + 2100);
	assert.deepEqual(names(store), ['a', 'b']);
});

test('while runs are still being read, the list follows them quickly', () => {
	const store = storeOf([fakeRow({key: 1, name: 'a', status: 'unknown'}), fakeRow({key: 2, name: 'b'})]);
	receive(store, update({reading: {...allRead, runsLeft: 1}}), fakeNowMs + 10);
	receive(store, update({rows: [fakeRow({key: 2, name: 'b', status: 'running'})]}), fakeNowMs + 300);
	assert.deepEqual(names(store), ['b', 'a']);
});

test('nothing is sorted anew while keys are pressed', () => {
	const store = storeOf([
		fakeRow({key: 1, name: 'a', status: 'running', step: 100}),
		fakeRow({key: 2, name: 'b', status: 'running', step: 200}),
	]);
	look(store, {sort: [{column: 'step', descending: true}]});
	receive(store, update({rows: [fakeRow({key: 1, name: 'a', status: 'running', step: 300})]}), fakeNowMs + 100);
	store.setState({keyAtMs: fakeNowMs + 5000});
	tick(store, fakeNowMs + 5500);
	assert.deepEqual(names(store), ['b', 'a']);
	tick(store, fakeNowMs + 6100);
	assert.deepEqual(names(store), ['a', 'b']);
});

test('the cursor stays on its run, and its line on the screen, when others come before it', () => {
	const store = storeOf([fakeRow({key: 5, name: 'mine'}), fakeRow({key: 6, name: 'other'})]);
	look(store, {cursor: 5});
	store.getState().measured.scroll = 0;
	receive(store, update({rows: [fakeRow({key: 1, name: 'new'}), fakeRow({key: 2, name: 'newer'})]}), fakeNowMs);
	assert.equal(store.getState().view.cursor, 5);
	assert.equal(store.getState().order.index.get(5), 2);
	assert.equal(store.getState().measured.scroll, 2);
});

test('a filter is the query language; a half-typed one keeps what was found', () => {
	const store = storeOf(fakeTree(20));
	look(store, {filter: 'status:running'});
	assert.equal(store.getState().order.matching, 3);
	look(store, {filter: 'status:running loss<'});
	assert.equal(store.getState().order.matching, 3);
	assert.notEqual(store.getState().order.matcher.error, null);
	look(store, {filter: 'status:running sort:name'});
	assert.deepEqual(names(store), ['gpt2-small-wikitext', 'resnet50-lr1e-3-bs64-seed1', 'resnet50-lr3e-4-bs64-seed1']);
});

test('the tree shows folders, chains of one as one, and hides what is below a closed one', () => {
	const row = (key: number, dir: string) => fakeRow({key, name: dir.split('/').at(-1)!, more: {dir}});
	const store = storeOf([row(1, 'sweep/lr/a'), row(2, 'sweep/lr/b'), row(3, 'single')]);
	look(store, {tree: 'folders'});
	assert.deepEqual(names(store), ['sweep/lr/', 'a', 'b', 'single']);
	look(store, {folds: new Map([['sweep/lr', false]])});
	assert.deepEqual(names(store), ['sweep/lr/', 'single']);
});

test('runs that are gone leave the list', () => {
	const store = storeOf(fakeTree(5));
	look(store, {marked: new Set([1, 2])});
	receive(store, update({removed: [0, 1]}), fakeNowMs);
	assert.equal(store.getState().order.matching, 3);
	assert.deepEqual([...store.getState().view.marked], [2]);
});
