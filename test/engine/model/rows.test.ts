import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../../source/core/row.ts';
import {readAggregate} from '../../../source/core/row.ts';
import type {RunFacts} from '../../../source/core/run.ts';
import type {FormatHabits} from '../../../source/engine/model/layer/format-traits.ts';
import {Layer} from '../../../source/engine/model/layer.ts';
import {makeRow, tabulateMetrics} from '../../../source/engine/model/row.ts';
import {metricWords} from '../../../source/engine/model/told.ts';
import {TrackedRun} from '../../../source/engine/model/tracked-run.ts';

interface Known {
	facts?: Partial<RunFacts>;
	/** What is seen of it and its files. */
	seen?: Partial<Pick<TrackedRun, 'modifiedAtMs' | 'grewAtMs' | 'judgement' | 'previous' | 'whole' | 'isEndOld'>>;
	made?: Layer['made'];
	dir?: string;
	habits?: FormatHabits;
}

function makeRun({facts = {}, seen = {}, made = null, dir = 'exp/a', habits}: Known = {}): TrackedRun {
	const run = new TrackedRun(1, '/root', dir, dir === '.' ? '/root' : `/root/${dir}`, '');
	const layer = new Layer('jsonl', 1, '', habits);
	layer.facts(facts);
	layer.made = made;
	run.addLayer(layer);
	return Object.assign(run, seen);
}

const rowOf = (known: Known): RunRow => makeRow(makeRun(known));

test('when a run was last heard of is told by its data, else by its files where these are no copy', () => {
	const heard = (known: Known) => rowOf(known).updatedAtMs;
	const copied = {firstMs: 500_000, lastMs: 500_100};
	const seen = {modifiedAtMs: 500_100};
	assert.deepEqual(
		[
			heard({facts: {lastSignMs: 50, endedAtMs: 70}, seen}),
			heard({seen}),
			heard({seen, made: copied}),
			heard({seen, made: copied, facts: {startedAtMs: 450_000}}),
			heard({seen, made: copied, facts: {startedAtMs: 1000}}),
			heard({seen: {modifiedAtMs: 700}, made: copied}),
			heard({seen: {...seen, judgement: {status: 'running', why: ''}}, made: copied}),
			heard({seen: {...seen, grewAtMs: 600_000}, facts: {lastSignMs: 50}}),
			heard({facts: {lastSignMs: 50, startedAtMs: 10}, seen}),
			heard({facts: {lastSignMs: 50, startedAtMs: 80}, seen}),
			heard({facts: {lastSignMs: 50, startedAtMs: 80}, seen, made: copied}),
		],
		[70, 500_100, null, 500_100, null, 700, 500_100, 600_000, 50, 500_100, 80],
	);
	assert.equal(rowOf({facts: {endedAtMs: 70}}).endedAtMs, 70);
	assert.equal(rowOf({facts: {endedAtMs: 70}, seen: {isEndOld: true}}).endedAtMs, null, 'the end of an earlier start');
	assert.equal(rowOf({seen}).metAtMs, 500_100, 'which is its place in the list where nobody knows when it began');
	assert.equal(rowOf({seen, facts: {startedAtMs: 5}}).metAtMs, undefined);
});

test('a run is called as it was named, else as an earlier start was, else by its place', () => {
	const name = (known: Known) => rowOf(known).name;
	const before = makeRun({facts: {name: 'first'}});
	const between = makeRun({seen: {previous: before}});
	const whole = makeRun({dir: 'exp'});
	assert.deepEqual(
		[
			name({facts: {name: ' mine '}}),
			name({facts: {name: '  '}}),
			name({seen: {previous: between}}),
			name({}),
			name({dir: '.'}),
			name({seen: {whole}}),
			name({seen: {whole}, dir: 'exp'}),
			name({seen: {whole}, dir: 'other'}),
		],
		['mine', 'exp/a', 'first', 'exp/a', 'root', 'a', 'exp', 'other'],
	);
	between.previous = between;
	assert.equal(name({seen: {previous: between}}), 'exp/a', 'starts that name each other end somewhere');
	assert.deepEqual(
		[' mine', 'mine ', 'mine', ' '].map(raw => rowOf({facts: {name: raw}}).rawName),
		[' mine', 'mine ', undefined, undefined],
	);
});

test('settings are flat, and long ones are short', () => {
	const {config} = rowOf({
		facts: {config: {a: {b: 1}, list: [1, {c: 2}], none: null, text: 'x'.repeat(600), many: new Array(600).fill(1)}},
	});
	assert.deepEqual([config['a.b'], config.list, config.none], [1, '[1,{"c":2}]', null]);
	assert.deepEqual([config.text, String(config.many).length], [`${'x'.repeat(500)}…`, 500]);
});

test('while a history is read the newest values come from its end', () => {
	const run = makeRun();
	const log = (layer: Layer, name: string, ...steps: number[]) => {
		for (const step of steps) layer.series(name).push(step, Number.NaN, step * 10);
	};
	log(run.layers[0]!, 'loss', 0, 1);
	log(run.layers[0]!, 'acc', 9);
	run.preview = new Layer('jsonl', 1, '');
	for (const [name, step] of Object.entries({loss: 7, acc: 8, lr: 3})) log(run.preview, name, step);
	run.preview.series('none');
	const table = {metrics: tabulateMetrics(run)};
	const read = (metric: string) => [
		readAggregate(table, metric, 'last'),
		readAggregate(table, metric, 'lastStep'),
		readAggregate(table, metric, 'points'),
	];
	assert.deepEqual(table.metrics.names, ['loss', 'acc', 'lr']);
	assert.deepEqual(
		[read('loss'), read('acc'), read('lr')],
		[
			[70, 7, 2],
			[90, 9, 1],
			[30, 3, Number.NaN],
		],
	);
});

test('numbers that a run returned count for a mean and an end only where they are any', () => {
	const habits: FormatHabits = {returnsResults: true};
	const summary = {
		loss: 0.5,
		acc: Number.NaN,
		cost: Number.POSITIVE_INFINITY,
		text: '1e-3',
		word: 'none',
		long: '1'.repeat(30),
		lr: '0.1',
		bs: 8,
	};
	const run = makeRun({habits, facts: {summary, config: {lr: 0.1, opt: {bs: '8'}}}});
	run.layers[0]!.defineMetric('loss', {goal: 'minimize'});
	const row = makeRow(run);
	assert.deepEqual(row.metrics.names, ['loss', 'acc', 'cost', 'text']);
	const read = (metric: string) =>
		(['last', 'min', 'nan', 'nonfinite', 'points'] as const).map(column => readAggregate(row, metric, column));
	assert.deepEqual(
		[read('loss'), read('acc'), read('cost'), read('text')],
		[
			[0.5, 0.5, 0, 0, 1],
			[Number.NaN, Number.NaN, 1, 1, 1],
			[Number.POSITIVE_INFINITY, Number.NaN, 0, 1, 1],
			[0.001, 0.001, 0, 0, 1],
		],
	);
	assert.deepEqual([row.hidden, row.goals], [['loss', 'acc', 'cost', 'text'], {loss: 'down'}]);
	assert.equal(readAggregate(row, 'cost', 'first'), Number.POSITIVE_INFINITY);
	assert.deepEqual(metricWords(run), [
		['loss', 'lower is better'],
		['text', 'taken for a number: the run returned the text "1e-3"'],
	]);
});

test('a result that only gives a setting back is none, and so is what another tracker sums up', () => {
	const names = (summary: RunFacts['summary'], config: RunFacts['config'] = {}, habits: FormatHabits = {returnsResults: true}) =>
		rowOf({habits, facts: {summary, config}}).metrics.names.join();
	const endless = Number.POSITIVE_INFINITY;
	assert.deepEqual(
		[
			names({a: 0, b: 0, c: 0, d: endless, e: 0.1}, {a: '', b: null, c: 0, d: endless, e: '0.1'}),
			names({'best/lr': 0.1, 'opt/lr': 0.1, lr: 0.1}, {opt: {lr: 0.1}}),
			names({lr: 0.1 + 1e-9, bs: 9}, {lr: 0.1, bs: 8}),
			names({loss: `0.${'1'.repeat(30)}`, acc: '0.5', nan: 'nan', code: '007', on: true, list: [1]}),
			names({loss: 0.5}, {}, {}),
		],
		['a,b', 'best/lr', 'bs', 'acc,nan', ''],
	);
});

test('what a run does not have is not in its row', () => {
	const rare = [
		'hasCommand',
		'work',
		'groupScope',
		'infeasible',
		'uses',
		'usesAncestors',
		'goals',
		'hidden',
		'echoed',
		'told',
		'startOf',
		'idScope',
		'metAtMs',
	];
	const has = (run: TrackedRun) =>
		Object.keys(makeRow(run))
			.filter(key => rare.includes(key))
			.join();
	assert.equal(has(makeRun()), '');
	const facts = {
		work: 'eval',
		group: 'g',
		groupScope: '/s',
		infeasible: 'no',
		uses: ['/x'],
		usesAncestors: true as const,
		startedAtMs: 4,
	};
	assert.equal(has(makeRun({facts})), 'groupScope,infeasible,uses,usesAncestors');
	assert.equal(has(makeRun({facts: {work: 'g', group: 'g'}})), 'work');
	const told = makeRun({facts: {extra: {restart_of: 'x'}}});
	told.layers[0]!.defineMetric('a', {isEcho: true});
	told.layers[0]!.defineMetric('b', {hidden: true});
	told.addLayer(new Layer('csv', 1, 'in'));
	assert.equal(has(told), 'hidden,echoed,told');
	assert.deepEqual([makeRow(told).hidden, makeRow(told).echoed, makeRow(told).restartOf], [['b'], ['a'], 'x']);
});
