import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findGhost, recallQuery, rememberQuery} from '../../../source/core/query/language/history.ts';

test('a query that is kept again stands first and only once', () => {
	const kept = ['a', 'b', ' a ', '', 'c'].reduce<readonly string[]>(rememberQuery, []);
	assert.deepEqual(kept, ['c', 'a', 'b']);
	const many = Array.from({length: 1000}, (_, i) => `lr<${i}`).reduce<readonly string[]>(rememberQuery, []);
	assert.ok(many.length <= 300);
	assert.equal(many[0], 'lr<999');
});

test('the ghost is the newest query that goes on from what is typed', () => {
	const history = ['loss<0.3', 'lr<1', 'loss<0.5 seed:1'];
	assert.equal(findGhost(history, 'loss'), 'loss<0.3');
	assert.equal(findGhost(history, 'loss<0.5'), 'loss<0.5 seed:1');
	assert.equal(findGhost(history, 'lr<1'), null);
	assert.equal(findGhost(history, ''), null);
});

test('stepping back and forth comes to the draft again', () => {
	const history = ['loss<0.3', 'lr<1', 'loss<0.5'];
	const seen: string[] = [];
	let at = -1;
	for (const by of [1, 1, 1, -1, -1, -1] as const) {
		const found = recallQuery(history, 'l', at, by);
		if (found === null) continue;
		at = found.at;
		seen.push(found.text);
	}
	assert.deepEqual(seen, ['loss<0.3', 'lr<1', 'loss<0.5', 'lr<1', 'loss<0.3', 'l']);
	assert.deepEqual(recallQuery(history, 'loss', 0, 1), {at: 1, text: 'loss<0.5'});
	assert.equal(recallQuery(history, 'x', -1, 1), null);
	assert.equal(recallQuery(history, 'l', -1, -1), null, 'the draft is the newest');
	assert.deepEqual(recallQuery(['lr<1', 'lr<12'], 'lr<1', -1, 1), {at: 0, text: 'lr<12'}, 'and no step to itself');
});
