import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MessageChannel} from 'node:worker_threads';
import type {ToScreen} from '../../source/engine/protocol.ts';
import {createScreenStore, receiveAll} from '../../source/store/store.ts';
import {openInbox} from '../../source/ui/inbox.ts';
import {fakeRow} from './fake-rows.ts';

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

test('messages that came behind each other are worked on together, and what is pressed meanwhile is not kept waiting by the next ones', async () => {
	const {port1, port2} = new MessageChannel();
	const taken: string[] = [];
	const put = openInbox<number>(messages => taken.push(messages.join(' ')));
	port2.on('message', put);
	for (const message of [1, 2, 3]) port1.postMessage(message);
	while (taken.length < 2) await turn();
	port1.postMessage(4);
	while (taken.length < 3) await turn();
	port1.close();
	assert.deepEqual(taken, ['1', '2 3', '4']);
});

test('several messages of the engine change the list once, and the last word of each run stands', () => {
	const store = createScreenStore(['/exp'], 0);
	const nothing = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
	let changes = 0;
	store.subscribe(() => changes++);
	const says = (key: number, step: number): ToScreen => ({
		type: 'update',
		rows: [fakeRow({key, name: `run ${key}`, status: 'running', step})],
		...nothing,
	});
	receiveAll(store, [says(0, 10), says(1, 20), says(0, 30)], 5);
	const {rows, order} = store.getState();
	assert.equal(changes, 1);
	assert.equal(rows.get(0)?.name, 'run 0');
	assert.equal(rows.get(0)?.progress?.step, 30);
	assert.equal(order.lines.length, 2);
});
