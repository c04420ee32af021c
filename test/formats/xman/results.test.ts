import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {inflateSync} from 'node:zlib';
import {type PickleValue, readPickle} from '../../../source/encodings/pickle/index.ts';
import {xman} from '../../../source/formats/xman/index.ts';
import {takeApart} from '../../../source/formats/xman/results.ts';
import {Collected, type CollectedRun} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';
import {type Pickled, pickled} from '../write-pickle.ts';
import {experiment, pipeline} from './pickled.ts';
import {makeProject, readProject} from './project.ts';

/** Written by xman 0.2.1 with numpy 2.4: results of many kinds, one of them an object of a class of the script. */
const files = loadFixture('xman/odd');
const byName = new Map<string, CollectedRun>();
for (let number = 1; number <= 9; number++) {
	const path = `/odd/group1/exp${number}`;
	const [claim] = xman.detect({path, entries: files.list(path)}, files);
	const sink = new Collected();
	xman.open(claim!, files).read(sink, 1e9);
	byName.set(sink.only.learnt.name ?? '', sink.only);
}
const run = (name: string) => byName.get(name)!;
const curves = (name: string) =>
	Object.fromEntries(
		[...run(name).metrics.keys()].map(key => [
			key,
			run(name)
				.points(key)
				.map(([, value]) => value),
		]),
	);

test('numpy arrays and lists of numpy numbers are curves; None is no point and NaN is one', () => {
	assert.deepEqual(curves('numpy'), {loss: [1, 0.5], lst: [1, 2], nan: [1, Number.NaN]});
	assert.deepEqual(run('numpy').learnt.summary, {
		m: [
			[0, 0],
			[0, 0],
		],
		scalar: 0.5,
	});
});

test('a list, a list of records, nested dicts and objects are curves by their keys', () => {
	assert.deepEqual(curves('list'), {result: [3, 2, 1]});
	assert.deepEqual(curves('records'), {epoch: [0, 1], loss: [1, 0.5], acc: [0.9]});
	assert.deepEqual(run('records').points('acc'), [[1, 0.9]]);
	assert.deepEqual(curves('nested'), {'train/loss': [1, 2], 'val/loss': [3, 4]});
	assert.deepEqual(run('nested').learnt.summary, {val: {best: 3}});
	assert.deepEqual(curves('obj'), {loss: [3, 2]});
	assert.deepEqual(curves('dd'), {loss: [1, 2]});
	assert.equal(run('dd').learnt.summary.when, '2026-01-01');
});

test('a result of a few bytes that unfolds without end costs little', () => {
	const wide = (inner: string) =>
		`}(${Array.from({length: 200}, (_, index) => `K${String.fromCharCode(index)}${inner}`).join('')}u`;
	// Four levels of dicts with 200 keys, each key holding the same dict of the level below.
	let program = `\x80\x04${wide('K\x01')}\x94`;
	for (let level = 0; level < 4; level++) program = `${program}0${wide(`h${String.fromCharCode(level)}`)}\x94`;
	const {value, damage} = readPickle(Buffer.from(`${program}.`, 'latin1'));
	assert.ok(damage === null && value instanceof Map);
	const {summary} = takeApart(value, 'result');
	assert.ok(JSON.stringify(summary).length < 10_000_000);
});

test('keys that are no texts are named as Python writes them, and a text that reads the same is kept beside', () => {
	const {value} = readPickle(Buffer.from('\x80\x04}(K\x01K\x06\x8c\x011K\x03NK\x04K\x07]K\x02au.', 'latin1'));
	const {summary, series} = takeApart(value, 'result');
	assert.deepEqual(summary, {'1': 6, '1 (string)': 3, None: 4});
	assert.deepEqual(series.get('7')?.values, [2]);
});

const map = (entries: Record<string, PickleValue>) => new Map<PickleValue, PickleValue>(Object.entries(entries));
const takenApart = (value: PickleValue) => {
	const {series, summary} = takeApart(value, 'result');
	return {
		curves: Object.fromEntries([...series].map(([name, {steps, values}]) => [name, steps.map((at, i) => [at, values[i]])])),
		summary,
	};
};

test('records keep what is no number, and what dicts in them hold', () => {
	const epochs = [
		map({epoch: 0, loss: 1, note: 'start', m: map({acc: 0.5})}),
		null,
		map({epoch: 1, loss: 0.5, m: map({acc: 0.7, ok: true})}),
	];
	assert.deepEqual(takenApart(epochs), {
		curves: {
			epoch: [
				[0, 0],
				[2, 1],
			],
			loss: [
				[0, 1],
				[2, 0.5],
			],
			'm/acc': [
				[0, 0.5],
				[2, 0.7],
			],
		},
		summary: {result: {note: ['start'], 'm/ok': [null, null, true]}},
	});
	const nested = map({history: [map({epoch: 3, val: map({acc: 0.5})})], texts: [map({a: 'b'})]});
	assert.deepEqual(takenApart(nested), {
		curves: {'history/epoch': [[0, 3]], 'history/val/acc': [[0, 0.5]]},
		summary: {texts: [{a: 'b'}]},
	});
});

test('curves of two places that read the same are both there', () => {
	const {curves} = takenApart(map({'train/loss': [1, 2, 3], train: map({loss: [30, 40]})}));
	assert.deepEqual(Object.keys(curves), ['train/loss', 'train/loss (2)']);
	assert.deepEqual([curves['train/loss']?.length, curves['train/loss (2)']?.length], [3, 2]);
});

test('plain values are the summary', () => {
	assert.deepEqual(run('text').learnt.summary, {result: 'fine'});
	assert.deepEqual(run('none').learnt.summary, {result: null});
});

test('a verdict on a failed experiment leaves the failure', () => {
	const {outcome, verdict, error, config} = run('err then fail').learnt;
	assert.deepEqual([outcome?.status, verdict], ['failed', 'fail']);
	assert.deepEqual(config, {kind: 'x'});
	assert.match(error ?? '', /RuntimeError: boom/);
});

test('a result that a person set is the result, under the names of others, where the pipeline left none', () => {
	const done = experiment('e', {pipeline: pipeline({finished: true})});
	const project = makeProject({'group1/exp1': experiment('e'), 'group1/exp2': experiment('e'), 'group1/exp3': done})
		.write('/p/group1/exp1/.manual_result', pickled(null))
		.write('/p/group1/exp2/.manual_result', pickled(new Map([['acc', 0.91]])))
		.write('/p/group1/exp3/.pipeline_result', pickled(null))
		.write('/p/group1/exp3/.manual_result', pickled(new Map([['acc', 0.91]])));
	const {runs} = readProject(project);
	const summaries = [1, 2, 3].map(number => runs.get(`group1/exp${number}`)!.learnt.summary);
	assert.deepEqual(summaries, [{result: null}, {acc: 0.91}, {result: null, manual_result: {acc: 0.91}}]);
});

test('curves of a result that a person set stand beside those of the pipeline, apart where both have a name', () => {
	const done = experiment('e', {pipeline: pipeline({finished: true})});
	const result = (...entries: [string, number[]][]) => pickled(new Map(entries));
	const project = makeProject({'group1/exp1': done})
		.write('/p/group1/exp1/.pipeline_result', result(['loss', [3, 2]]))
		.write('/p/group1/exp1/.manual_result', result(['loss', [1, 0]], ['acc', [0.5, 0.75]]));
	const run = readProject(project).runs.get('group1/exp1')!;
	const curves = [...run.metrics.keys()].map(name => [name, run.points(name).map(([, value]) => value)]);
	assert.deepEqual(Object.fromEntries(curves), {loss: [3, 2], 'manual_result/loss': [1, 0], acc: [0.5, 0.75]});
});

test('parameters beside a large array are read, wherever they stand, and what is too large to read is told', () => {
	const readRun = (bytes: Uint8Array) => {
		const project = makeProject({'group1/exp1': experiment('e', {pipeline: pipeline({started: false})})});
		return readProject(project.write('/p/group1/exp1/.run', bytes)).runs.get('group1/exp1')!;
	};
	const runFile = (params: [string, Uint8Array | number[] | number][]) =>
		pickled({of: 'xman.pipeline.PipelineRunData', with: {run_func: null, with_mediator: false, params: new Map(params)}});
	const data = new Uint8Array(2_000_000);
	for (const lrIsFirst of [true, false]) {
		const lr: [string, number] = ['lr', 0.1];
		const {learnt, problems} = readRun(runFile(lrIsFirst ? [lr, ['data', data]] : [['data', data], lr]));
		assert.deepEqual([learnt.config, problems], [{lr: 0.1, data: '<2000000 bytes>'}, []]);
	}
	const {learnt, problems} = readRun(runFile([['data', Array(1_000_000).fill(0.5) as number[]]]));
	assert.deepEqual(learnt.config, {});
	assert.match(problems[0]?.message ?? '', /^\.run has 9000\d{3} bytes and is not read/);
	assert.match(
		readRun(runFile([['data', data]]).subarray(0, 1_500_000)).problems[0]?.message ?? '',
		/^\.run is cut: .* make its pipeline again$/,
	);
});

test('the numbers that a table of pandas gives its rows are the steps of its columns', () => {
	const {values} = JSON.parse(readFileSync('test/fixtures/pickle/by-value.json', 'utf8')) as {values: Record<string, string>};
	const stepsOf = (name: string, key = 'loss') => {
		const {value} = readPickle(inflateSync(Buffer.from(values[`rows ${name}`]!, 'base64')));
		return takeApart(value, 'result').series.get(key);
	};
	assert.deepEqual(stepsOf('by epoch'), {steps: [10, 20, 30], values: [0.5, 0.4, 0.3]});
	assert.deepEqual(stepsOf('range')?.steps, [5, 6, 7]);
	assert.deepEqual(stepsOf('series', 'result')?.steps, [1, 5, 9]);
	assert.deepEqual(stepsOf('shuffled')?.steps, [0, 1, 2], 'what does not grow is no step');
	assert.deepEqual(stepsOf('names')?.steps, [0, 1, 2]);
});

test('a result that holds itself is taken apart once', () => {
	// trainer = {"loss": 0.5}; trainer["model"] = {"trainer": trainer}
	const cyclic = '(dp0\nVloss\nF0.5\nsVmodel\n(dp1\nVtrainer\ng0\nss.';
	const {value} = readPickle(Buffer.from(cyclic, 'latin1'), {});
	const {series, summary} = takeApart(value, 'result');
	assert.deepEqual([series.size, summary], [0, {loss: 0.5}]);
});

test('a marker that is no text is shown as Python writes it', () => {
	const marksOf = (marker: Pickled) =>
		readProject(makeProject({'group1/exp1': experiment('e', {marker})})).runs.get('group1/exp1')!.learnt.marks;
	assert.deepEqual([marksOf(true), marksOf(['a', 1]), marksOf(false), marksOf([])], [['True'], ['(a, 1)'], [], []]);
});
