import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PatienceWatch, watchedMetric} from '../../../source/core/estimate/patience.ts';
import type {StoppingRule} from '../../../source/core/progress/stopping-rule.ts';
import {Series} from '../../../source/core/series/series.ts';

const rule: StoppingRule = {patience: 3, minDelta: 0, metric: null, mode: null, from: 'config patience'};

function seriesOf(values: number[], every = 100): Series {
	const series = new Series();
	for (const [at, value] of values.entries()) series.push((at + 1) * every, Number.NaN, value);
	return series;
}

test('counts from the best value, in the distance of the looks', () => {
	const stop = (values: number[], more: Partial<StoppingRule> = {}) => {
		const patience = new PatienceWatch({...rule, ...more}, 'val/loss').follow(seriesOf(values));
		return patience === null ? null : patience.bestStep + patience.steps;
	};
	assert.equal(stop([1, 0.5, 0.6, 0.55]), 500);
	assert.equal(stop([1, 0.5, 0.49, 0.55], {minDelta: 0.05}), 500, 'an improvement too small is none');
	assert.equal(stop([0.1, 0.7, 0.6], {mode: 'max'}), 500);
	assert.equal(stop([1, Number.NaN, Number.NaN]), 400, 'NaN improves nothing');
	assert.equal(stop([1]), null);
	assert.equal(stop([Number.NaN, Number.NaN, Number.NaN]), null, 'none was best');
});

test('knows by the metric whether more is better, where the rule does not say', () => {
	const best = (metric: string) => new PatienceWatch(rule, metric).follow(seriesOf([0.2, 0.8, 0.5]))?.bestStep;
	assert.equal(best('val/accuracy'), 200);
	assert.equal(best('val/loss'), 100);
});

test('follows what is new, and looks again at what was replaced', () => {
	const watch = new PatienceWatch(rule, 'val/loss');
	const series = seriesOf([1, 0.5, 0.6]);
	assert.equal(watch.follow(series)?.bestStep, 200);
	series.push(400, Number.NaN, 0.4);
	assert.equal(watch.follow(series)?.bestStep, 400);
	assert.equal(watch.follow(seriesOf([1, 0.5]))?.bestStep, 200);
});

test('watches what the rule names, else what is held out', () => {
	const metrics = new Map(['loss', 'val/acc', 'val/loss', 'eval_f1'].map(name => [name, seriesOf([1, 1])]));
	assert.equal(watchedMetric({...rule, metric: 'f1'}, metrics), 'eval_f1');
	assert.equal(watchedMetric({...rule, metric: 'missing'}, metrics), null);
	assert.equal(watchedMetric(rule, metrics), 'val/loss');
	assert.equal(watchedMetric(rule, new Map([['loss', seriesOf([1, 1])]])), null);
});
