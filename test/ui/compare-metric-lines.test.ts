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
	const lines = metricLines({
		name: 'loss',
		nameIn: ['loss', 'loss'],
		goal: {direction: 'down', guessed: true},
		isHidden: false,
		readings: [readingOf(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY), readingOf(2, Number.NaN)],
		deltas: [none, none],
	});
	assert.deepEqual(
		lines.map(line => (line.kind === 'values' ? [line.part, ...line.cells().map(({text}) => text)] : [])),
		[
			['last', '∞', 'NaN'],
			['min', '–', '2'],
		],
	);
});
