import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {statuses} from '../../../source/core/status.ts';
import {ask, fail, warn} from './asking.ts';
import {makeRow, nowMs} from './rows.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test('durations, silence and remaining time compare in any unit', () => {
	const rows = [
		makeRow({
			name: 'a',
			status: 'running',
			startedAtMs: nowMs - 36 * hourMs,
			updatedAtMs: nowMs - 30_000,
			estimate: {seconds: 1200, low: 0, high: 0, finishAtMs: 0, from: '', text: ''},
		}),
		makeRow({name: 'b', status: 'crashed', startedAtMs: nowMs - 5 * hourMs, updatedAtMs: nowMs - 4 * hourMs}),
		makeRow({name: 'ahead', status: 'unknown', updatedAtMs: nowMs + hourMs}),
	];
	assert.equal(ask('age>=1d12h', rows), 'a');
	assert.equal(ask('runtime:59m..61m', rows), 'b', 'up to the last sign of life where it died unseen');
	assert.equal(ask('runtime>1d', rows), 'a', 'up to now while it runs');
	assert.equal(ask('silent<1m', rows), 'a');
	assert.equal(ask('eta<=1200', rows), 'a');
	const error = fail('age<foo', rows);
	assert.deepEqual([error.from, error.to], [4, 7]);
});

test('a parameter without a value is above and below nothing, though it can be asked for', () => {
	const rows = [
		makeRow({name: 'null', config: {after: null}}),
		makeRow({name: 'none', config: {after: 'None'}}),
		makeRow({name: 'word', config: {after: 'never'}}),
		makeRow({name: 'number', config: {after: 4}}),
	];
	assert.equal(ask('cfg.after>3', rows), 'word number');
	assert.equal(ask('after<5', rows), 'number');
	assert.equal(ask('after>=1e9', rows), 'word');
	assert.equal(ask('after<=zzz', rows), 'none word number', 'a word has its place among words');
	assert.equal(ask('3<after<5', rows), 'number');
	assert.equal(ask('after=null', rows), 'null');
	assert.equal(ask('after:None', rows), 'none');
	assert.equal(ask('not after>3', rows), 'null none');
});

test('a value that is no number is equal to nan only', () => {
	const rows = [makeRow({name: 'diverged', metrics: {loss: Number.NaN}}), makeRow({name: 'fine', metrics: {loss: 0.5}})];
	assert.equal(ask('loss=nan', rows), 'diverged');
	assert.equal(ask('loss:a', rows), '');
	for (const query of ['loss<nan', 'loss>=nan', 'loss<1e9', 'loss>-1e9'])
		assert.ok(!ask(query, rows).includes('diverged'), query);
});

test('names that are numbers are above and below each other as numbers, and equal as texts', () => {
	const rows = ['9', '10', '9.0'].map(name => makeRow({name}));
	assert.equal(ask('name>9', rows), '10');
	assert.equal(ask('name=9', rows), '9');
	assert.equal(ask('name=9.0', rows), '9.0');
});

test('a status that there is not is doubted where one is named, and not in a pattern', () => {
	const rows = [makeRow({status: 'running'})];
	assert.equal(warn('status=run', rows)[0]?.message, 'No status is called run');
	assert.deepEqual(warn('status:run', rows), []);
	assert.deepEqual(warn('status~^run', rows), []);
});

test('a name is found whatever the case of its letters', () => {
	const rows = ['İzmir', 'straße', 'ÅSA'].map(name => makeRow({name}));
	for (const name of ['İzmir', 'İZMIR', 'straße', 'åsa'])
		assert.equal(ask(`name=${name}`, rows).toLowerCase(), name.toLowerCase());
});

test('integers beyond 2^53 are compared by all their digits', () => {
	const seeds = ['1245007199254740992', '1245007199254740993', '1245007199254740994'];
	const rows = seeds.map((seed, i) => makeRow({name: 'abc'[i]!, config: {seed}}));
	assert.equal(ask('seed=1245007199254740993', rows), 'b');
	assert.equal(ask('seed:1245007199254740993', rows), 'b');
	assert.equal(ask('seed!=1245007199254740993', rows), 'a c');
	assert.equal(ask('seed>1245007199254740992', rows), 'b c');
	assert.equal(ask('seed<=1245007199254740993', rows), 'a b');
	assert.equal(ask('seed>1e18', rows), 'a b c');
	assert.equal(ask('seed:1e18..1245007199254740993', rows), 'a b c', 'a range is of numbers');
	const mixed = ['1e30', 'none', 0.5, 7].map((seed, i) => makeRow({name: 'abcd'[i]!, config: {seed}}));
	assert.equal(ask('seed<1245007199254740993', mixed), 'c d', 'words and fractions are none');
	assert.equal(ask('seed>1245007199254740993', mixed), 'a b');
	// One that a number holds exactly may be one.
	const held = [
		makeRow({name: 'a', config: {seed: '9007199254740995'}}),
		makeRow({name: 'b', config: {seed: 9_007_199_254_740_996}}),
	];
	assert.equal(ask('seed=9007199254740995', held), 'a');
	assert.equal(ask('seed>9007199254740995', held), 'b');
});

test('progress is 0..1 or per cent; formats are all that add to a run', () => {
	const rows = [
		makeRow({
			name: 'a',
			format: 'guild',
			formats: ['guild', 'tfevents'],
			progress: {step: 5, total: 8, fraction: 0.625, unit: 'step', totalFrom: null},
		}),
	];
	assert.equal(ask('progress>0.5 progress>50% progress>50 progress<63', rows), 'a');
	assert.equal(ask('format:tfevents format=guild', rows), 'a');
});

test('the value at a step is asked for by the whole name of the metric', () => {
	const rows = [makeRow({name: 'a', metrics: {'train/loss': 1}})];
	const asked: [string, number][] = [];
	const valueAt = (_row: RunRow, metric: string, step: number): number => {
		asked.push([metric, step]);
		return 0.5;
	};
	assert.equal(ask('loss@1k<0.6', rows, {valueAt}), 'a');
	assert.deepEqual(asked, [['train/loss', 1000]]);
	assert.equal(ask('loss@500<0.6', rows), '', 'unknown without it');
});

test('patterns that are wrong or could run for ever are refused where they stand', () => {
	const rows = [makeRow({name: 'vit-b16-seed3'})];
	assert.equal(ask('name~^(vit|resnet)-b\\d+', rows), 'vit-b16-seed3');
	assert.equal(ask('name~"SEED[0-9]$"', rows), 'vit-b16-seed3');
	assert.equal(ask('name~"^[a-z]+-[a-z]+\\d+-[a-z]+\\d*$"', rows), 'vit-b16-seed3');
	assert.equal(
		ask('name~"\\d+-\\d+-\\d+_\\d+:\\d+:\\d+"', [makeRow({name: `${'a'.repeat(500)} 2026-11-21_10:00:00`})]).length,
		520,
	);
	assert.match(fail('name~".*.*.*.*.*x"', rows).message, /overlap/);
	assert.equal(ask('name~(-[a-z0-9]{1,8}){2}$', rows), 'vit-b16-seed3');
	for (const pattern of ['(a+)+$', '(a|aa)+$', '(.*)*x', '((a?)+)+', '([a-z]+)*$', '(a|a)*b', '(?:(?:ab?)*c?)*d']) {
		assert.match(fail(`x or name~"${pattern}"`, rows).message, /for ?ever/, pattern);
	}
	const error = fail('x name~"seed["', rows);
	assert.deepEqual([error.from, error.to], [7, 14]);
});

test('errors say where, what and how to mend it', () => {
	for (const [query, from, to, message] of [
		['a (b', 2, 3, /not closed/],
		['a b)', 3, 4, /open/],
		['loss<', 4, 5, /missing/],
		['status:a,', 8, 9, /missing/],
		['a or', 2, 4, /Nothing follows/],
		['or a', 0, 2, /Nothing stands before/],
		['"abc', 0, 4, /quote/],
		['a -', 2, 3, /Nothing follows/],
		['()', 0, 2, /between/],
		['<3', 0, 1, /field/],
		['limit:x', 0, 7, /whole number/],
		['-sort:x', 0, 7, /denied/],
		['a,b', 1, 2, /does not belong/],
		['lr in [1', 6, 8, /not closed/],
		['loss<1..2', 5, 9, /range/i],
	] as const) {
		const error = fail(query, [makeRow({metrics: {loss: 1}})]);
		assert.deepEqual([error.from, error.to], [from, to], `${query}: ${error.message}`);
		assert.match(error.message, message, query);
	}
	assert.match(fail(`${'('.repeat(5000)}a`).message, /deep/);
	assert.match(fail('-'.repeat(5000)).message, /deep/);
});

test('directives stand anywhere and select nothing', () => {
	const rows = ['c', 'a', 'b'].map((name, i) => makeRow({name, metrics: {acc: {last: i, max: i}}, config: {bs: i % 2, lr: 1}}));
	const compiled = compileQuery('sort:-acc.max (a or show:lr,acc b) group:cfg.bs,lr limit:5 hide:age', {rows});
	assert.ok(compiled.ok);
	const {query} = compiled;
	assert.deepEqual(
		runQuery(query, rows, nowMs).map(row => row.name),
		['b', 'a'],
	);
	assert.deepEqual(
		[query.group, query.show, query.hide].map(list => list.map(field => (typeof field === 'string' ? field : field.label))),
		[['cfg.bs', 'lr'], ['lr', 'acc'], ['age']],
	);
	assert.equal(query.limit, 5);
});

test('ids, names and tags are texts: what looks like a number is equal to itself alone', () => {
	const rows = ['1.2', '1.20', '007', '7', '1e5', '100000', '1.10'].map(id => makeRow({id, name: id, tags: [id]}));
	for (const field of ['id', 'name', 'tag']) {
		for (const {id} of rows) {
			assert.equal(ask(`${field}=${id}`, rows), id);
			assert.equal(ask(`${field}!=${id}`, rows), rows.flatMap(row => (row.id === id ? [] : [row.id])).join(' '));
		}
		assert.equal(ask(`${field}=1.2,1e5`, rows), '1.2 1e5');
		assert.equal(ask(`${field}=1.2*`, rows), '1.2 1.20');
	}
	assert.equal(
		ask('lr=1e-3', [makeRow({name: 'a', config: {lr: '0.001'}})]),
		'a',
		'a setting that was kept as text is its number',
	);
});

test('a word that a field of few words cannot have is doubted, with the words that it can have', () => {
	const doubt = (query: string) => warn(query, [makeRow()]).map(({message, hint, from}) => [message, hint, from]);
	assert.deepEqual(doubt('is:archive'), []);
	assert.deepEqual(doubt('is:*'), []);
	assert.deepEqual(doubt('is:archvied'), [['No standing is called archvied', 'Nearest: archived', 3]]);
	assert.deepEqual(doubt('is:x'), [['No standing is called x', 'There are active, archived, deleted', 3]]);
	assert.deepEqual(doubt('-is:Running'), [
		['No standing is called Running', 'status:running asks for that; is: takes active, archived, deleted', 4],
	]);
	assert.deepEqual(doubt('verdict:good'), [['No verdict is called good', 'There are success, fail', 8]]);
	assert.deepEqual(doubt('status:nope'), [['No status is called nope', `There are ${statuses.join(', ')}`, 7]]);
});

test('a pattern looks at the text of a value: a moment as a date, and of no number nothing', () => {
	const rows = [
		makeRow({name: 'a', startedAtMs: nowMs, metrics: {loss: 0.5}}),
		makeRow({name: 'b', startedAtMs: nowMs - dayMs, metrics: {loss: Number.NaN}}),
	];
	assert.equal(ask('started~^2026-11-21T', rows), 'a');
	assert.equal(ask('loss~^0', rows), 'a');
	assert.equal(ask('loss~a', rows), '');
	assert.deepEqual(warn('loss~a', rows), []);
});

test('a word where only numbers are is doubted, or refused', () => {
	const rows = [makeRow({metrics: {loss: 0.5}, config: {status: 'warm'}})];
	assert.match(warn('loss>abc', rows)[0]?.message ?? '', /loss is a number and abc is not/);
	for (const query of ['loss=nan', 'loss=0.*', 'cfg.status=warm']) assert.deepEqual(warn(query, rows), [], query);
	assert.match(fail('progress>abc', rows).message, /^progress needs a fraction, not abc/);
	assert.doesNotMatch(warn('verdict=running', rows)[0]?.hint ?? '', /is:/, 'what is: takes is no help there');
});

test('a star in quotes is a star', () => {
	const rows = ['a*b', 'axb'].map(name => makeRow({name}));
	assert.equal(ask('a*b', rows), 'a*b axb');
	assert.equal(ask('"a*b"', rows), 'a*b');
});
