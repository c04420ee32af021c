import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile.ts';
import type {Field} from '../../../source/core/query/field.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {configColumn} from '../../../source/core/table/columns.ts';
import {findConstantKeys, findDifferingKeys, keysButSeed} from '../../../source/core/table/config-keys.ts';
import {flattenGroups, groupRows} from '../../../source/core/table/group.ts';
import {countStatuses, formatGroupSpread, spreadOf} from '../../../source/core/table/group-summary.ts';
import {flattenNested, nestRows} from '../../../source/core/table/nest.ts';
import {describeSpread} from '../../../source/core/table/statistics.ts';
import {makeRow, nowMs} from '../query/rows.ts';

const sweep: RunRow[] = [1, 2, 3].flatMap(seed =>
	[0.1, 0.01].flatMap(lr =>
		[32, 64].map(bs =>
			makeRow({
				name: `${lr}-${bs}-${seed}`,
				config: {lr, bs, seed, exp_name: `e${lr}${bs}${seed}`, model: 'vit', _wandb: seed},
				metrics: {loss: lr + seed / 100},
			}),
		),
	),
);

function fieldsOf(query: string, rows: RunRow[]): {rows: RunRow[]; group: Field[]} {
	const compiled = compileQuery(query, {rows});
	assert.ok(compiled.ok, query);
	return {rows: runQuery(compiled.query, rows, nowMs), group: compiled.query.group};
}

test('groups stand in the order of their first run, one level a field', () => {
	const {rows, group} = fieldsOf('group:lr,bs sort:loss', sweep);
	const groups = groupRows(
		rows,
		group.map(field => [field]),
		nowMs,
	);
	assert.deepEqual(
		groups.map(({label, rows: members}) => [label, members.length]),
		[
			['lr 0.01', 6],
			['lr 0.1', 6],
		],
	);
	assert.deepEqual(
		groups[0]!.groups.map(({label, rows: members}) => [label, members.length]),
		[
			['bs 32', 3],
			['bs 64', 3],
		],
	);
	const lines = flattenGroups(groups, new Set([groups[1]!.path, groups[0]!.groups[0]!.path]));
	assert.deepEqual(
		lines.map(line =>
			line.kind === 'group' ? `${' '.repeat(line.group.depth)}${line.group.label}` : `${' '.repeat(line.depth)}${line.row.name}`,
		),
		['lr 0.01', ' bs 32', ' bs 64', '  0.01-64-1', '  0.01-64-2', '  0.01-64-3', 'lr 0.1'],
	);
});

test('several fields as one level make one group for each combination; equal numbers are one value, a missing one a group of its own', () => {
	const rows = [
		makeRow({config: {lr: 0.001, bs: 1}}),
		makeRow({config: {lr: '1e-3', bs: 1}}),
		makeRow({config: {bs: 1}}),
		makeRow({config: {lr: 'auto', bs: 1}}),
	];
	const {group} = fieldsOf('group:lr,bs', rows);
	const groups = groupRows(rows, [group], nowMs);
	assert.deepEqual(
		groups.map(({label, rows: members}) => [label, members.length]),
		[
			['lr 1e-3, bs 1', 2],
			['lr –, bs 1', 1],
			['lr auto, bs 1', 1],
		],
	);
	assert.equal(new Set(groups.map(({path}) => path)).size, 3);
});

test('by everything but the seed leaves repetitions of one experiment together', () => {
	const keys = keysButSeed(sweep);
	assert.deepEqual([...keys].sort(), ['bs', 'lr']);
	const groups = groupRows(sweep, [keys.map(key => configColumn(key).field)], nowMs);
	assert.deepEqual(
		groups.map(group => group.rows.length),
		[3, 3, 3, 3],
	);
});

test('keys that differ and keys that do not are told apart, the useful ones first', () => {
	const differing = findDifferingKeys(sweep);
	assert.deepEqual(
		differing.slice(0, 2).map(({key}) => key),
		['bs', 'lr'],
	);
	assert.deepEqual(
		differing.filter(({noise}) => noise).map(({key}) => key),
		['_wandb', 'exp_name'],
	);
	assert.deepEqual(findConstantKeys(sweep), [{key: 'model', value: 'vit'}]);
	assert.deepEqual(findConstantKeys(sweep.slice(0, 1)), []);
	const partly = [makeRow({config: {a: 1, b: 1}}), makeRow({config: {a: 1}}), makeRow()];
	assert.deepEqual(
		findDifferingKeys(partly).map(({key}) => key),
		['b'],
		'a run without any config says nothing',
	);
	assert.deepEqual(findConstantKeys(partly), [{key: 'a', value: '1'}]);
});

test('seeds and choices are known by their names', () => {
	const row = (i: number) =>
		makeRow({config: {'train.seed': i, randomSeed: i, fold: i, 'optim.name': i, run_name: i, output_dir: i, trainer: i}});
	const keys = findDifferingKeys([row(1), row(2)]);
	assert.deepEqual(
		keys
			.filter(({seed}) => seed)
			.map(({key}) => key)
			.sort(),
		['fold', 'randomSeed', 'train.seed'],
	);
	assert.deepEqual(
		keys
			.filter(({noise}) => noise)
			.map(({key}) => key)
			.sort(),
		['output_dir', 'run_name'],
	);
});

test('a spread leaves NaN out and says so', () => {
	const spread = describeSpread([1, 2, Number.NaN, 4, Number.POSITIVE_INFINITY]);
	assert.deepEqual([spread.runs, spread.nonfinite, spread.median, spread.low, spread.high], [3, 2, 2, 1, 4]);
	assert.ok(Math.abs(spread.mean - 7 / 3) < 1e-12 && Math.abs(spread.deviation - Math.sqrt(7 / 3)) < 1e-12);
	assert.ok(Number.isNaN(describeSpread([]).mean) && Number.isNaN(describeSpread([1]).deviation));
	const shifted = describeSpread([1e9 + 1, 1e9 + 2, 1e9 + 3]);
	assert.equal(shifted.deviation, 1, 'no digits are lost far from zero');
	const rows = [0.21, 0.22, Number.NaN].map(loss => makeRow({metrics: {loss}}));
	const {read} = fieldsOf('group:loss', [...rows, makeRow()]).group[0]!;
	const ascii = {unicode: false};
	assert.equal(formatGroupSpread(spreadOf([...rows, makeRow()], read, nowMs), 'mean', ascii), '0.215 +- 0.007, 1 NaN');
	assert.equal(formatGroupSpread(spreadOf(rows, read, nowMs), 'median', ascii), '0.2150 (0.2100 - 0.2200), 1 NaN');
	assert.equal(formatGroupSpread(spreadOf([makeRow()], read, nowMs), 'mean', ascii), '');
});

test('statuses of a group are counted in their order', () => {
	const rows = [makeRow({status: 'failed'}), makeRow({status: 'running'}), makeRow({status: 'failed'})];
	assert.deepEqual(countStatuses(rows), [
		{status: 'running', runs: 1},
		{status: 'failed', runs: 2},
	]);
});

const shape = (nodes: ReturnType<typeof nestRows>): string[] =>
	flattenNested(nodes, new Set()).map(({row, depth, wanted}) => `${' '.repeat(depth)}${row.id}${wanted ? '' : '?'}`);

test('a run stays with its parents and its children, whichever of them was asked for', () => {
	const all = [
		makeRow({id: 'batch'}),
		makeRow({id: 'one', parent: 'batch'}),
		makeRow({id: 'two', parent: 'batch'}),
		makeRow({id: 'deep', parent: 'two'}),
		makeRow({id: 'alone', parent: 'gone'}),
	];
	const [batch, one, two, deep, alone] = all as [RunRow, RunRow, RunRow, RunRow, RunRow];
	assert.deepEqual(shape(nestRows(all, all)), ['batch', ' one', ' two', '  deep', 'alone']);
	assert.deepEqual(shape(nestRows([deep], all)), ['batch?', ' two?', '  deep']);
	assert.deepEqual(shape(nestRows([two], all)), ['batch?', ' two', '  deep?']);
	assert.deepEqual(shape(nestRows([batch], all)), ['batch', ' one?', ' two?', '  deep?']);
	assert.deepEqual(shape(nestRows([alone, one], all)), ['alone', 'batch?', ' one']);
	assert.equal(flattenNested(nestRows(all, all), new Set([two.key])).length, 4);
});

test("runs that are each other's parents are listed all the same", () => {
	const all = [makeRow({id: 'a', parent: 'b'}), makeRow({id: 'b', parent: 'a'}), makeRow({id: 'c', parent: 'c'})];
	assert.equal(shape(nestRows(all, all)).length, 3);
});
