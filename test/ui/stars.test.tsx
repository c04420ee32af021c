import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames} from '../../source/core/row.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

test('as many runs have a star as have the best value, and none where all have the same', () => {
	const named = (accs: readonly number[]) =>
		accs.map((acc, key) => {
			const row = fakeRow({key, name: `run-${key}`, metrics: ['acc']});
			row.metrics.values.fill(acc, aggregateNames.indexOf('first'));
			return row;
		});
	const starred = (accs: readonly number[]) => {
		const screen = openScreen(120, 24, {rows: named(accs)});
		return screen
			.lines()
			.slice(3, 3 + accs.length + 1)
			.filter(line => line.includes('★')).length;
	};
	assert.deepEqual([starred([0.9, 0.9, 0.9]), starred([0.9, 0.8, 0.9]), starred([0.7, 0.8, 0.9])], [0, 2, 1]);
});
