import assert from 'node:assert/strict';
import test from 'node:test';
import {Column} from '../../../source/core/series/column.ts';
import {Pyramid} from '../../../source/core/series/pyramid.ts';
import {sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';

/** A small generator with a seed, so that a failure can be seen again. */
function makeRandom(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** A whole number, or one in `rare` times none: sums of them are exact in any order. */
function drawValue(random: (below: number) => number, rare: number): number {
	if (random(rare) > 0) return random(2001) - 1000;
	return [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][random(3)]!;
}

function statsOf(values: readonly number[]) {
	const finite = values.filter(Number.isFinite);
	return {
		min: Math.min(...finite),
		max: Math.max(...finite),
		sum: finite.reduce((sum, value) => sum + value, 0),
		finite: finite.length,
	};
}

test('a range of a pyramid is what its values are, while they grow and are cut back', () => {
	const random = makeRandom(11);
	const column = new Column();
	const pyramid = new Pyramid(column);
	let values: number[] = [];
	for (let round = 0; round < 60; round++) {
		for (let i = random(2000); i >= 0; i--) {
			const value = drawValue(random, round % 3 === 0 ? 4 : 500);
			values.push(value);
			column.push(value);
			pyramid.grow();
		}
		if (random(3) === 0) {
			values = values.slice(0, random(values.length));
			column.truncate(values.length);
			pyramid.truncate(values.length);
		}
		for (let look = 0; look < 20; look++) {
			const from = random(values.length + 1);
			const to = from + random(values.length + 1 - from);
			assert.deepEqual(pyramid.range(from, to), statsOf(values.slice(from, to)), `${from} to ${to} of ${values.length}`);
			const missing = values.slice(from, to).flatMap((value, i) => (Number.isFinite(value) ? [] : [from + i]));
			assert.deepEqual(pyramid.findNonfinite(from, to, 50), missing.slice(0, 50));
		}
	}
});

test('what is found near a guess is what halving finds, however wrong the guess', () => {
	const random = makeRandom(5);
	const column = new Column();
	let x = 0;
	for (let i = 0; i < 40_000; i++) {
		column.push(x);
		x += random(10) === 0 ? random(3000) : random(3);
	}
	for (let look = 0; look < 5000; look++) {
		const value = random(x + 2) - 1;
		const from = random(column.length);
		const expected = Math.max(from, column.lowerBound(value));
		const guess = random(2) === 0 ? expected + random(7) - 3 : random(column.length + 10) - 5;
		assert.equal(column.lowerBoundNear(value, from, guess), expected, `${value} from ${from} near ${guess}`);
	}
});

test('columns hold the least, greatest, mean and last of their points, in uneven steps and in part of them', () => {
	const random = makeRandom(23);
	for (let round = 0; round < 40; round++) {
		const series = new Series();
		const points: {x: number; y: number}[] = [];
		let x = random(1000);
		for (let i = random(6000); i >= 0; i--) {
			x += random(50) === 0 ? 1 + random(4000) : 1 + random(3);
			const y = drawValue(random, 30);
			points.push({x, y});
			series.push(x, Number.NaN, y);
		}
		const [first, last] = [points[0]!.x, x];
		const from = round % 2 === 0 ? first : first + random(last - first + 1);
		const to = round % 2 === 0 ? last : from + random(last - from + 1);
		const width = 1 + random(300);
		const {columns} = sampleSeries(series, 'step', width, from, to);
		const withoutMeans = columns.map((value, i) => (i % 4 === 2 ? Number.NaN : value));
		assert.deepEqual(sampleSeries(series, 'step', width, from, to, {means: false}).columns, withoutMeans);
		const inside = Array.from({length: width}, (): number[] => []);
		for (const {x: at, y} of points) {
			if (at < from || at > to) continue;
			let column = to === from ? 0 : Math.min(width - 1, Math.floor(((at - from) * width) / (to - from)));
			// The same bounds as the sampler's, to the last digit.
			while (column > 0 && at < from + ((to - from) * column) / width) column--;
			while (column < width - 1 && at >= from + ((to - from) * (column + 1)) / width && to > from) column++;
			inside[column]!.push(y);
		}
		inside.forEach((values, column) => {
			const {min, max, sum, finite} = statsOf(values);
			const expected = finite === 0 ? Array(4).fill(Number.NaN) : [min, max, sum / finite, values.findLast(Number.isFinite)];
			assert.deepEqual([...columns.subarray(column * 4, column * 4 + 4)], expected, `column ${column} of ${width}`);
		});
	}
});

test('where a step stands is told as by halving, whether steps are even, were cut back or become uneven', () => {
	const random = makeRandom(31);
	for (let round = 0; round < 200; round++) {
		const series = new Series();
		const distance = [1, 3, 50, 1e9, 0.1][random(5)]!;
		let step = [0, -700, 12, 2 ** 50, 0.3][random(5)]!;
		for (let i = random(300); i >= 0; i--) {
			series.push(step, Number.NaN, 1);
			step += random(60) === 0 ? -random(40) * distance : random(200) === 0 ? distance * 1.5 : distance;
		}
		const {steps} = series;
		for (let look = 0; look < 40; look++) {
			const near = steps.at(random(steps.length));
			const value = [near, near + distance / 3, near - 1e-9, near * (1 + 2 ** -52), near + 0.5][random(5)]!;
			const from = random(steps.length);
			assert.equal(series.boundOfStep(value, from, from), Math.max(from, steps.lowerBound(value)), `${value} by ${distance}`);
		}
	}
});
