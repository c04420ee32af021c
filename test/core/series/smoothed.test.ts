import assert from 'node:assert/strict';
import test from 'node:test';
import {sampleSeries} from '../../../source/core/series/sample.ts';
import {type PointValues, Series} from '../../../source/core/series/series.ts';
import {Smoothed} from '../../../source/core/series/smoothed.ts';
import {makeSmoother, type Smoothing} from '../../../source/core/series/smoothing.ts';

const valuesOf = ({values}: PointValues): number[] => [...values.slice(0, values.length)];

test('smoothing a series as it grows is smoothing it whole', () => {
	for (const smoothing of [
		{kind: 'exponential', weight: 0.9},
		{kind: 'window', size: 7},
	] as const satisfies Smoothing[]) {
		const series = new Series();
		const smooth = new Smoothed(series, smoothing);
		const values = Array.from({length: 500}, (_, i) => (i % 50 === 7 ? Number.NaN : Math.sin(i)));
		for (const [i, value] of values.entries()) {
			series.push(i, Number.NaN, value);
			if (i % 13 === 0) smooth.follow();
		}
		assert.deepEqual(valuesOf(smooth.follow()), values.map(makeSmoother(smoothing)));
	}
});

test('a weight smooths a long series as TensorBoard smooths its sample of it', () => {
	const series = new Series();
	const noise = (i: number) => Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453) - 0.5;
	for (let i = 0; i < 16_000; i++) series.push(i, Number.NaN, noise(i));
	const spreadOf = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
	const long = valuesOf(new Smoothed(series, {kind: 'exponential', weight: 0.9}).follow()).slice(1600);
	// 16 points stand for one of a thousand: their mean alone takes the noise down fourfold, the average by √((1 − 0.9) / (1 + 0.9)) more.
	const expected = (spreadOf(valuesOf(series)) / 4) * Math.sqrt(0.1 / 1.9);
	assert.ok(spreadOf(long) > expected * 0.8 && spreadOf(long) < expected * 1.3, `${spreadOf(long)} against ${expected}`);
});

test('a smoothed curve has the x of the raw one, along time too', () => {
	const series = new Series();
	for (let i = 0; i < 5000; i++) series.push(i, 1.76e12 + i * 250, Math.sin(i));
	const shown = new Smoothed(series, {kind: 'window', size: 10}).follow();
	for (const axis of ['step', 'time', 'relative'] as const) {
		const [raw, smooth] = [series, shown].map(values => sampleSeries(series, axis, 100, null, null, {shown: values}));
		assert.deepEqual([smooth!.from, smooth!.to, smooth!.points], [raw!.from, raw!.to, raw!.points]);
		for (let at = 0; at < 400; at += 4) assert.ok(smooth!.columns[at]! >= raw!.columns[at]!, `${axis}, column ${at / 4}`);
	}
});
