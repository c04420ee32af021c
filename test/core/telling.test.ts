import assert from 'node:assert/strict';
import test from 'node:test';
import {type Telling, takeHeld} from '../../source/core/acting/telling.ts';
import {fakeNowMs, fakeRow} from '../ui/fake-rows.ts';

const rowsOf = (...rows: ReturnType<typeof fakeRow>[]) => new Map(rows.map(row => [row.key, row]));
const nan = {kind: 'nonfinite', metric: 'loss', step: 4, text: 'NaN at 4', reason: 'loss is NaN since step 4'} as const;
const telling = (on: Telling['on'], ...keys: number[]): Telling => ({keys: new Set(keys), on, condition: '', matches: null});

test('tells once of each run, and lets go of those that can fulfil their wish no more', () => {
	const wishes = [telling('end', 1, 2), telling('failure', 1, 3), telling('stall', 3)];
	const first = rowsOf(
		fakeRow({key: 1, name: 'a', status: 'running'}),
		fakeRow({key: 2, name: 'b', status: 'failed'}),
		fakeRow({key: 3, name: 'c', status: 'stalled'}),
	);
	const {said, rest} = takeHeld(wishes, first, fakeNowMs);
	assert.deepEqual(said, ['b failed: exit code 1', 'c stalled: exit code 1']);
	assert.deepEqual(
		rest.map(({on, keys}) => [on, [...keys]]),
		[
			['end', [1]],
			['failure', [1, 3]],
		],
	);
	const second = rowsOf(fakeRow({key: 1, name: 'a'}), fakeRow({key: 3, name: 'c', status: 'running', more: {health: [nan]}}));
	const last = takeHeld(rest, second, fakeNowMs);
	assert.deepEqual(last.said, ['a finished: end record in the log', 'c: loss is NaN since step 4']);
	assert.deepEqual(last.rest, []);
});

test('a condition may come to hold of a run that is over, and is kept till then', () => {
	const wish: Telling = {...telling('condition', 1), condition: 'tag:x', matches: row => row.tags.includes('x')};
	const live = rowsOf(fakeRow({key: 1, name: 'a', status: 'running'}));
	const {rest} = takeHeld([wish], live, fakeNowMs);
	assert.deepEqual(rest, [wish]);
	const tagged = rowsOf(fakeRow({key: 1, name: 'a', status: 'running', more: {tags: ['x']}}));
	assert.deepEqual(takeHeld(rest, tagged, fakeNowMs).said, ['a: tag:x']);
});
