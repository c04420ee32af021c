import assert from 'node:assert/strict';
import {test} from 'node:test';
import {attributeNames} from '../../../source/core/query/fields/attributes.ts';
import {findNearest} from '../../../source/core/query/fields/nearest.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {ask, fail, warn} from './asking.ts';
import {makeRow, nowMs, type ShortRow} from './rows.ts';

/** Runs a, b, c with these metrics and settings. */
const rowsOf = (...known: Pick<ShortRow, 'metrics' | 'config'>[]) =>
	known.map((each, at) => makeRow({...each, name: 'abc'[at]!}));

function check(rows: RunRow[], cases: Record<string, string>): void {
	assert.deepEqual(Object.fromEntries(Object.keys(cases).map(query => [query, ask(query, rows)])), cases);
}

test('a name that is really a metric’s comes before a part of another one, and that before the end of a name', () => {
	const loss = {last: 1, max: 5};
	check(rowsOf({metrics: {loss, 'loss.max': 3}}, {metrics: {loss: {last: 2, max: 4}}}), {'loss.max=3': 'a', 'loss.max>3': ''});
	check(rowsOf({metrics: {loss, 'a/loss.max': 3}}), {'loss.max=5': 'a', 'loss.max=3': ''});
	check(rowsOf({metrics: {'a/loss': loss, 'b/loss.max': 3}}), {'loss.max=3': 'a'});
	check(rowsOf({metrics: {step: {last: 3, max: 9}, lr: 1}}, {metrics: {step: {last: 9, max: 9}}}), {
		'step.max=9': 'a b',
		'm.step=3': 'a',
	});
	check(rowsOf({metrics: {Loss: 1}}, {metrics: {'val/LOSS': 2}}), {'loss=1': 'a', 'LOSS=2': 'b'});
	check(rowsOf({metrics: {loss: {points: 0, last: 1}}}, {metrics: {loss: 1}}), {'has:loss': 'b', 'loss=1': 'b'});
});

test('a prefix is one only where no run has a field that is called so', () => {
	check(rowsOf({config: {'config.lr': 1}}, {config: {other: 1}}), {'config.lr=1': 'a', 'config.other=1': 'b'});
	const run = rowsOf({metrics: {'run.loss': 1, loss: 7}}, {config: {'run.bs': 8}});
	check(run, {'run.loss=1': 'a', 'run.bs=8': 'b', 'run.name=a': 'a'});
	const tags = [makeRow({name: 'a', tags: ['x', 'y']}), makeRow({name: 'b'})];
	check(tags, {'tags=x': 'a', 'tag=y': 'a', 'tags.max=x': ''});
	check([...tags, makeRow({name: 'c', config: {tags: 'x'}})], {'tags=x': 'c', 'tag=x': 'a'});
});

test('settings of any kind are asked for as they are written', () => {
	const config = {constructor: 1, flag: true, none: null, list: [1, 'a'], deep: {x: 1}};
	check(rowsOf({config}, {config: {flag: false}}), {
		'has:cfg.constructor': 'a',
		'has:cfg.toString': '',
		'flag=true': 'a',
		'flag=false': 'b',
		'none=null': 'a',
		'list=[1,"a"]': 'a',
		'cfg.missing.max=1': '',
	});
});

test('a run has only those of its own fields that tell something', () => {
	const bare = makeRow({name: 'a', dir: '', host: '', startedAtMs: null});
	const has = (row: RunRow) => attributeNames.filter(name => ask(`has:${name}`, [row]) !== '').join(' ');
	assert.equal(has(bare), 'name id status is format');
	const estimate = {seconds: 5, low: 1, high: 9, finishAtMs: 0, from: '', text: ''};
	const known = {
		tags: ['x'],
		notes: ['y'],
		marks: ['z'],
		host: 'h',
		user: 'u',
		group: 'g',
		error: 'e',
		estimate,
		startedAtMs: nowMs,
	};
	assert.equal(
		has(makeRow({...known, metrics: {loss: {last: 1, lastStep: 7}}})),
		'name id status is tag mark note age eta started step format dir host user group error',
	);
	const counted = (step: number | null) => ({step, total: 10, fraction: 0.5, unit: 'step', totalFrom: null});
	const metrics = {loss: {last: 1, lastStep: 7}, acc: {last: 1, lastStep: 4}};
	const rows = [3, null].map((step, at) => makeRow({name: 'ab'[at]!, metrics, progress: counted(step)}));
	check(rows, {'step=3': 'a', 'step=7': 'b'});
	check([makeRow({name: 'a', format: 'guild', formats: ['csv']})], {'format=guild format=csv': 'a'});
});

test('what a name could mean is said, and chosen where only one of it is a number', () => {
	const many = rowsOf({metrics: Object.fromEntries([...'abcdefgh'].map(part => [`${part}/acc`, 1]))}, {metrics: {'a/acc': 1}});
	const {message, hint} = fail('acc>0', many);
	assert.match(message, /^acc can mean m\.a\/acc \(2 runs\), m\.b\/acc \(1 run\), .*m\.f\/acc \(1 run\) and 2 more$/);
	assert.equal(hint, 'Write m.a/acc or m.b/acc');
	const text = rowsOf({metrics: {lr: 1}, config: {lr: '0.1'}}, {config: {lr: 'auto'}});
	assert.equal(fail('lr>0', text).message, 'lr can mean m.lr (1 run), cfg.lr (2 runs)');
	check(rowsOf({metrics: {opt: 1}, config: {opt: 'adam'}}), {'opt=1': 'a'});
	assert.deepEqual(
		['m.lsos=1', 'cfg.lsos=1', 'lsos=1', 'stauts=x', 'zzzzz=1'].map(
			query => warn(query, rowsOf({metrics: {loss: 1}, config: {lsos2: 1}}))[0]!.hint,
		),
		['Nearest: loss', 'Nearest: lsos2', 'Nearest: loss, lsos2', 'Nearest: status', null],
	);
});

test('another metric stands in only where one alone can, for each of its parts', () => {
	const one = rowsOf({metrics: {loss: 1}}, {metrics: {'a/loss': 1}});
	check(one, {'loss=1': 'a b', 'loss.max=1': 'a b', 'm.loss=1': 'a'});
	assert.deepEqual(
		warn('loss@5=1', one).map(fault => fault.message),
		['1 run with no loss but a/loss: it is taken there', 'Values at a step are not known here'],
	);
	assert.equal(ask('loss@5=1', one, {valueAt: () => 1}), 'a b');
	const again = rowsOf({metrics: {loss: 1}}, {metrics: {'a/loss': 1}}, {metrics: {'a/loss': 1, acc: 2}});
	check(again, {'loss=1': 'a b c'});
	const two = rowsOf({metrics: {loss: 1}}, {metrics: {'a/loss': 1}}, {metrics: {'b/loss': 1}});
	const both = rowsOf({metrics: {loss: 1}}, {metrics: {'a/loss': 1, 'b/loss': 1}});
	const ended = rowsOf({metrics: {loss: 1}}, {metrics: {xloss: 1}});
	for (const rows of [two, both, ended]) assert.deepEqual([ask('loss=1', rows), warn('loss=1', rows)], ['a', []]);
});

test('the nearest of known words are those with few letters changed or swapped, then those that hold it', () => {
	const cases: [word: string, known: string[], nearest: string][] = [
		['lsos', ['loss', 'acc'], 'loss'],
		['los', ['loss', 'a/los', 'los', 'closed', 'los2'], 'los a/los los2'],
		['ac', ['acc', 'batch', 'ace', 'x'], 'acc ace'],
		['learning', ['learning_rate', 'lr', 'rate/learning_rate', 'my_learning'], 'my_learning learning_rate rate/learning_rate'],
		['momentun', ['momentum', 'moment', 'optim.momentum', 'momentunxyz'], 'momentum optim.momentum moment'],
		['bs', ['batch_size', 'abs', 'lbs/x'], 'batch_size abs'],
		['learning_rate', ['optim.lr', 'lrs'], 'optim.lr'],
		['zz', ['acc'], ''],
	];
	assert.deepEqual(
		cases.map(([word, known]) => findNearest(word, known).join(' ')),
		cases.map(([, , nearest]) => nearest),
	);
});
