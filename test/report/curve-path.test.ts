import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeRandom} from '../../source/core/importance/random.ts';
import {sampleSeries} from '../../source/core/series/sample.ts';
import {Series} from '../../source/core/series/series.ts';
import {curvePath} from '../../source/report/curve-path.ts';
import {sparkText} from '../../source/report/markdown-text.ts';

const asTheyAre = {x: (value: number) => value, y: (value: number) => value};

/** Places of a path, a list for each piece. */
function piecesOf(path: string): [number, number][][] {
	return path
		.split('M')
		.filter(piece => piece !== '')
		.map(piece =>
			piece
				.replace('h0', '')
				.split('L')
				.map(point => point.split(' ').map(Number) as [number, number]),
		);
}

function seriesOf(values: Iterable<number>): Series {
	const series = new Series();
	let step = 0;
	for (const value of values) series.push(step++, Number.NaN, value);
	return series;
}

test('a curve goes through its points, is parted where a value is not finite, and a lone point is a dot', () => {
	const path = curvePath(
		sampleSeries(seriesOf([1, 2, Number.NaN, 4, Number.POSITIVE_INFINITY, 5, 6]), 'step', 50, null, null),
		asTheyAre,
	);
	assert.equal(path, 'M0 1L1 2M3 4h0M5 5L6 6');
});

test('a long curve keeps its extremes and its gap', () => {
	const {next} = makeRandom(3);
	const values = Array.from({length: 20_000}, (_, at) => (at === 9_000 ? Number.NaN : at === 4_321 ? 77 : next()));
	const pieces = piecesOf(curvePath(sampleSeries(seriesOf(values), 'step', 200, null, null), asTheyAre));
	assert.equal(pieces.length, 2);
	const drawn = pieces.flat();
	assert.equal(Math.max(...drawn.map(([, y]) => y)), 77);
	const spike = drawn.find(([, y]) => y === 77)!;
	assert.ok(Math.abs(spike[0] - 4_321) <= 100, `${spike[0]}`);
	assert.ok(pieces[0]!.every(([x]) => x <= 9_050) && pieces[1]!.every(([x]) => x >= 8_950));
	assert.ok(drawn.length <= 400);
});

test('a line of blocks shows low, high and what is not finite', () => {
	assert.equal(sparkText([0, 1, 2, 3, 4, 5, 6, 7]), '▁▂▃▄▅▆▇█');
	assert.equal(sparkText([1, Number.NaN, 1]), '▄×▄');
	assert.equal(sparkText([]), '');
});
