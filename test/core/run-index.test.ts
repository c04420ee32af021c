import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tableOf} from '../../source/core/query/columns/row-table.ts';
import {compileQuery} from '../../source/core/query/compile/compile.ts';
import {completeQuery} from '../../source/core/query/complete/complete.ts';
import {readCatalogue} from '../../source/core/query/fields/catalogue.ts';
import {attributeField, configField, metricField} from '../../source/core/query/fields/field.ts';
import type {RunRow} from '../../source/core/row.ts';
import {pathOfRun} from '../../source/core/run-index/fields.ts';
import {type IndexHead, readHead} from '../../source/core/run-index/head.ts';
import {IndexTable} from '../../source/core/run-index/index-table.ts';
import {packRuns} from '../../source/core/run-index/pack.ts';
import {Chance, randomRow} from './query/random.ts';
import {makeRow, nowMs} from './query/rows.ts';

const about = {roots: ['/x'], atMs: 1, tookMs: 2};

function keep(rows: readonly RunRow[]): {head: IndexHead; table: IndexTable; text: string} {
	const text = packRuns(rows, about);
	const end = text.indexOf('\n');
	const head = readHead(text.slice(0, end));
	assert.ok(head);
	return {head, text, table: new IndexTable(head, text.slice(end + 1))};
}

test('fields, values and last metrics come out of the index as they went in', () => {
	const rows = [
		makeRow({id: 'ä', name: '数 "1"', status: 'failed', tags: ['x', 'y'], config: {lr: 0.1, opt: 'adam'}, metrics: {loss: 2}}),
		makeRow({id: 'b', config: {lr: '0.2', opt: null}, metrics: {loss: Number.NaN, 'val/acc': Number.POSITIVE_INFINITY}}),
		makeRow({id: 'c', startedAtMs: 5, config: {lr: Number.MAX_SAFE_INTEGER}}),
	];
	const {table, text} = keep(rows);
	assert.match(text, /^[\x00-\x7f]*$/);
	for (const field of [
		...(['id', 'name', 'status', 'tag', 'started', 'ended', 'host', 'progress'] as const).map(name => attributeField(name, name)),
		configField('lr', 'lr'),
		configField('opt', 'opt'),
		metricField('loss', 'last', 'loss'),
		metricField('val/acc', 'last', 'acc'),
	]) {
		const column = table.column(field, nowMs);
		assert.deepEqual(
			[...table.places].map(place => column.valueAt(place)),
			rows.map(row => field.read(row, nowMs)),
			field.label,
		);
	}
});

test('what Tab offers is the same from the index as from the runs, and so is what a query finds', () => {
	const chance = new Chance(41);
	const rows = Array.from({length: 50}, () => randomRow(chance));
	const {table} = keep(rows);
	for (const typed of [
		'',
		'l',
		'lr',
		'optim',
		'status:',
		'age<',
		'tag:',
		'name:',
		'loss>',
		'lr<1 ',
		'status:failed lr=',
		'acc>0.1 o',
		'run s',
	])
		assert.deepEqual(
			completeQuery(typed, typed.length, {rows: table}, nowMs),
			completeQuery(typed, typed.length, {rows}, nowMs),
			typed,
		);
	for (const text of [
		'lr<0.1 or tag:a',
		'age>1h',
		'-status:failed',
		'silent>1m runtime<2h',
		'run',
		'is:active',
		'has:acc !has:lr',
	]) {
		const [kept, read] = [compileQuery(text, {rows: table}), compileQuery(text, {rows})];
		assert.ok(kept.ok && read.ok, text);
		assert.deepEqual(kept.query.select(table, nowMs), read.query.select(tableOf(rows), nowMs), text);
	}
});

test('runs that are gone are left out of everything', () => {
	const rows = ['/x/a', '/x/b', '/x/c'].map((path, at) =>
		makeRow({path, name: path, config: {lr: at, bs: 32}, metrics: {[`m${at}`]: 1}}),
	);
	const {table} = keep(rows);
	const left = table.only(pathOfRun, path => path !== '/x/b');
	assert.equal(left.size, 2);
	const lr = configField('lr', 'lr');
	assert.deepEqual(
		[...left.places].map(place => left.column(lr, 0).valueAt(place)),
		[0, 2],
	);
	assert.deepEqual(
		completeQuery('m', 1, {rows: left}, nowMs)
			.candidates.map(({label}) => label)
			.filter(label => /^m\d/.test(label)),
		['m0', 'm2'],
	);
	assert.equal(table.differs(configField('bs', 'bs'), table.places, 0), false);
	assert.equal(left.only(pathOfRun, path => path === '/x/a').differs(lr, Uint32Array.of(0), 0), false);
});

test('what is no index of this version is none', () => {
	for (const line of ['', 'null', '3', '{}', '{"version":1,"runs":[]}', '{"version":2}', '{"version":2,"parts"'])
		assert.equal(readHead(line), null, line);
});

test('long paths and many names are kept whole', () => {
	const metrics = Object.fromEntries(Array.from({length: 60}, (_, at) => [`validation/metric_${at}`, at]));
	const rows = [makeRow({path: `/x/${'deep/'.repeat(60)}run`, metrics}), makeRow({path: '/x/b'})];
	const {table} = keep(rows);
	assert.deepEqual(
		[...table.places].map(place => table.column(pathOfRun, nowMs).valueAt(place)),
		rows.map(row => row.path),
	);
	const typed = 'metric_59>';
	assert.deepEqual(completeQuery(typed, typed.length, {rows: table}, nowMs), completeQuery(typed, typed.length, {rows}, nowMs));
	assert.deepEqual(readCatalogue(table).metrics, readCatalogue(tableOf(rows)).metrics);
});

test('of names that few runs have the index holds these runs alone', () => {
	const rows = Array.from({length: 1000}, (_, at) =>
		makeRow({id: `r${at}`, config: {[`k${at}`]: at}, metrics: {[`m${at}`]: at}}),
	);
	const {table, text} = keep(rows);
	assert.ok(text.length < 1000 * 1000, `${text.length} letters`);
	const column = table.column(metricField('m7', 'last', 'm7'), nowMs);
	assert.deepEqual([column.valueAt(6), column.valueAt(7), column.valueAt(8)], [null, 7, null]);
	assert.ok(table.differs(configField('k7', 'k7'), table.places, nowMs), 'others have none');
	assert.equal(table.count(configField('k7', 'k7'), table.places, nowMs), 1);
});
