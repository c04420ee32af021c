import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chooseScale, type LimitOptions, ValueRange} from '../../../source/draw/chart/axes/limits.ts';
import {makeScale} from '../../../source/draw/chart/axes/scale.ts';
import {placeXLabels, type XKind} from '../../../source/draw/chart/axes/x-axis.ts';
import {placeYLabels} from '../../../source/draw/chart/axes/y-axis.ts';
import {columnOf} from '../../../source/draw/chart/curve-columns.ts';

const free: LimitOptions = {kind: 'linear', outliers: true, low: null, high: null};
const rangeOf = (...values: number[]): ValueRange => {
	const range = new ValueRange();
	for (const value of values) range.add(value, value);
	return range;
};

test('limits hold all values, waste little, and are round', () => {
	const cases: [number, number][] = [
		[0.2098, 2.31],
		[-3, 3],
		[0.99971, 0.99972],
		[1e7, 2e7],
		[-0.5, -0.1],
		[0, 1e-9],
		[1e300, 1.5e300],
	];
	for (const [low, high] of cases) {
		const scale = chooseScale(rangeOf(low, high), free)!;
		assert.ok(scale.low <= low && scale.high >= high, `${low} ${high}`);
		assert.ok(scale.high - scale.low <= (high - low) * 1.35, `${low} ${high}: ${scale.low} ${scale.high}`);
	}
	assert.equal(chooseScale(rangeOf(0.1, 2), free)!.low, 0);
	assert.equal(chooseScale(rangeOf(0.1, 0.97), free)!.high, 1);
	assert.equal(chooseScale(rangeOf(-2, -0.1), free)!.high, 0);
	assert.ok(chooseScale(rangeOf(-2, -1), free)!.high < 0);
});

test('a new value that changes little does not move the axis', () => {
	const limits = new Set<string>();
	for (let i = 0; i < 100; i++) {
		const scale = chooseScale(rangeOf(0.58 - i * 1e-4, 2.31), free)!;
		limits.add(`${scale.low} ${scale.high}`);
	}
	assert.equal(limits.size, 1);
});

test('constant, empty, fixed and outlying values', () => {
	assert.equal(chooseScale(rangeOf(), free), null);
	assert.equal(chooseScale(rangeOf(Number.NaN), free), null);
	const constant = chooseScale(rangeOf(3e-4, 3e-4), free)!;
	assert.equal(constant.constant, 3e-4);
	assert.ok(Math.abs(constant.share(3e-4) - 0.5) < 1e-9);
	assert.deepEqual(
		placeYLabels(constant, 5).map(label => label.text),
		['3e-4'],
	);
	for (const kind of ['linear', 'log'] as const) {
		const beyond = chooseScale(rangeOf(-1, 1), {...free, kind, low: 1})!;
		assert.deepEqual([beyond.ignoresLimits, beyond.low <= -1, beyond.high >= 1], [true, true, true], kind);
		assert.ok(beyond.share(-1) < beyond.share(0) && beyond.share(0) < beyond.share(1), 'a logarithm has nothing below 0');
	}
	const fixed = chooseScale(rangeOf(1, 2), {...free, low: 0, high: 10})!;
	assert.deepEqual([fixed.low, fixed.high], [0, 10]);
	const values = Array.from({length: 100}, (_, i) => 1 + i / 100);
	const cut = chooseScale(rangeOf(...values, 1e6, -1e6), {...free, outliers: false})!;
	assert.ok(cut.low > 0 && cut.high < 3);
});

test('at the ends of all numbers there is an axis too, on which every value lies where it is', () => {
	const most = Number.MAX_VALUE;
	for (const values of [[most], [-most], [Number.MIN_VALUE], [0.5, most], [-most, 0.5], [-most, most], [most / 2, most]]) {
		for (const kind of ['linear', 'log', 'symlog'] as const) {
			const what = `${values} ${kind}`;
			const scale = chooseScale(rangeOf(...values), {...free, kind})!;
			const [low, high] = [values[0]!, values.at(-1)!];
			assert.ok(Number.isFinite(scale.low) && Number.isFinite(scale.high), what);
			assert.ok(scale.low <= low && high <= scale.high, what);
			assert.ok(scale.share(low) >= 0 && scale.share(high) <= 1, what);
			if (low < high) assert.ok(scale.share(high) > scale.share(low) + 0.4, what);
			for (const {row, value} of placeYLabels(scale, 12))
				assert.ok(Math.abs(row + 0.5 - 12 * (1 - scale.share(value))) <= 1, `${what}: ${value} in ${row}`);
		}
	}
	const [close, next] = [1e300, 1e300 * (1 + Number.EPSILON)];
	assert.equal(
		chooseScale(rangeOf(close, next), {...free, kind: 'log'})!.share(close),
		0.5,
		'a logarithm does not tell them apart',
	);
});

test('a log axis with values at or below zero becomes symlog', () => {
	assert.equal(chooseScale(rangeOf(0.001, 10), {...free, kind: 'log'})!.kind, 'log');
	const both = chooseScale(rangeOf(-5, 0, 0.001, 10), {...free, kind: 'log'})!;
	assert.equal(both.kind, 'symlog');
	assert.ok(both.share(-5) >= 0 && both.share(10) <= 1 && both.share(0) < both.share(0.001));
	const tiny = chooseScale(rangeOf(-1e-6, 1e-6, 1e-5, 1e-4, 1e-3), {...free, kind: 'log'})!;
	assert.ok(tiny.share(1e-4) - tiny.share(1e-5) > 0.15, 'decades of tiny values are as far apart as those of large ones');
});

test('y labels stand on lines of their own, each beside its value', () => {
	for (const kind of ['linear', 'log', 'symlog'] as const) {
		for (let rows = 1; rows < 40; rows++) {
			for (const [low, high] of [
				[0.2, 2.31],
				[0.0001, 900],
				[0.5, 0.50001],
			] as const) {
				const scale = makeScale(kind, low, high, 0.001);
				const labels = placeYLabels(scale, rows);
				assert.ok(labels.length >= 2 && labels.length <= 13, `${kind} ${rows} ${low}: ${labels.length}`);
				assert.equal(new Set(labels.map(label => label.row)).size, labels.length);
				assert.equal(
					new Set(labels.map(label => label.text)).size,
					labels.length,
					`${kind} ${rows} ${labels.map(label => label.text)}`,
				);
				for (const {row, text} of labels) {
					assert.ok(row >= 0 && row <= rows);
					const line = Math.min(rows - 1, Math.round((1 - scale.share(Number(text))) * (rows * 4 - 1)) >> 2);
					assert.ok(Math.abs(line - Math.min(row, rows - 1)) <= 1, `${kind} ${rows} ${text}`);
				}
			}
		}
	}
});

test('x labels never touch and never leave the axis', () => {
	const views = [
		{from: 0, to: 4800},
		{from: 3, to: 5},
		{from: 1e6, to: 1e6 + 7},
		{from: 0, to: 123_456_789},
		{from: 17, to: 17},
		{from: -50, to: 50},
		{from: 0.1, to: 0.9},
	];
	const days = {from: Date.UTC(2026, 10, 17), to: Date.UTC(2026, 10, 21, 5)};
	for (const [kind, ranges] of [
		['step', views],
		['relative', views],
		['time', [days, ...views]],
	] as const) {
		for (const view of ranges) {
			for (let columns = 1; columns < 200; columns += 3) {
				const labels = placeXLabels(kind, view, columns, 60);
				labels.forEach((label, i) => {
					assert.ok(label.start >= 0 && label.start + label.text.length <= columns, `${kind} ${columns}`);
					assert.ok(label.column >= 0 && label.column < columns);
					const before = labels[i - 1];
					if (before)
						assert.ok(label.start >= before.start + before.text.length + 2, `${kind} ${columns} ${before.text} ${label.text}`);
				});
				if (columns > 40 && view.to > view.from && kind === 'step')
					assert.ok(labels.length >= (view.to > 1 ? 2 : 0), `${kind} ${columns} ${view.from}`);
			}
		}
	}
	assert.deepEqual(placeXLabels('step', {from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY}, 40), []);
});

const units: Record<string, number> = {k: 1e3, M: 1e6, s: 1, min: 60, h: 3600};
/** `1.2M`, `1 h 30`, `-20 s`, `0.5 s` as a number. */
function readLabel(text: string): number {
	const hours = /^(-?)(\d+) h (\d+)$/.exec(text);
	if (hours !== null) return (hours[1] === '-' ? -1 : 1) * (Number(hours[2]) * 3600 + Number(hours[3]) * 60);
	const [, number, unit = ''] = /^(-?[\d.]+) ?([a-zA-Z]*)$/.exec(text)!;
	return Number(number) * (unit === '' ? 1 : units[unit]!);
}

test('an x label says what lies at its tick, and of steps only those that there are', () => {
	for (const [kind, from, to] of [
		['step', 0, 4800],
		['step', 3, 5],
		['step', 0, 2_000_000],
		['value', 0.1, 0.9],
		['value', -3, 5],
		['relative', 0, 5400],
		['relative', 0, 40],
		['relative', -50, 50],
		['relative', 0, 0.02],
	] as const) {
		for (const columns of [30, 70, 150]) {
			const labels = placeXLabels(kind, {from, to}, columns);
			assert.ok(labels.length > (columns > 30 ? 1 : 0), `${kind} ${from} ${columns}`);
			for (const {column, text} of labels) {
				const value = readLabel(text);
				assert.equal(column, columnOf(value, {from, to}, columns), `${kind} ${text}`);
				if (kind === 'step') assert.ok(Number.isInteger(value), text);
				if (kind === 'relative') assert.match(text, /^(0[.0]*|.* (s|min|h \d+))$/);
			}
		}
	}
	const texts = (kind: XKind, at: number) => placeXLabels(kind, {from: at, to: at}, 20).map(({start, text}) => [start, text]);
	assert.deepEqual([texts('step', 170), texts('value', 0.25), texts('time', 170)], [[[9, '170']], [[8, '0.25']], []]);
});
