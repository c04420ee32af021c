import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Reading, Update} from '../../source/engine/protocol.ts';
import {createScreenStore, receive} from '../../source/store/store.ts';
import {showFirstRows} from '../../source/ui/first-rows.ts';
import {fakeNowMs, fakeRow} from '../ui/fake-rows.ts';

const reading = (scanned: boolean): Reading => ({
	scanned,
	directories: 2,
	runs: 2,
	bytesRead: 0,
	bytesLeft: 0,
	runsLeft: 0,
	problems: [],
});

function openStore() {
	const store = createScreenStore(['/home/ada/exp'], fakeNowMs);
	const rowOf = (key: number, step: number, complete = true) => ({
		...fakeRow({key, name: `run ${key}`, status: 'finished', step}),
		complete,
	});
	showFirstRows(store, [rowOf(1, 100), rowOf(2, 200)], fakeNowMs);
	const send = (update: Partial<Update>) => {
		const nothing = {rows: [], removed: [], sparks: [], curves: [], reading: null, detail: null, log: null, targets: null};
		receive(store, {type: 'update', ...nothing, ...update}, fakeNowMs);
	};
	const steps = () => [...store.getState().rows.values()].map(({key, progress}) => [key, progress?.step]);
	return {store, send, steps, rowOf};
}

test('rows of an earlier start are listed at once', () => {
	const {store, steps} = openStore();
	assert.deepEqual(steps(), [
		[1, 100],
		[2, 200],
	]);
	assert.equal(store.getState().order.matching, 2);
});

test('a run that is found but not read yet does not blank the row that stands in for it', () => {
	const {send, steps, rowOf} = openStore();
	send({rows: [rowOf(1, 0, false)], reading: reading(false)});
	assert.deepEqual(steps()[0], [1, 100]);
	send({rows: [rowOf(1, 150)]});
	assert.deepEqual(steps()[0], [1, 150]);
	// From then on it is a run like any other.
	send({rows: [rowOf(1, 20, false)]});
	assert.deepEqual(steps()[0], [1, 20]);
});

test('rows whose runs are not found any more go when all is found', () => {
	const {send, steps, rowOf} = openStore();
	send({rows: [rowOf(1, 0, false)], reading: reading(false)});
	assert.equal(steps().length, 2);
	send({rows: [], reading: reading(true)});
	assert.deepEqual(steps(), [[1, 100]]);
});

test('a mere name gives way to the run as soon as anything of it is read, and stays until then', () => {
	const {store, send, steps, rowOf} = openStore();
	store.setState({early: new Map()});
	showFirstRows(store, [{...rowOf(1, 0, false), status: 'unknown', name: 'offline-run-1'}], fakeNowMs);
	send({rows: [{...rowOf(1, 0, false), status: 'unknown', name: 'wandb/offline-run-1'}], reading: reading(false)});
	assert.equal(store.getState().rows.get(1)?.name, 'offline-run-1');
	send({rows: [rowOf(1, 7, false)]});
	assert.deepEqual(steps()[0], [1, 7]);
});
