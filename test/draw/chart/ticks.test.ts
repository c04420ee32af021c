import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeScale} from '../../../source/draw/chart/axes/scale.ts';
import {formatTicks, linearTicks, niceStep, scaleTicks} from '../../../source/draw/chart/axes/ticks.ts';
import {clockTicks, relativeTicks} from '../../../source/draw/chart/axes/time-ticks.ts';

test('steps are 1, 2 or 5 times a power of ten, and about as many as wanted', () => {
	for (let exponent = -12; exponent <= 12; exponent += 0.37) {
		const span = 10 ** exponent;
		for (const count of [1, 2, 4, 8]) {
			const step = niceStep(span, count);
			assert.match(step.toExponential(0), /^[125]e/);
			assert.ok(span / step <= count * 1.6 + 1e-9 && span / step >= count / 2.1, `${span} ${count} ${step}`);
		}
	}
	assert.equal(niceStep(0, 4), 1);
	assert.equal(niceStep(Number.POSITIVE_INFINITY, 4), 1);
});

test('ticks are clean multiples with the digits that their distance needs', () => {
	assert.deepEqual(linearTicks(0.05, 0.75, 0.1), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
	const cases: [number[], string[]][] = [
		[
			[0, 1.2, 2.4],
			['0.0', '1.2', '2.4'],
		],
		[
			[0, 0.5, 1],
			['0.0', '0.5', '1.0'],
		],
		[
			[0, 2000, 4000],
			['0', '2000', '4000'],
		],
		[
			[0, 5000, 10000],
			['0', '5k', '10k'],
		],
		[
			[1_000_000, 1_200_000],
			['1.0M', '1.2M'],
		],
		[
			[0, 1e-4, 2e-4],
			['0', '1e-4', '2e-4'],
		],
		[
			[1e-5, 1.5e-5],
			['1e-5', '1.5e-5'],
		],
		[
			[-20, 0, 20],
			['-20', '0', '20'],
		],
		[
			[0.99971, 0.99972],
			['0.99971', '0.99972'],
		],
	];
	for (const [values, texts] of cases) assert.deepEqual(formatTicks(values), texts);
});

test('log axes have powers of ten, symlog axes both signs and zero', () => {
	assert.deepEqual(scaleTicks(makeScale('log', 1e-5, 1), 6), [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]);
	assert.deepEqual(scaleTicks(makeScale('log', 1, 30), 4), [1, 2, 5, 10, 20]);
	assert.deepEqual(scaleTicks(makeScale('symlog', -100, 1000, 1), 6), [-100, -10, -1, 0, 1, 10, 100, 1000]);
	assert.deepEqual(scaleTicks(makeScale('symlog', -100, 1000, 1), 4), [-100, -10, -1, 0, 10, 1000]);
	for (const kind of ['linear', 'log', 'symlog'] as const) {
		for (const [low, high] of [
			[0.2, 0.21],
			[1e-9, 1e9],
			[3, 4000],
		] as const) {
			for (let count = 1; count < 9; count++) {
				const ticks = scaleTicks(makeScale(kind, low, high, 0.1), count);
				assert.ok(
					ticks.every(
						(tick, i) => tick >= low - (high - low) * 1e-6 && tick <= high * 1.001 && (i === 0 || tick > ticks[i - 1]!),
					),
					`${kind} ${low} ${high} ${ticks}`,
				);
			}
		}
	}
});

test('a scale and its inverse belong together', () => {
	for (const kind of ['linear', 'log', 'symlog'] as const) {
		const scale = makeScale(kind, 0.01, 50, 0.1);
		assert.equal(scale.share(0.01), 0);
		assert.equal(scale.share(50), 1);
		for (const share of [0, 0.1, 0.5, 1]) assert.ok(Math.abs(scale.share(scale.at(share)) - share) < 1e-9);
	}
	assert.equal(makeScale('linear', 3, 3).share(3), 0.5);
	assert.equal(makeScale('linear', -1e308, 1e308).share(0), 0.5);
	assert.equal(makeScale('log', 1, 10).share(0), Number.NEGATIVE_INFINITY);
});

test('relative time counts in units of a clock', () => {
	assert.deepEqual(
		relativeTicks(0, 5400, 4).map(tick => tick.text),
		['0', '30 min', '1 h 00', '1 h 30'],
	);
	assert.deepEqual(
		relativeTicks(0, 40, 4).map(tick => tick.text),
		['0', '10 s', '20 s', '30 s', '40 s'],
	);
});

test('wall clock ticks stand at round local times and name the day where it changes', () => {
	const from = Date.UTC(2026, 10, 20, 20, 10);
	assert.deepEqual(
		clockTicks(from, from + 8 * 3600_000, 4, 0).map(tick => tick.text),
		['22:00', '11-21', '02:00', '04:00'],
	);
	// Half an hour east of the hour: still round for who looks at it.
	assert.deepEqual(
		clockTicks(from, from + 3600_000, 4, 330).map(tick => tick.text),
		['01:45', '02:00', '02:15', '02:30'],
	);
	assert.deepEqual(
		clockTicks(from, from + 3600_000, 4, 330).map(tick => tick.value % 900_000),
		[0, 0, 0, 0],
	);
});
