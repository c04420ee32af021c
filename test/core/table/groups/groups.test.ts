import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readColumn} from '../../../../source/core/query/columns/column.ts';
import {tableOf} from '../../../../source/core/query/columns/row-table.ts';
import {compileQuery, runQuery} from '../../../../source/core/query/compile/compile.ts';
import type {RunRow} from '../../../../source/core/row.ts';
import {configColumn} from '../../../../source/core/table/columns/columns.ts';
import {findConstantKeys, findDifferingKeys, keysButSeed} from '../../../../source/core/table/columns/config-keys.ts';
import {groupRows} from '../../../../source/core/table/groups/group.ts';
import {
	countStatuses,
	formatGroupSpread,
	meanAt,
	spreadAt,
	spreadOf,
} from '../../../../source/core/table/groups/group-summary.ts';
import {fieldsOfLevels} from '../../../../source/core/table/groups/levels.ts';
import {sortGroups, toGroupKey} from '../../../../source/core/table/groups/sort-groups.ts';
import {describeSpread} from '../../../../source/core/table/groups/statistics.ts';
import type {ListLine} from '../../../../source/core/table/lines/list-line.ts';
import {makeLines} from '../../../../source/core/table/lines/list-lines.ts';
import {makeRow, nowMs} from '../../query/rows.ts';
import {fieldsOf} from './fields-of.ts';

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

/** Lines as text, further in the deeper they lie; `?` behind what was not asked for. */
function outline(lines: readonly ListLine[], all: readonly RunRow[], by: 'id' | 'name' = 'name'): string[] {
	const textOf = ({run, label}: ListLine) => (run === null ? label : all.find(({key}) => key === run)![by]);
	return lines.map(line => `${' '.repeat(line.depth)}${textOf(line)}${line.wanted ? '' : '?'}`);
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
	const folds = new Map([groups[1]!.path, groups[0]!.groups[0]!.path].map(path => [path, false]));
	assert.deepEqual(outline(makeLines(rows, groups, sweep, {tree: 'nested', groupsOpen: true, folds}), sweep), [
		'lr 0.01',
		' bs 32',
		' bs 64',
		'  0.01-64-1',
		'  0.01-64-2',
		'  0.01-64-3',
		'lr 0.1',
	]);
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
			['lr 1e-3', 2],
			['lr –', 1],
			['lr auto', 1],
		],
		'bs is the same in all',
	);
	assert.equal(new Set(groups.map(({path}) => path)).size, 3);
});

test('texts that are not written as numbers are printed are told apart and shown as they are, but for one that another run has as a number', () => {
	const rows = [
		makeRow({config: {torch: '2.10', sha: '0e12', lr: '0.10'}}),
		makeRow({config: {torch: '2.1', sha: '0e34', lr: 0.1}}),
		makeRow({config: {torch: '2.10', sha: '0e34', lr: '0.1'}}),
	];
	const labels = (query: string) =>
		groupRows(rows, [fieldsOf(query, rows).group], nowMs).map(({label, rows: {length}}) => [label, length]);
	assert.deepEqual(labels('group:torch'), [
		['torch 2.10', 2],
		['torch 2.1', 1],
	]);
	assert.deepEqual(labels('group:sha'), [
		['sha 0e12', 1],
		['sha 0e34', 2],
	]);
	assert.deepEqual(labels('group:lr'), [['lr 0.1', 3]]);
	assert.deepEqual(
		findDifferingKeys(rows)
			.map(({key}) => key)
			.sort(),
		['sha', 'torch'],
	);
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

test('the mean alone is the mean of the spread, whatever the runs have', () => {
	const values = [1, Number.NaN, 0.1, null, 'text', Number.POSITIVE_INFINITY, 1e9 + 1, -3, 0.7];
	const column = readColumn(values, value => value);
	for (let from = 0; from < values.length; from++)
		for (let to = from; to <= values.length; to++) {
			const places = Uint32Array.from(values.keys()).subarray(from, to);
			assert.equal(meanAt(column, places), spreadAt(column, places).mean);
		}
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

const shape = (wanted: RunRow[], all: RunRow[], closed: readonly RunRow[] = []): string[] =>
	outline(
		makeLines(wanted, null, all, {tree: 'nested', groupsOpen: true, folds: new Map(closed.map(({key}) => [key, false]))}),
		all,
		'id',
	);

test('a run stays with its parents and its children, whichever of them was asked for', () => {
	const all = [
		makeRow({id: 'batch'}),
		makeRow({id: 'one', parent: 'batch'}),
		makeRow({id: 'two', parent: 'batch'}),
		makeRow({id: 'deep', parent: 'two'}),
		makeRow({id: 'alone', parent: 'gone'}),
	];
	const [batch, one, two, deep, alone] = all as [RunRow, RunRow, RunRow, RunRow, RunRow];
	assert.deepEqual(shape(all, all), ['batch', ' one', ' two', '  deep', 'alone']);
	assert.deepEqual(shape([deep], all), ['batch?', ' two?', '  deep']);
	assert.deepEqual(shape([two], all), ['batch?', ' two', '  deep?']);
	assert.deepEqual(shape([batch], all), ['batch', ' one?', ' two?', '  deep?']);
	assert.deepEqual(shape([alone, one], all), ['alone', 'batch?', ' one']);
	assert.equal(shape(all, all, [two]).length, 4);
});

test("runs that are each other's parents are listed all the same", () => {
	const all = [makeRow({id: 'a', parent: 'b'}), makeRow({id: 'b', parent: 'a'}), makeRow({id: 'c', parent: 'c'})];
	assert.equal(shape(all, all).length, 3);
});

test('earlier attempts and other ranks lie folded below the one that stands for them, until one of them is looked for', () => {
	const attempts = [1, 2, 3].map(attempt => makeRow({id: 'resumed', name: `try ${attempt}`, attempt}));
	const ranks = [1, 0, 10].map(rank => makeRow({id: `job${rank}`, name: `rank ${rank}`, path: `/runs/job/rank_${rank}`}));
	const other = makeRow({name: 'other', attempt: 1});
	const all = [...attempts, ...ranks, other];
	const lines = (wanted: RunRow[], folds: [number, boolean][] = [], tree: 'nested' | 'flat' = 'nested') =>
		makeLines(wanted, null, all, {tree, groupsOpen: true, folds: new Map(folds)});
	assert.deepEqual(outline(lines(all), all), ['try 3', 'rank 0', 'other']);
	assert.deepEqual(
		lines(all).map(({label}) => label),
		['3 attempts', '3 ranks', ''],
	);
	assert.deepEqual(outline(lines(all, [[attempts[2]!.key, true]]), all), ['try 3', ' try 1', ' try 2', 'rank 0', 'other']);
	assert.deepEqual(outline(lines([attempts[0]!]), all), ['try 3?', ' try 1']);
	assert.equal(lines(all, [], 'flat').length, all.length);
});

test('tries of one experiment in one store belong together, the same number in another store does not', () => {
	const inStore = (path: string) => [
		makeRow({id: '2 (error 1)', name: 'failed', attempt: 1, path, format: 'recorder'}),
		makeRow({id: '2', name: 'done', attempt: 2, path, format: 'recorder'}),
	];
	const all = [...inStore('/a'), ...inStore('/b')];
	const lines = makeLines(all, null, all, {tree: 'nested', groupsOpen: true, folds: new Map()});
	assert.deepEqual(
		lines.map(line => [all.find(({key}) => key === line.run)!.path, line.label]),
		[
			['/a', '2 attempts'],
			['/b', '2 attempts'],
		],
	);
});

test('groups are sorted by the middle of their runs, runs inside by themselves; a group without the number comes last', () => {
	const rows = [
		...[0.1, 0.9].map(loss => makeRow({name: `a${loss}`, config: {lr: 1}, metrics: {loss}})),
		...[0.2, 0.3].map(loss => makeRow({name: `b${loss}`, config: {lr: 2}, metrics: {loss}})),
		...[Number.NaN].map(loss => makeRow({name: 'c', config: {lr: 3}, metrics: {loss}})),
	];
	const order = (query: string, style: 'mean' | 'median' = 'mean') => {
		const compiled = compileQuery(query, {rows});
		assert.ok(compiled.ok);
		const {group, sort} = compiled.query;
		const found = runQuery(compiled.query, rows, nowMs);
		const groups = groupRows(found, fieldsOfLevels(group, rows), nowMs);
		return sortGroups(groups, tableOf(found), sort.map(toGroupKey), style, nowMs).map(
			({label, rows: members}) => `${label}: ${members.map(({name}) => name).join(' ')}`,
		);
	};
	assert.deepEqual(order('group:lr sort:loss'), ['lr 2: b0.2 b0.3', 'lr 1: a0.1 a0.9', 'lr 3: c']);
	assert.deepEqual(order('group:lr sort:-loss'), ['lr 1: a0.9 a0.1', 'lr 2: b0.3 b0.2', 'lr 3: c']);
	assert.deepEqual(order('group:lr sort:-lr,loss'), ['lr 3: c', 'lr 2: b0.2 b0.3', 'lr 1: a0.1 a0.9']);
});
