import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import {ask, fail, warn} from './asking.ts';
import {makeRow, nowMs} from './rows.ts';

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
		'flag:lr = 0.1',
		'scalar:loss < 0.3 and attr:name = train',
		'min(loss) < 0.3',
		'0.1 < MAX(loss) < 0.3',
		"metrics.`loss` < 0.3 and params.`opt` = 'adam'",
	]) {
		assert.equal(ask(query, rows), 'train', query);
	}
});

test('m. asks for metrics alone and cfg. for config alone, also where only the other has the name', () => {
	const rows = [makeRow({name: 'a', config: {lr: 1}, metrics: {acc: 2}})];
	for (const query of ['m.lr=1', 'has:m.lr', 'cfg.acc=2', 'has:cfg.acc']) assert.equal(ask(query, rows), '', query);
	assert.equal(ask('cfg.lr=1 m.acc=2', rows), 'a');
});

test('a group is found by the text of its heading, where that says in which of two places it is', () => {
	const inPlace = (name: string, groupScope: string, group = 'Default') => makeRow({name, group, groupScope});
	const rows = [
		inPlace('a', '/x/hand/mlflow.db'),
		inPlace('b', '/x/other/mlflow.db'),
		inPlace('c', '/x/other/mlflow.db', 'tuned (lr)'),
		inPlace('d', '/beforehand/mlflow.db'),
		makeRow({name: 'e', group: 'Default'}),
	];
	assert.equal(ask('group="Default (hand/mlflow.db)"', rows), 'a');
	assert.equal(ask('group="default (OTHER/mlflow.db)"', rows), 'b');
	assert.equal(ask('group="Default (/x/hand/mlflow.db)"', rows), 'a');
	assert.equal(ask('group!="Default (hand/mlflow.db)"', rows), 'b c d e');
	assert.equal(ask('group="tuned (lr)"', rows), 'c');
	assert.equal(ask('group="tuned (lr) (mlflow.db)"', rows), 'c');
	assert.equal(ask('group=Default', rows), 'a b d e');
});
