import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tableOf} from '../../../../source/core/query/columns/row-table.ts';
import {compileQuery} from '../../../../source/core/query/compile/compile.ts';
import type {RunRow} from '../../../../source/core/row.ts';
import {metricColumn} from '../../../../source/core/table/columns/columns.ts';
import {groupRows} from '../../../../source/core/table/groups/group.ts';
import {feasibleAt, formatGroupSpread, infeasibleWords, spreadOf} from '../../../../source/core/table/groups/group-summary.ts';
import {groupToJson, leafGroups, renderGroups} from '../../../../source/core/table/groups/group-table.ts';
import {fieldsOfLevels} from '../../../../source/core/table/groups/levels.ts';
import {sortGroups, toGroupKey} from '../../../../source/core/table/groups/sort-groups.ts';
import {makeRow, nowMs} from '../../query/rows.ts';

test('a run that breaks a constraint is no part of the mean of its group, which says so, nor of the order of groups', () => {
	const run = (loss: number, lr: number): RunRow => makeRow({config: {lr}, metrics: {loss}});
	const broken = (row: RunRow): RunRow => ({...row, infeasible: 'infeasible: constraint 0 is 1, above 0'});
	const rows = [run(0.3, 1), broken(run(9, 1)), run(0.5, 1), run(0.6, 2), broken(run(0.1, 2)), broken(run(0.1, 3))];
	const compiled = compileQuery('group:lr sort:loss', {rows});
	assert.ok(compiled.ok);
	const {group, sort} = compiled.query;
	const [key] = sort;
	const spread = spreadOf(rows.slice(0, 3), key!.read, nowMs);
	assert.deepEqual([spread.runs, spread.infeasible, spread.mean, spread.high], [2, 1, 0.4, 0.5]);
	assert.equal(formatGroupSpread(spread, 'mean', {unicode: false}), '0.40 +- 0.14, 1 infeasible');
	assert.equal(formatGroupSpread(spreadOf(rows.slice(5), key!.read, nowMs), 'mean', {unicode: false}), '1 infeasible');
	const groups = sortGroups(
		groupRows(rows, fieldsOfLevels(group, rows), nowMs),
		tableOf(rows),
		sort.map(toGroupKey),
		'mean',
		nowMs,
	);
	assert.deepEqual(
		groups.map(({label}) => label),
		['lr 1', 'lr 2', 'lr 3'],
	);
	assert.deepEqual([...feasibleAt(rows, Uint32Array.of(0, 1, 2, 5))], [0, 2]);
	assert.equal(infeasibleWords(rows), ', 3 infeasible');
	const [leaf] = leafGroups(groups);
	const columns = [metricColumn('loss')];
	const {metrics} = groupToJson(leaf!, columns, nowMs) as {metrics: Record<string, Record<string, number>>};
	const [told] = Object.values(metrics);
	assert.deepEqual([told!.runs, told!.infeasible, told!.mean], [2, 1, 0.4]);
	const [head, first] = renderGroups(leafGroups(groups), columns, 'csv', nowMs);
	const cells = new Map(head!.split(',').map((name, at) => [name, first!.split(',')[at]]));
	assert.deepEqual(
		['m.loss.n', 'm.loss.mean', 'm.loss.infeasible'].map(name => cells.get(name)),
		['2', '0.4', '1'],
	);
	const sound = groupRows([rows[0]!, rows[2]!], fieldsOfLevels(group, rows), nowMs);
	assert.doesNotMatch(renderGroups(leafGroups(sound), columns, 'csv', nowMs)[0]!, /infeasible/, 'a column of nothing');
});
