import assert from 'node:assert/strict';
import test from 'node:test';
import {checkCounts} from '../../../source/core/check/check-counts.ts';
import {checkStatus} from '../../../source/core/check/check-status.ts';
import {checkSteps, findGaps} from '../../../source/core/check/check-steps.ts';
import {emptyFacts, type RunFacts} from '../../../source/core/run.ts';
import {Series} from '../../../source/core/series/series.ts';
import {noHabits} from '../../../source/core/writer-habits.ts';
import {seriesOf} from '../diff/subject.ts';
import {makeRow, nowMs, type ShortRow} from '../query/rows.ts';

function seriesAt(steps: readonly number[], wallOf: (i: number) => number = () => Number.NaN): Series {
	const series = new Series();
	for (const [i, step] of steps.entries()) series.push(step, wallOf(i), 1);
	return series;
}

const range = (from: number, to: number, by = 1) => Array.from({length: Math.ceil((to - from) / by)}, (_, i) => from + i * by);
const ofStatus = (row: ShortRow, facts: Partial<RunFacts> = {}, metrics = new Map<string, Series>()) =>
	checkStatus(makeRow(row), {...emptyFacts(), ...facts}, metrics, nowMs);

test('a hole in a regular series is found, said once for all metrics that have it', () => {
	const steps = [...range(0, 300, 10), ...range(500, 900, 10)];
	const findings = checkSteps(new Map(['loss', 'acc', 'lr'].map(name => [name, seriesAt(steps)])));
	assert.deepEqual(
		findings.map(({message}) => message),
		['loss, acc and 1 more: no point between steps 290 and 500, where there is one every 10 otherwise'],
	);
});

test('a series without a rhythm, a short one and a longer last stride have no holes', () => {
	assert.deepEqual(findGaps(seriesAt(range(0, 40).map(i => i * i))), []);
	assert.deepEqual(findGaps(seriesAt([0, 1, 2, 50])), []);
	assert.deepEqual(findGaps(seriesAt([...range(0, 40), 41])), []);
});

test('rows of other metrics between those of a series are no hole in it, however its other metrics are', () => {
	// Rows are counted: a validation has rows 18 and 19, 38 and 39, …
	const train = seriesAt(range(0, 100).filter(step => step % 20 < 18));
	const validation = seriesAt(range(0, 100).filter(step => step % 20 >= 18));
	const epoch = seriesAt(range(0, 100));
	assert.deepEqual(
		checkSteps(
			new Map([
				['loss', train],
				['val', validation],
				['epoch', epoch],
			]),
		),
		[],
	);
	assert.equal(
		checkSteps(
			new Map([
				['loss', train],
				['epoch', epoch],
			]),
		).length,
		4,
		'what others have at the steps of the loss too, it lacks',
	);
	// Another tracker's steps are another matter.
	assert.equal(
		checkSteps(
			new Map([
				['loss', train],
				['val', validation],
			]),
			[new Map([['loss', train]]), new Map([['val', validation]])],
		).length,
		4,
	);
	// Alternating rows: those of the loss between 20 and 30 are lost.
	const even = seriesAt(range(0, 100, 2).filter(step => step <= 20 || step >= 30));
	const odd = seriesAt(range(1, 100, 2));
	assert.match(
		checkSteps(
			new Map([
				['loss', even],
				['val', odd],
			]),
		)[0]!.message,
		/^loss: no point between steps 20 and 30/,
	);
});

test('steps that go back are said with what they replace', () => {
	const [finding] = checkSteps(new Map([['loss', seriesAt([...range(0, 50), ...range(30, 60)])]]));
	assert.equal(finding!.severity, 'warning');
	assert.match(finding!.message, /^loss: the steps went back from 49 to 30/);
	const [sparse] = checkSteps(new Map([['loss', seriesAt([0, 1, 5, 9, 2, 3])]]));
	assert.match(sparse!.message, /^loss: the steps went back from 9 to 2/);
	const [late] = checkSteps(new Map([['loss', seriesAt([1_234_566, 1_234_567, 1_234_568, 1_234_565])]]));
	assert.match(late!.message, /^loss: the steps went back from 1234568 to 1234565/);
});

test('a clock that is put back is said, one that is put right by less than a second is not', () => {
	const clock = (backMs: number) =>
		checkSteps(new Map([['loss', seriesAt(range(0, 10), i => i * 1000 - (i >= 5 ? backMs : 0))]]));
	assert.match(clock(181_000)[0]!.message, /the time goes back by 3 min at step 5/);
	assert.deepEqual(clock(1500), []);
});

test('points that were put in order of their steps tell nothing of a clock', () => {
	const written = (steps: readonly number[], wallOf: (i: number) => number) => {
		const series = new Series('written');
		for (const [i, step] of steps.entries()) series.push(step, wallOf(i), 1);
		return checkSteps(new Map([['loss', series]]));
	};
	const seconds = (i: number) => i * 5000;
	assert.deepEqual(written([0, 1, 2, 0, 1, 2], seconds), [], 'two attempts, one after the other');
	assert.match(written([0, 1, 2], i => -seconds(i))[0]!.message, /the time goes back by 5 s at step 1/);
});

test('a record that says running of a run that is dead contradicts', () => {
	const [finding] = ofStatus({status: 'crashed', statusWhy: 'pid 4711 is gone'}, {recorded: 'RUNNING'});
	assert.equal(finding!.severity, 'error');
	assert.match(finding!.message, /says RUNNING, but it is crashed: pid 4711 is gone/);
	assert.deepEqual(ofStatus({status: 'stalled'}, {recorded: 'RUNNING'}), []);
	assert.deepEqual(ofStatus({status: 'finished'}, {recorded: 'FINISHED'}), []);
});

test('a word that a person set says what they think of the run, and contradicts nothing', () => {
	const facts = {recorded: 'SUCCESS *', error: 'KeyError: missing'};
	assert.equal(ofStatus({status: 'failed'}, facts).length, 1);
	assert.deepEqual(ofStatus({status: 'failed'}, {...facts, recordedBy: 'person'}), []);
});

test('a crashed run of which nothing was kept is said', () => {
	const writer = {...noHabits, marksEnd: true};
	assert.match(ofStatus({status: 'crashed'}, {writer})[0]!.message, /^Nothing that it logged was kept/);
	assert.deepEqual(ofStatus({status: 'running'}, {writer}), []);
	assert.deepEqual(ofStatus({status: 'crashed'}, {writer, config: {lr: 1}}), []);
});

test('an end before the start, and points long after the end, are said', () => {
	const ended: Partial<RunFacts> = {outcome: {status: 'finished', why: 'exit code 0'}};
	assert.match(ofStatus({startedAtMs: 5000, endedAtMs: 3000}, ended)[0]!.message, /It ended 2 s before it started/);
	// Started again in place and not at its end: the recorded one is that of the attempt before.
	assert.deepEqual(ofStatus({startedAtMs: 5000, endedAtMs: 3000}), []);
	const late = new Map([['loss', seriesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])]]);
	assert.match(ofStatus({startedAtMs: 0, endedAtMs: 20_000}, {}, late)[0]!.message, /until 1 min 10 after its recorded end/);
	assert.deepEqual(ofStatus({startedAtMs: 0, endedAtMs: 60_000}, {}, late), []);
});

test('a finished run that did a part of what was planned is a warning', () => {
	const progress = {step: 40, total: 100, fraction: 0.4, unit: 'epoch', totalFrom: 'config epochs'};
	assert.match(ofStatus({status: 'finished', progress})[0]!.message, /finished at 40 % of what was planned \(config epochs\)/);
	assert.deepEqual(ofStatus({status: 'finished', progress: {...progress, step: 99, fraction: 0.99}}), []);
	assert.deepEqual(ofStatus({status: 'running', progress}), []);
});

test('a summary that no point bears out is said; last, best and mean values are', () => {
	const metrics = new Map([['loss', seriesOf([4, 1, 2, 3])]]);
	const of = (loss: number, step?: number) =>
		checkCounts({...emptyFacts(), summary: {loss, ...(step !== undefined && {_step: step})}}, metrics).map(
			({message}) => message,
		);
	for (const value of [3, 1, 2.5, 4, 1.0000001]) assert.deepEqual(of(value), []);
	assert.match(of(7)[0]!, /values that no point has: loss 7 \(last 3\)/);
	assert.match(of(3, 9)[0]!, /is of step 9, and the points end at step 3/);
	assert.deepEqual(of(3, 3), []);
	// Another tracker of the run has the value, where the curve that is shown is of one that rounds it.
	const shown = new Map([['loss', seriesOf([4, 1.2])]]);
	assert.deepEqual(checkCounts({summary: {loss: 1.2345}}, new Map([['loss', seriesOf([4, 1.2345])]]), shown), []);
	assert.deepEqual(checkCounts({summary: {loss: 1.2}}, new Map([['loss', seriesOf([1.9])]]), shown), []);
	assert.deepEqual(checkCounts({summary: {loss: 7}}, new Map(), shown), []);
	assert.equal(checkCounts({summary: {loss: 7}}, new Map([['loss', seriesOf([1])]]), shown).length, 1);
	const nested = (value: number) => checkCounts({summary: {train: {loss: value}}}, new Map([['train/loss', seriesOf([2, 1])]]));
	assert.deepEqual([nested(1).length, nested(7).length], [0, 1], 'an object holds what is logged under a path');
	// A later row of text alone.
	assert.deepEqual(checkCounts({...emptyFacts(), summary: {loss: 3, note: 'x', _step: 9}}, metrics), []);
});
