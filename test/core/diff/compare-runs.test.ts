import assert from 'node:assert/strict';
import test from 'node:test';
import {compareRuns} from '../../../source/core/diff/compare-runs.ts';
import {comparisonToJson} from '../../../source/core/diff/comparison-json.ts';
import {comparisonLines} from '../../../source/core/diff/comparison-lines.ts';
import {deltaOf} from '../../../source/core/diff/delta.ts';
import {readMoment, splitMoment} from '../../../source/core/diff/moment.ts';
import {makeRow} from '../query/rows.ts';
import {subjectOf} from './subject.ts';

const options = {all: false, nowMs: 0, mostCharacters: null};

test('metrics are measured against the first run, better or worse by their direction', () => {
	const [loss, acc] = compareRuns([
		subjectOf({}, {loss: [4, 1, 2], acc: [0.5, 0.8, 0.7]}),
		subjectOf({}, {loss: [4, 0.5, 3], acc: [0.5, 0.9, 0.7]}),
	]).metrics;
	assert.deepEqual(loss!.readings[1], {points: 3, last: {step: 2, value: 3}, best: {step: 1, value: 0.5}});
	assert.deepEqual(loss!.deltas, [
		{last: null, best: null},
		{last: {absolute: 1, percent: 50, better: false}, best: {absolute: -0.5, percent: -50, better: true}},
	]);
	assert.equal(acc!.deltas[1]!.best!.better, true);
	assert.deepEqual(acc!.deltas[1]!.last, {absolute: 0, percent: 0, better: null});
});

test('the direction that a tracker declared wins over what the name suggests', () => {
	const [score] = compareRuns([
		subjectOf({}, {score: [1, 5]}, {declared: {score: 'down'}}),
		subjectOf({}, {score: [2, 4]}),
	]).metrics;
	assert.deepEqual(score!.goal, {direction: 'down', guessed: false});
	assert.equal(score!.readings[1]!.best!.value, 2);
	assert.equal(score!.deltas[1]!.last!.better, true);
});

test('a metric without a direction has a difference and no verdict, and no best', () => {
	const [lr] = compareRuns([subjectOf({}, {lr: [1, 2]}), subjectOf({}, {lr: [1, 4]})]).metrics;
	assert.equal(lr!.readings[0]!.best, null);
	assert.deepEqual(lr!.deltas[1]!.last, {absolute: 2, percent: 100, better: null});
});

test('at a step, everything is read up to that step, the best value too', () => {
	const values = [9, 8, 7, 6, 5, 4];
	const at = {kind: 'step', step: 2} as const;
	const [loss] = compareRuns([subjectOf({}, {loss: values}, {at}), subjectOf({}, {loss: [1, ...values]}, {at})]).metrics;
	assert.deepEqual(loss!.readings[0], {points: 3, last: {step: 2, value: 7}, best: {step: 2, value: 7}});
	assert.deepEqual(loss!.readings[1], {points: 3, last: {step: 2, value: 8}, best: {step: 0, value: 1}});
});

test('at a time after the start, points count until then', () => {
	const at = {kind: 'time', seconds: 25} as const;
	const [loss] = compareRuns([subjectOf({}, {loss: [9, 8, 7, 6]}, {at}), subjectOf({}, {loss: [5, 4]}, {at})]).metrics;
	assert.deepEqual(loss!.readings[0]!.last, {step: 2, value: 7});
	assert.deepEqual(loss!.readings[1]!.last, {step: 1, value: 4});
});

test('NaN and infinite values have no difference', () => {
	assert.equal(deltaOf(Number.NaN, 1, 'down'), null);
	assert.equal(deltaOf(1, Number.POSITIVE_INFINITY, 'down'), null);
	assert.deepEqual(deltaOf(2, 0, 'down'), {absolute: 2, percent: null, better: false});
	const [loss] = compareRuns([subjectOf({}, {loss: [1, 2]}), subjectOf({}, {loss: [1, Number.NaN]})]).metrics;
	assert.equal(loss!.deltas[1]!.last, null);
	assert.deepEqual(loss!.deltas[1]!.best, {absolute: 0, percent: 0, better: null});
});

test('a word may carry a step or a time', () => {
	assert.deepEqual(splitMoment('vit-3@1k'), {word: 'vit-3', at: {kind: 'step', step: 1000}});
	assert.deepEqual(splitMoment('a@b@30m'), {word: 'a@b', at: {kind: 'time', seconds: 1800}});
	assert.equal(splitMoment('me@host'), null);
	assert.equal(splitMoment('@500'), null);
	assert.deepEqual(readMoment('5M'), {kind: 'step', step: 5e6});
	assert.equal(readMoment('inf'), null);
});

test('the JSON form tells a recorded null from a key that is not there', () => {
	const json = comparisonToJson(
		compareRuns([subjectOf({config: {a: 1, b: null, c: 3}}), subjectOf({config: {a: null, c: 3}})]),
		0,
	);
	assert.deepEqual(json.config, {a: [1, null], b: [null, null]});
	assert.deepEqual(json.config_lacking, {b: [1]});
	assert.deepEqual(json.config_same, {c: 3});
});

test('what the tracker summed up is compared where no metric has that name', () => {
	const {summary} = compareRuns([
		subjectOf({summary: {loss: 1, best_acc: 0.5, _runtime: 3}}, {loss: [1]}),
		subjectOf({summary: {loss: 2, best_acc: 0.75, _runtime: 4}}, {loss: [2]}),
	]);
	assert.deepEqual(summary, [
		{key: 'best_acc', values: [0.5, 0.75], deltas: [null, {absolute: 0.25, percent: 50, better: true}]},
	]);
});

test('what one run returned, of which another one has points, is summed up beside it', () => {
	const {summary} = compareRuns([subjectOf({summary: {acc: 0.75}}, {}), subjectOf({summary: {acc: 0.5}}, {acc: [0.25, 0.5]})]);
	assert.deepEqual(
		summary.map(({key, values}) => [key, ...values]),
		[['acc', 0.75, 0.5]],
	);
});

test('what is compared as a metric under another spelling is no summary of its own', () => {
	const {summary} = compareRuns([
		subjectOf({summary: {note: 'y'}}, {train_loss: [1]}),
		subjectOf({summary: {'train/loss': 2, 'train/loss.min': 1, note: 'x'}}, {'train/loss': [2]}),
	]);
	assert.deepEqual(
		summary.map(({key}) => key),
		['note'],
	);
});

test('a change beyond what a number holds is said as such, and one in per cent not at all', () => {
	const huge = 1.7e308;
	assert.deepEqual(deltaOf(-huge, 1e-3, 'down'), {absolute: -huge, percent: null, better: true});
	const json = comparisonToJson(compareRuns([subjectOf({}, {loss: [huge]}), subjectOf({}, {loss: [-huge]})]), 0) as {
		metrics: {loss: {runs: {delta: {last: object}}[]}};
	};
	assert.deepEqual(json.metrics.loss.runs[1]!.delta.last, {absolute: '-Infinity', percent: null, better: true});
	assert.equal(deltaOf(Number.NaN, 1, 'down'), null);
});

test('in a pipe nothing is cut; in few cells a long value keeps both ends, and a change its per cent', () => {
	const comparison = compareRuns([
		subjectOf({config: {prompt: `${'long '.repeat(100)}a`}}, {loss: [2, 1.5]}),
		subjectOf({config: {prompt: `${'long '.repeat(100)}b`}}, {loss: [2, 4.5]}),
	]);
	const whole = comparisonLines(comparison, 'text', options).join('\n');
	assert.ok(whole.includes(`${'long '.repeat(100)}a`));
	const narrow = comparisonLines(comparison, 'text', {...options, mostCharacters: 24}).join('\n');
	assert.match(narrow, /prompt +long long lo…long long a +long long lo…long long b/);
	assert.match(narrow, /loss last +1\.500 at 1 +4\.500 \(\+200 %, worse\)/);
	assert.match(narrow, /Source: not recorded/);
});

test('as text, CSV and Markdown all runs stand beside each other, cleaned', () => {
	const subjects = [
		subjectOf({config: {lr: 1e-3, s: 'a|b'}}, {loss: [2, 1]}),
		subjectOf({config: {lr: 1e-2, s: 'a\x1b[2J'}}, {loss: [2, 4]}),
	];
	subjects[0]!.row.name = subjects[1]!.row.name = 'same, name';
	const comparison = compareRuns(subjects);
	const [first, second] = subjects.map(({row}) => row.id);
	const text = comparisonLines(comparison, 'text', options);
	assert.ok(text[0]!.includes(`same, name (${first})`) && text[0]!.includes(`same, name (${second})`));
	assert.ok(text.includes('Config: 2 of 2 keys differ'));
	assert.ok(
		text.some(line => /^ {2}loss last +1 at 1 +4 at 1 \(\+3, \+300 %, worse\)$/.test(line)),
		text.join('\n'),
	);
	assert.ok(!text.join('').includes('\x1b'));
	const csv = comparisonLines(comparison, 'csv', options);
	assert.ok(csv.includes('Metrics,loss,last,1,4,3,300,worse'), csv.join('\n'));
	assert.ok(csv.includes('Config,lr,,0.001,0.01,,,'));
	const markdown = comparisonLines(comparison, 'md', options);
	assert.ok(markdown.includes('| s | a\\|b | a |'), markdown.join('\n'));
});

test('a number that a run returned is compared under its own name, of the end and of no step', () => {
	const returned = {...subjectOf({summary: {acc: 0.93, best: {loss: 1}}}, {'hist/acc': [0.1, 0.2]})};
	const row = makeRow({metrics: {'hist/acc': 0.2, acc: 0.93, 'best/loss': 1}});
	const other = subjectOf({}, {acc: [0.1, 0.5, 0.4]});
	const comparison = compareRuns([{...returned, row}, other]);
	const acc = comparison.metrics.find(({name}) => name === 'acc')!;
	assert.deepEqual(acc.nameIn, ['acc', 'acc']);
	assert.deepEqual(
		acc.readings.map(reading => [reading?.last?.value, reading?.best?.value]),
		[
			[0.93, 0.93],
			[0.4, 0.5],
		],
	);
	assert.deepEqual(comparison.summary, [], 'what is a metric is no summary too');
	const text = comparisonLines(comparison, 'text', options).join('\n');
	assert.match(text, /acc last +0\.9300 +0\.4000 at 2 \(−0\.530/);
	assert.match(text, /best\/loss last +1 +–/);
	assert.doesNotMatch(text, /best\/loss min/);
	const at = {kind: 'step', step: 1} as const;
	const before = compareRuns([
		{...returned, row, at},
		{...other, at},
	]).metrics.find(({name}) => name === 'acc')!;
	assert.deepEqual(before.readings[0], {points: 0, last: null, best: null});
	assert.equal(before.readings[1]!.last!.value, 0.5);
});

test('beside a run that breaks a constraint none is better, and the comparison says why', () => {
	const broken = subjectOf({summary: {best_loss: 1}}, {loss: [1]});
	const why = 'infeasible: constraint 0 is 1, above 0';
	const subjects = [
		subjectOf({summary: {best_loss: 3}}, {loss: [3]}),
		{...broken, row: {...broken.row, infeasible: why}},
		subjectOf({summary: {best_loss: 2}}, {loss: [2]}),
	];
	const comparison = compareRuns(subjects);
	const [loss] = comparison.metrics;
	assert.deepEqual(
		loss!.deltas.map(({last}) => [last?.absolute, last?.better]),
		[
			[undefined, undefined],
			[-2, null],
			[-1, true],
		],
	);
	assert.deepEqual(
		comparison.summary[0]!.deltas.map(delta => delta?.better),
		[undefined, null, true],
	);
	assert.ok(compareRuns([subjects[1]!, subjects[0]!]).metrics[0]!.deltas[1]!.last!.better === null);
	assert.match(
		comparisonLines(comparison, 'text', options).join('\n'),
		/constraints +– +infeasible: constraint 0 is 1, above 0 +–/,
	);
	assert.equal((comparisonToJson(comparison, 0).runs as {infeasible?: string}[])[1]!.infeasible, why);
});
