import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../../../source/core/row.ts';
import {groupRows} from '../../../../source/core/table/groups/group.ts';
import {makeRow, nowMs} from '../../query/rows.ts';
import {fieldsOf} from './fields-of.ts';

test('a heading names only what tells its group from the others', () => {
	const rows = [0.1, 0.2].map(lr => makeRow({config: {lr, 'model.size': 3}}));
	const {group} = fieldsOf('group:lr,model.size', rows);
	assert.deepEqual(
		groupRows(rows, [group], nowMs).map(({label}) => label),
		['lr 0.1', 'lr 0.2'],
	);
	const half = [makeRow({config: {lr: 0.1}}), makeRow({config: {lr: 0.1, 'model.size': 3}}), makeRow()];
	assert.deepEqual(
		groupRows(half, [fieldsOf('group:lr,model.size', half).group], nowMs).map(({label}) => label),
		['lr 0.1', 'lr 0.1, model.size 3', 'without lr, model.size'],
	);
	assert.deepEqual(
		groupRows(rows.slice(0, 1), [group], nowMs).map(({label}) => label),
		['lr 0.1, model.size 3'],
	);
});

test('where there is little room a heading is its values alone, however many, and what all lack is named as long as it is short', () => {
	const settings = ['a', 'b', 'c', 'd', 'e'];
	const rows = [0, 1].map(value => makeRow({config: Object.fromEntries(settings.map((key, i) => [key, i + value]))}));
	const short = (all: RunRow[], keys: string[]) =>
		groupRows(all, [fieldsOf(`group:${keys.join(',')}`, all).group], nowMs).map(group => group.short);
	assert.deepEqual(short(rows, settings), ['0, 1, 2, 3, 4', '1, 2, 3, 4, 5']);
	assert.deepEqual(short([...rows, makeRow()], settings)[2], 'without any of these');
	assert.deepEqual(short([...rows, makeRow()], ['a', 'b'])[2], 'without a, b');
	const mixed = [makeRow({config: {a: 1, b: 2}}), makeRow({config: {a: 1, c: 2}}), makeRow({config: {a: 3}})];
	assert.deepEqual(short(mixed, ['a', 'b', 'c']), ['a 1, b 2', 'a 1, c 2', '3'], 'the same values of other settings');
});

test('groups of one name in two projects are two groups, and ids that look like numbers are texts', () => {
	const inProject = (group: string, groupScope: string) => makeRow({group, groupScope});
	const byGroup = (all: RunRow[]) => {
		const {rows, group} = fieldsOf('group:group', all);
		return groupRows(rows, [group], nowMs).map(({label, rows: members}) => [label, members.length]);
	};
	assert.deepEqual(
		byGroup([inProject('base', '/x/a'), inProject('base', '/x/a'), inProject('base', '/x/b'), inProject('own', '/x/b')]),
		[
			['group base (a)', 2],
			['group base (b)', 1],
			['group own', 1],
		],
	);
	assert.deepEqual(byGroup([inProject('base', '/x/a'), inProject('base', '/y/a')]), [
		['group base (x/a)', 1],
		['group base (y/a)', 1],
	]);
	assert.deepEqual(byGroup(['/a/runs', '/b/a/runs', '/c/other'].map(scope => inProject('base', scope))), [
		['group base (/a/runs)', 1],
		['group base (b/a/runs)', 1],
		['group base (other)', 1],
	]);
	assert.deepEqual(byGroup(['/x/a', '/x/b'].map(groupScope => makeRow({group: null, groupScope}))), [['group –', 2]]);
	assert.deepEqual(byGroup([inProject('base', '/x/a'), makeRow({group: 'base'})]), [
		['group base (a)', 1],
		['group base', 1],
	]);
	const {rows, group} = fieldsOf('group:id', [makeRow({id: '1.1'}), makeRow({id: '1.10'})]);
	assert.deepEqual(
		groupRows(rows, [group], nowMs).map(({label}) => label),
		['id 1.1', 'id 1.10'],
	);
});
