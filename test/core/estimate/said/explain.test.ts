import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Model} from '../../../../source/core/estimate/forecast/model.ts';
import {durationText, rangeText} from '../../../../source/core/estimate/said/duration.ts';
import {explainEstimate, explainPatience} from '../../../../source/core/estimate/said/explain.ts';
import {run} from '../run-steps.ts';

const {estimator, answer} = run(450, 1000, () => 1);
const model = estimator.model()!;

test('what went into an estimate is said where it did, in the plural where there are several', () => {
	const linesOf = (more: Partial<Model>, moment: Partial<typeof answer> = {}) =>
		explainEstimate({...model, ...more}, {...answer, ...moment}, {nowMs: 0, zone: 0, unit: 'epoch'});
	const plain = linesOf({});
	const loose = (count: number): Partial<Model> => ({
		looseSeconds: 30,
		rhythms: {...model.rhythms, loose: {...model.rhythms.loose, count, seconds: 90}},
	});
	const siblings = (count: number): Partial<Model> => ({siblings: {seconds: 600, spread: 0, mismatch: 0, count}});
	const cases: [string, string[]][] = [
		['1 pause without a rhythm so far, 1 min 30 in all', linesOf(loose(1))],
		['2 pauses without a rhythm so far, 1 min 30 in all', linesOf(loose(2))],
		['left out: a stop of 15 min', linesOf({breaks: {rows: [3], excess: [900], seconds: 900}})],
		[
			'left out: 2 stops of 20 min in all',
			linesOf({breaks: {rows: [3], excess: [900], seconds: 900}, restarts: {count: 1, seconds: 300}}),
		],
		['the start-up is left out', linesOf({pauses: {...model.pauses, startRows: 2}})],
		["a finished sibling says 10 min at this run's pace", linesOf(siblings(1))],
		["3 finished siblings say 10 min at this run's pace", linesOf(siblings(3))],
		['the next epoch is 20 s late', linesOf({}, {overdueSeconds: 20})],
	];
	for (const [line, lines] of cases) {
		assert.ok(lines.includes(line), lines.join('\n'));
		assert.equal(lines.length, plain.length + 1, line);
	}
	assert.deepEqual(linesOf({}, {overdueSeconds: 0.5}), plain);
	assert.equal(linesOf(loose(1))[0], '550 epochs × 1 s + 30 s for other pauses');
	assert.equal(linesOf({}, {stepsLeft: 1})[0], '1 epoch × 1 s');
});

test('early stopping is said where it would come before the planned end', () => {
	const {patience, remaining} = {
		patience: {bestStep: 80, steps: 30, metric: 'val_loss', from: ''},
		remaining: {...answer, seconds: 400, stepsLeft: 100},
	};
	assert.equal(
		explainPatience(patience, remaining, 200, 'epoch'),
		'sooner if val_loss does not improve: in 40 s, at epoch 110; best at 80',
	);
	assert.equal(explainPatience({...patience, steps: 20}, remaining, 200, 'epoch'), null, 'it would have stopped');
	assert.equal(explainPatience({...patience, steps: 120}, remaining, 200, 'epoch'), null, 'the end comes first');
});

test('a remaining time has two places at most, and a range says its unit once where both ends have it alone', () => {
	const durations: [number, string][] = [
		[45, '45 s'],
		[130, '2 min 10 s'],
		[615, '10 min'],
		[12_600, '3 h 30 min'],
		[41_400, '12 h'],
		[2.5 * 86_400, '2.5 days'],
	];
	for (const [seconds, text] of durations) assert.equal(durationText(seconds), text);
	const ranges: [number, number, string][] = [
		[600, 1200, '10–20 min'],
		[120, 150, '2 min–2 min 30 s'],
		[150, 180, '2 min 30 s–3 min'],
		[3000, 7200, '50 min–2 h'],
	];
	for (const [low, high, text] of ranges) assert.equal(rangeText(low, high, '–'), text);
});
