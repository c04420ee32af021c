import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyOrder, isDue} from '../../source/store/order/order.ts';
import {initialView, type View} from '../../source/store/view.ts';

const byName = {sort: [{column: 'name', descending: false}], tree: 'flat', filter: '', group: []} as const;
const usual: Partial<View> = {};
const due = (view: Partial<View>, need: 'none' | 'later' | 'now', atMs: {made: number; key: number; loading?: boolean}) =>
	isDue(
		{...emptyOrder, need, madeAtMs: -atMs.made},
		{...initialView(), ...view},
		{nowMs: 0, keyAtMs: -atMs.key, loading: atMs.loading === true},
	);

test('runs change their places two seconds after the last time and one after the last key, sooner while they are found, new ones at once', () => {
	for (const [need, made, key, loading, expected] of [
		['none', 9000, 9000, false, false],
		['now', 0, 0, false, true],
		['later', 2000, 1000, false, true],
		['later', 1999, 1000, false, false],
		['later', 2000, 999, false, false],
		['later', 250, 1000, true, true],
		['later', 249, 1000, true, false],
		['later', 250, 0, true, false],
	] as const)
		assert.equal(due(usual, need, {made, key, loading}), expected, `${need} ${made} ${key} ${loading}`);
});

test('a list whose order no value can change is left as it is while values come', () => {
	const calm = {made: 9000, key: 9000};
	for (const [view, expected] of [
		[byName, false],
		[
			{
				...byName,
				sort: [
					{column: 'c:lr', descending: true},
					{column: 'started', descending: true},
				],
			},
			false,
		],
		[{...byName, sort: [{column: 'm:loss', descending: true}]}, true],
		[{...byName, filter: 'loss<1'}, true],
		[{...byName, group: ['status']}, true],
		[{...byName, tree: 'folders'}, true],
	] as const)
		assert.equal(due(view, 'later', calm), expected, JSON.stringify(view));
});
