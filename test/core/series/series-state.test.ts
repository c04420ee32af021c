import assert from 'node:assert/strict';
import test from 'node:test';
import v8 from 'node:v8';
import {aggregateStride} from '../../../source/core/row.ts';
import {Series} from '../../../source/core/series/series.ts';

type Point = [step: number, wallMs: number, value: number, exact?: bigint];

const stories: [what: string, rule: Series['rule'], points: Point[]][] = [
	['no points', 'replace', []],
	['plain points', 'replace', Array.from({length: 70}, (_, i): Point => [i, 1000 * i, Math.sin(i) / 3])],
	[
		'points without times, and some that are no numbers',
		'replace',
		[
			[0, Number.NaN, 1],
			[1, Number.NaN, Number.NaN],
			[2, Number.NaN, 0.1],
		],
	],
	[
		'attempts that took the place of others',
		'replace',
		[
			[0, 1, 5],
			[1, 2, 0.1],
			[2, 3, 0.7],
			[3, 4, 0.3],
			[1, 5, 0.2],
			[2, 6, 0.4],
		],
	],
	[
		'points out of order',
		'sort',
		[
			[3, 1, 5],
			[1, 2, 4],
			[2, 3, 6],
		],
	],
	[
		'steps that begin anew',
		'written',
		[
			[3, 1, 5],
			[4, 2, 4],
			[0, 3, 6],
		],
	],
	[
		'whole numbers that are too large',
		'replace',
		[
			[0, 1, 2 ** 53, 2n ** 53n + 1n],
			[1, 2, 2 ** 53, 2n ** 53n],
		],
	],
];

function tell(series: Series) {
	const aggregates = new Float64Array(aggregateStride);
	series.writeAggregates(aggregates, 0);
	const {firstStep, lastStep, lastValue, wallsAscend, attempts, seams} = series;
	return {aggregates, firstStep, lastStep, lastValue, wallsAscend, attempts, seams: [...seams], state: series.state};
}

for (const [what, rule, points] of stories) {
	test(`a series is made of its state again: ${what}`, () => {
		const series = new Series(rule);
		for (const [step, wallMs, value, exact] of points) series.push(step, wallMs, value, exact);
		const again = Series.of(v8.deserialize(v8.serialize(series.state)));
		assert.deepEqual(again.state, series.state);
		assert.deepEqual(tell(again), tell(series));
		for (const each of [again, series]) each.push(2, 9, 0.25);
		assert.deepEqual(tell(again), tell(series), 'and goes on as that one does');
	});
}
