import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readSeries} from '../../source/core/diff/reading.ts';
import {Series} from '../../source/core/series/series.ts';
import {metricLines} from '../../source/ui/compare/contents/metric-lines.ts';

function readingOf(...values: number[]) {
	const series = new Series();
	for (const [step, value] of values.entries()) series.push(step, Number.NaN, value);
	return readSeries(series, 'down', null, null);
}

test('a run of infinities alone has a last value and no best one, and NaN is what was recorded', () => {
	const none = {last: null, best: null};
	const lines = metricLines(
		{
			name: 'loss',
			nameIn: ['loss', 'loss'],
			goal: {direction: 'down', guessed: true},
			isHidden: false,
			readings: [readingOf(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY), readingOf(2, Number.NaN)],
			deltas: [none, none],
		},
		[{}, {}],
	);
	assert.deepEqual(
		lines.map(line => (line.kind === 'values' ? [line.part, ...line.cells().map(({text}) => text)] : [])),
		[
			['last', '∞', 'NaN'],
			['min', '–', '2'],
		],
	);
});

test('the star of a metric stands on the best of the runs that break no constraint, and a value says why it counts for nothing', () => {
	const none = {last: null, best: null};
	const metric = (...values: number[]) => ({
		name: 'loss',
		nameIn: values.map(() => 'loss'),
		goal: {direction: 'down', guessed: true} as const,
		isHidden: false,
		readings: values.map(value => readingOf(value)),
		deltas: values.map(() => none),
	});
	const infeasible = 'infeasible: constraint 0 is 1, above 0';
	const stars = (values: number[], runs: {infeasible?: string}[]) =>
		metricLines(metric(...values), runs).map(line => (line.kind === 'values' ? line.cells().map(({best}) => best) : []));
	assert.deepEqual(stars([3, 1, 2], [{}, {infeasible}, {}]), [[false, false, true]], 'what was logged once has one line');
	assert.deepEqual(stars([3, 1], [{}, {infeasible}])[0], [false, false], 'none stands out beside it');
	const [line] = metricLines(metric(3, 1), [{}, {infeasible}]);
	assert.deepEqual(line?.kind === 'values' && line.full?.().map(text => text.split('\n').at(-1)), ['1 point', infeasible]);
});
