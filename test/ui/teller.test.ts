import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Telling} from '../../source/core/acting/telling.ts';
import type {RunRow} from '../../source/core/row.ts';
import {receive} from '../../source/store/store.ts';
import {Teller} from '../../source/ui/acting/teller.ts';
import {openDesk} from '../actions/press.ts';
import {fakeNowMs, fakeRow} from './fake-rows.ts';

/** A teller that watches runs a to e, all of them under way. */
function watch(on: Telling['on'] = 'end', keys: readonly number[] = [0, 1, 2, 3, 4]) {
	const rows = [...'abcde'].map((name, key) => fakeRow({key, name, status: 'running'}));
	const {store} = openDesk(rows);
	const sent: string[] = [];
	const teller = new Teller(
		store,
		sequence => sent.push(sequence),
		() => fakeNowMs,
	);
	store.subscribe(() => teller.follow());
	store.setState({tellings: [{keys: new Set(keys), on, condition: '', matches: null}]});
	const update = (changed: readonly RunRow[]) =>
		receive(
			store,
			{type: 'update', rows: [...changed], removed: [], sparks: [], curves: [], reading: null, detail: null, log: null},
			fakeNowMs,
		);
	return {
		sent,
		end: (names: string, status: RunRow['status'] = 'finished') =>
			update([...names].map(name => fakeRow({key: 'abcde'.indexOf(name), name, status}))),
		notice: () => store.getState().view.notice?.text ?? null,
		left: () => store.getState().tellings.flatMap(({keys: waiting}) => [...waiting]),
	};
}

test('the end of a run that one wants to be told of rings once, and says why in the terminal and in the last line', () => {
	const {sent, end, notice, left} = watch();
	end('b', 'running');
	assert.deepEqual([sent.length, notice()], [0, null], 'that it goes on is no end');
	end('b');
	assert.equal(notice(), 'b finished: end record in the log');
	assert.equal(sent.length, 1);
	assert.ok(sent[0]!.startsWith('\x07') && sent[0]!.includes('xtui: b finished: end record in the log'));
	assert.deepEqual(left(), [0, 2, 3, 4]);
	end('b');
	assert.equal(sent.length, 1, 'it was told once');
});

test('several ends at once are one notification, of more than three only the first by name', () => {
	const {sent, end, notice, left} = watch();
	end('ab', 'failed');
	assert.equal(notice(), 'a failed: exit code 1; b failed: exit code 1');
	assert.equal(sent.length, 1);
	const many = watch();
	many.end('abcd');
	assert.equal(many.notice(), 'a finished: end record in the log and 3 others');
	assert.deepEqual([left(), many.left()], [[2, 3, 4], [4]]);
});

test('a run that ended and can fulfil its wish no more is let go of without a word', () => {
	const {sent, end, notice, left} = watch('stall', [0, 1]);
	end('a');
	assert.deepEqual([sent, notice(), left()], [[], null, [1]]);
	end('b', 'stalled');
	assert.deepEqual([sent.length, left()], [1, []]);
});
