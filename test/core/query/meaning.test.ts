import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type CompileContext, compileQuery, runQuery} from '../../../source/core/query/compile.ts';
import type {QueryFault} from '../../../source/core/query/syntax.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {makeRow, nowMs} from './rows.ts';

function ask(query: string, rows: RunRow[], context: Partial<CompileContext> = {}): string {
	const compiled = compileQuery(query, {rows, ...context});
	assert.ok(compiled.ok, `${query}: ${compiled.ok ? '' : compiled.error.message}`);
	return runQuery(compiled.query, rows, nowMs)
		.map(row => row.name)
		.join(' ');
}
function fail(query: string, rows: RunRow[] = []): QueryFault {
	const compiled = compileQuery(query, {rows});
	assert.ok(!compiled.ok, `${query} is refused`);
	return compiled.error;
}
function warn(query: string, rows: RunRow[]): QueryFault[] {
	const compiled = compileQuery(query, {rows});
	assert.ok(compiled.ok, query);
	return compiled.query.warnings;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test('numbers carry k, M, G and per cent; text that is a number compares as one', () => {
	const rows = [
		makeRow({name: 'a', config: {n: 1500, lr: '1e-3'}, metrics: {acc: 0.4}}),
		makeRow({name: 'b', config: {n: 2e6, lr: 'auto'}, metrics: {acc: 0.6}}),
	];
	assert.equal(ask('n>=1.5k', rows), 'a b');
	assert.equal(ask('n=2M', rows), 'b');
	assert.equal(ask('acc>50%', rows), 'b');
	assert.equal(ask('lr=0.001', rows), 'a');
	assert.equal(ask('lr=AUTO', rows), 'b');
	assert.equal(ask('n:1k..2k', rows), 'a');
	assert.equal(ask('n:..2k', rows), 'a');
	assert.equal(ask('n:1M..', rows), 'b');
});

test('with a colon numbers are equal or not, and texts contain', () => {
	const rows = [
		makeRow({name: 'run-32', config: {bs: 32, optim: 'adamw'}}),
		makeRow({name: 'run-3', config: {bs: 3, optim: 'sgd'}}),
	];
	assert.equal(ask('bs:3', rows), 'run-3');
	assert.equal(ask('name:3', rows), 'run-32 run-3');
	assert.equal(ask('optim:adam', rows), 'run-32');
	assert.equal(ask('optim=adam', rows), '');
	assert.equal(ask('optim=adam*', rows), 'run-32');
	assert.equal(ask('optim="adam*"', rows), '');
});

test('a name is an attribute, else a metric by its name or its end, else a setting by its key or its end', () => {
	const rows = [
		makeRow({
			name: 'a',
			config: {'optim.lr': 1, seed: 3},
			metrics: {'train/loss': {last: 0.2, lastStep: 9}, 'map@50': 0.9, step: 7},
		}),
	];
	for (const query of [
		'loss<1',
		'train/loss<1',
		'm.loss<1',
		'metrics.train/loss<1',
		'lr=1',
		'cfg.optim.lr=1',
		'params.lr=1',
		'config.seed=3',
		'run.name=a',
		'map@50>0.5',
		'm.step=7',
		'LOSS<1',
	]) {
		assert.equal(ask(query, rows), 'a', query);
	}
	assert.equal(ask('step=9', rows), 'a', 'the attribute, which falls back to the last step of the metrics');
});

test('two candidates are an error that lists both, and a prefix decides', () => {
	const rows = [makeRow({name: 'a', config: {lr: 0.1}, metrics: {'train/loss': 1, 'val/loss': 2, lr: 0.01}})];
	const loss = fail('status:finished loss<0.3', rows);
	assert.match(loss.message, /m\.train\/loss.*m\.val\/loss/);
	assert.deepEqual([loss.from, loss.to], [16, 20]);
	assert.match(fail('sort:-lr', rows).message, /m\.lr.*cfg\.lr/);
	assert.equal(ask('m.lr<0.05 cfg.lr=0.1 val/loss=2', rows), 'a');
});

test('what is a metric here and a setting there is both, as long as no run has both', () => {
	const rows = [
		makeRow({name: 'a', metrics: {lr: 0.1}}),
		makeRow({name: 'b', config: {lr: 0.1}}),
		makeRow({name: 'c', config: {lr: 1}}),
	];
	assert.equal(ask('lr<0.5', rows), 'a b');
	assert.equal(ask('sort:-lr', rows), 'c a b');
	assert.match(warn('x lr<1', rows)[0]?.message ?? '', /metric in 1 run and config in 2 runs/);
	assert.deepEqual(warn('m.lr<1 cfg.lr<1', rows), []);
});

test('runs that lack a metric lend the one that ends in its name, if there is only one, and that is said', () => {
	const rows = [
		makeRow({name: 'a', metrics: {loss: 0.1, 'val/loss': 9}}),
		makeRow({name: 'b', metrics: {'train/loss': 0.2}}),
		makeRow({name: 'c', metrics: {'train/loss': 0.9}}),
	];
	assert.equal(ask('loss<0.3', rows), 'a b');
	assert.match(warn('x loss<0.3', rows)[0]?.message ?? '', /2 runs .* train\/loss/);
	assert.equal(ask('m.loss<0.3', rows), 'a');
	assert.deepEqual(warn('m.loss<0.3', rows), []);
	const mixed = [...rows, makeRow({name: 'd', metrics: {'val/loss': 0.1}})];
	assert.equal(ask('loss<0.3', mixed), 'a', 'nobody chooses between train and val');
});

test('every problem of a run can be asked for where they are known', () => {
	const rows = [makeRow({name: 'a', problem: 'truncated tail', problemCount: 2})];
	assert.equal(ask('problem:crc', rows), '');
	assert.equal(ask('problem:crc problem:tail', rows, {problemsOf: () => ['truncated tail', 'bad CRC']}), 'a');
	assert.equal(ask('has:problem', rows, {problemsOf: () => []}), '');
});

test('a setting that is only ever text does not stand against a metric of that name', () => {
	const rows = [makeRow({name: 'a', config: {loss: 'mse'}, metrics: {loss: 0.2}})];
	assert.equal(ask('loss<0.3 cfg.loss:mse', rows), 'a');
});

test('a field that no run has matches nothing, and is a warning with the nearest ones', () => {
	const rows = [makeRow({name: 'a', config: {'optim.name': 'adam', learning_rate: 1}})];
	assert.equal(ask('learning_rat=1', rows), '');
	const [warning] = warn('a learning_rat=1', rows);
	assert.deepEqual([warning?.from, warning?.to], [2, 14]);
	assert.match(warning?.hint ?? '', /learning_rate/);
	assert.match(warn('statsu:running', rows)[0]?.hint ?? '', /status/);
	assert.match(warn('status:runing', rows)[0]?.hint ?? '', /running/);
	assert.equal(ask('not nothing=1', rows), 'a', 'missing makes the condition false, so its denial holds');
});

test('a query that was compiled before a field appeared finds it in the rows that have it', () => {
	const compiled = compileQuery('loss<0.3', {rows: []});
	assert.ok(compiled.ok);
	const later = [makeRow({name: 'late', metrics: {'train/loss': 0.1}}), makeRow({name: 'other', metrics: {acc: 1}})];
	assert.deepEqual(
		runQuery(compiled.query, later, nowMs).map(row => row.name),
		['late'],
	);
});

test('NaN is equal to nan only; a missing field is equal to nothing', () => {
	const rows = [
		makeRow({name: 'nan', metrics: {loss: {last: Number.NaN, nan: 3, min: 0.1}}}),
		makeRow({name: 'fine', metrics: {loss: 1}}),
		makeRow({name: 'none'}),
	];
	assert.equal(ask('loss=nan', rows), 'nan');
	assert.equal(ask('loss<5 or loss>=5', rows), 'fine');
	assert.equal(ask('loss!=nan', rows), 'fine none');
	assert.equal(ask('loss.nan>=1 loss.min<0.2', rows), 'nan');
	assert.equal(ask('has:loss', rows), 'nan fine');
	assert.equal(ask('loss<inf', rows), 'fine');
});

test('the spellings of other tools mean the same', () => {
	const rows = [
		makeRow({name: 'train', config: {lr: 0.1, opt: 'adam'}, metrics: {loss: 0.2}, tags: ['paper']}),
		makeRow({name: 'eval', config: {lr: 0.2}, metrics: {loss: 0.9}}),
	];
	for (const query of [
		'op = train and loss < 0.3',
		'name == "train" && params.lr = "0.1"',
		"metrics.loss < 0.5 AND params.opt = 'adam'",
		'tag contains pap',
		'lr in [0.1, 0.15]',
		'lr not in (0.2, 0.3)',
		'not opt is undefined',
		'opt is not null',
		'opt is defined',
		"name LIKE 'tr%'",
		'run.name = train',
		'lr <> 0.2',
		'0.3 > loss',
	]) {
		assert.equal(ask(query, rows), 'train', query);
	}
});

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
	];
	assert.equal(ask('age>=1d12h', rows), 'a');
	assert.equal(ask('runtime:59m..61m', rows), 'b', 'up to the last sign of life where it died unseen');
	assert.equal(ask('runtime>1d', rows), 'a', 'up to now while it runs');
	assert.equal(ask('silent<1m', rows), 'a');
	assert.equal(ask('eta<=1200', rows), 'a');
	const error = fail('age<foo', rows);
	assert.deepEqual([error.from, error.to], [4, 7]);
});

test('a day is all of it, in the local time zone', () => {
	const zone = 120;
	// 12:00 UTC is 14:00 there; midnight there is 22:00 UTC the day before.
	const midnight = Date.UTC(2026, 10, 20, 22);
	const rows = [
		makeRow({name: 'today', startedAtMs: midnight}),
		makeRow({name: 'yesterday', startedAtMs: midnight - 1}),
		makeRow({name: 'before', startedAtMs: midnight - dayMs - 1}),
		makeRow({name: 'never'}),
	];
	assert.equal(ask('started>=today', rows, {zone}), 'today');
	assert.equal(ask('started:yesterday', rows, {zone}), 'yesterday');
	assert.equal(ask('started<today', rows, {zone}), 'yesterday before');
	assert.equal(ask('started>2026-11-20', rows, {zone}), 'today');
	assert.equal(ask('started<=2026-11-20', rows, {zone}), 'yesterday before');
	assert.equal(ask('started:2026-11-19..2026-11-20', rows, {zone}), 'yesterday before');
	assert.equal(ask('started:2026-11', rows, {zone}), 'today yesterday before');
	assert.equal(ask('started>=2026-11-20T22:00Z', rows, {zone}), 'today');
	assert.equal(ask('2026-11-20<=started<=today', rows, {zone}), 'today yesterday');
	assert.match(fail('started>2h', rows).hint ?? '', /age/);
	assert.match(fail('started>2026-02-30', rows).message, /time/);
});

test('the days on which clocks are turned have 23 and 25 hours', () => {
	// Central Europe: summer time ends on 2026-10-25 at 01:00 UTC.
	const turn = Date.UTC(2026, 9, 25, 1);
	const zone = (atMs: number): number => (atMs < turn ? 120 : 60);
	const rows = [
		makeRow({name: 'first', startedAtMs: Date.UTC(2026, 9, 24, 22)}),
		makeRow({name: 'last', startedAtMs: Date.UTC(2026, 9, 25, 22, 59)}),
		makeRow({name: 'next', startedAtMs: Date.UTC(2026, 9, 25, 23)}),
	];
	assert.equal(ask('started:2026-10-25', rows, {zone}), 'first last');
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
		[query.group, query.show, query.hide].map(list => list.map(field => field.label)),
		[['cfg.bs', 'lr'], ['lr', 'acc'], ['age']],
	);
	assert.equal(query.limit, 5);
});
