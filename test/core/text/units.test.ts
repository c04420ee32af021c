import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {NumberRoom} from '../../../source/core/text/number-column.ts';
import {
	alignNumber,
	areNumbers,
	fitNumber,
	formatAge,
	formatAgo,
	formatBytes,
	formatChange,
	formatClock,
	formatCount,
	formatDuration,
	formatNumber,
	formatParameter,
	formatPercent,
	formatSpread,
	formatTimestamp,
	formatWhole,
	isWrittenNumber,
	measureNumbers,
	plainText,
} from '../../../source/core/text/units.ts';

/** Holds each input of a table against its text. */
function check<Input>(format: (input: Input) => string, cases: [Input, string][]): void {
	assert.deepEqual(
		cases.map(([input]) => format(input)),
		cases.map(([, text]) => text),
	);
}

test('measured numbers have four significant digits and an exponent only far out', () => {
	check(
		(value: number) => formatNumber(value),
		[
			[0.213, '0.2130'],
			[0.21299, '0.2130'],
			[2.3456789, '2.346'],
			[-12.3456, '-12.35'],
			[412, '412'],
			[123456.7, '123457'],
			[999999.7, '1e6'],
			[1234567, '1.235e6'],
			[0.0001, '0.0001000'],
			[0.0000123456, '1.235e-5'],
			[0, '0'],
			[-0, '0'],
			[Number.NaN, 'NaN'],
			[Number.POSITIVE_INFINITY, '∞'],
			[Number.NEGATIVE_INFINITY, '-∞'],
		],
	);
	assert.equal(formatNumber(Number.NEGATIVE_INFINITY, 4, plainText), '-inf');
});

test('chosen numbers are as short as they were chosen', () => {
	check(
		(value: number) => formatParameter(value),
		[
			[0.0003, '3e-4'],
			[0.001, '1e-3'],
			[0.01, '0.01'],
			[0.30000000000000004, '0.3'],
			[Math.fround(0.0003), '3e-4'],
			[1, '1'],
			[1000000, '1e6'],
			[1234567, '1234567'],
			[0.9, '0.9'],
			[-0.00015, '-1.5e-4'],
			[1e-9, '1e-9'],
			[1e300, '1e300'],
			[0, '0'],
			[1.5e-8, '1.5e-8'],
			[Number.NEGATIVE_INFINITY, '-∞'],
			[9007199254740991, '9007199254740991'],
			[9007199254740994, '9007199254740994'],
			[1e16, '1e16'],
		],
	);
});

test('counts are exact while small and short when big', () => {
	check(
		(value: number) => formatCount(value),
		[
			[0, '0'],
			[999, '999'],
			[4000, '4000'],
			[12.345, '12.3'],
			[1234.56, '1235'],
			[Number.NaN, 'NaN'],
			[12_400, '12.4k'],
			[12_000, '12k'],
			[12_010, '12.0k'],
			[99_960, '100k'],
			[999_999, '1.00M'],
			[3_000_000, '3M'],
			[2.5e9, '2.5G'],
			[-12_400, '-12.4k'],
			[1e21, '1000000P'],
		],
	);
});

test('a column stands on one decimal point and never gets narrower', () => {
	const align = (values: readonly number[], previous?: NumberRoom) => {
		const texts = values.map(value => formatNumber(value));
		const room = measureNumbers(texts, previous);
		return {texts: texts.map(text => alignNumber(text, room)), room};
	};
	const first = align([0.213, 12.34, Number.NaN, 3]);
	assert.deepEqual(first.texts, [' 0.2130', '12.34  ', '    NaN', ' 3     ']);
	assert.deepEqual(align([0.2], first.room), {texts: [' 0.2000'], room: first.room});
	assert.equal(alignNumber('-∞', measureNumbers(['-∞'])), '-∞');
	assert.deepEqual(align([Number.NaN, 1]).texts, ['NaN', '  1']);
	assert.deepEqual(align([1.5e-5, 0.25]).texts, ['1.5e-5', '0.2500']);
});

test('a number without room loses digits, never its size', () => {
	const fit = (text: string) => [9, 8, 7, 6, 5, 4, 3].map(cells => fitNumber(text, cells));
	assert.deepEqual(fit('5.017e-5'), ['5.017e-5', '5.017e-5', '5.02e-5', '5e-5', '5e-5', '5e-5', '']);
	assert.deepEqual(fit('-123456'), ['-123456', '-123456', '-123456', '-1.2e5', '-1e5', '-1e5', '']);
	assert.deepEqual(fit('0.02237'), ['0.02237', '0.02237', '0.02237', '0.0224', '0.022', '0.02', '']);
	assert.deepEqual(fit('12.34'), ['12.34', '12.34', '12.34', '12.34', '12.34', '12.3', '12']);
	assert.equal(fitNumber('∞', 1), '∞');
	assert.equal(fitNumber('NaN', 2), '');
	assert.equal(fitNumber('3 of 7', 4), '', 'and what is no number is not cut to one');
});

test('a column is one of numbers where it has some, and nothing else', () => {
	const columns = [['1', '-0.5', ''], ['inf', '-inf', 'NaN'], ['', ''], ['1', 'two'], ['Nancy']];
	assert.deepEqual(columns.map(areNumbers), [true, true, false, false, false]);
});

test('spans of time have two units at most', () => {
	check(
		(seconds: number) => formatDuration(seconds),
		[
			[0, '0 s'],
			[0.42, '0.4 s'],
			[42.7, '42 s'],
			[59.99, '1 min'],
			[90, '1 min 30'],
			[12 * 60 + 40, '12 min'],
			[3 * 3600 + 5 * 60 + 59, '3 h 05'],
			[52 * 3600, '2 d 4 h'],
			[48 * 3600 + 60, '2 d'],
			[30 * 86400 + 7200, '30 d'],
			[3 * 365 * 86400, '3 y'],
			[-5, '0 s'],
			[Number.NaN, '–'],
		],
	);
	check(
		(ageMs: number) => formatAge(ageMs),
		[
			[999, '0 s'],
			[61_000, '1 min'],
			[-4000, '0 s'],
			[26 * 3600_000, '1 d 2 h'],
			[Number.NaN, '–'],
		],
	);
	check(
		(ageMs: number) => formatAgo(ageMs),
		[
			[61_000, '1 min ago'],
			[-4000, '0 s ago'],
			[-61_000, '1 min ahead of this clock'],
		],
	);
});

test('a moment is told by what sets it apart from now', () => {
	const now = Date.UTC(2026, 10, 21, 14, 30);
	check(
		(at: number) => formatClock(at, now, 0),
		[
			[Date.UTC(2026, 10, 21, 14, 2), '14:02'],
			[Date.UTC(2026, 10, 17, 14, 2), 'Tue 14:02'],
			[Date.UTC(2026, 10, 22, 1, 0), 'Sun 01:00'],
			[Date.UTC(2026, 10, 14, 14, 2), '11-14'],
			[Date.UTC(2025, 10, 19, 14, 2), '2025-11-19'],
			[Number.NaN, '–'],
		],
	);
	// 23:30 UTC is the next day two hours further east.
	assert.equal(formatClock(Date.UTC(2026, 10, 20, 23, 30), now, 120), '01:30');
	assert.equal(
		formatClock(Date.UTC(2026, 10, 20, 23, 30), now, () => 0),
		'Fri 23:30',
	);
	assert.equal(formatTimestamp(Date.UTC(2026, 10, 19, 14, 2, 7), -60), '2026-11-19 13:02:07');
	assert.deepEqual(
		[Number.NaN, 8.64e15, -1e20].map(at => formatTimestamp(at, 0)),
		['–', '–', '–'],
		'no calendar has such a time',
	);
	assert.equal(formatClock(now, Number.NaN, 0), '2026-11-21');
});

test('per cent, bytes, rates and changes', () => {
	check(
		(fraction: number) => formatPercent(fraction),
		[
			[0.29, '29 %'],
			[0.999, '99 %'],
			[1, '100 %'],
			[Number.NaN, '–'],
		],
	);
	check(
		(bytes: number) => formatBytes(bytes),
		[
			[412, '412 B'],
			[1234, '1.2 kB'],
			[999_950, '1.0 MB'],
			[12_300_000, '12 MB'],
			[0, '0 B'],
			[999.7, '1.0 kB'],
			[3e18, '3000 PB'],
			[Number.NaN, '–'],
		],
	);
	check(
		([value, base]: [number, number]) => formatChange(value, base),
		[
			[[0.482, 0.213], '+126 %'],
			[[0.2, 0.213], '−6.1 %'],
			[[5, 0.2], '×25'],
			[[0.1, 0], '+0.100'],
			[[1, 1e-300], '+1'],
			[[-1, 1e-300], '−1'],
			[[0.5, -1e-5], '+0.500'],
			[[0.5, -1e-3], '+50100 %'],
			[[1e-6, 1e-9], '×1000'],
			[[0.1, 1e-9], '×1e8'],
			[[5e-324, -5e-324], '+200 %'],
			[[1, 1], '0 %'],
			[[Number.NaN, 1], 'NaN'],
			[[Number.POSITIVE_INFINITY, 1], '∞'],
			[[1, Number.NaN], '–'],
			[[1.0001, 1], '<0.1 %'],
			[[0.9999, 1], '<0.1 %'],
		],
	);
	assert.equal(formatChange(1, 2, plainText), '-50 %');
});

test('a mean is not printed finer than its deviation', () => {
	check(
		([mean, deviation]: [number, number]) => formatSpread(mean, deviation),
		[
			[[0.21345, 0.0042], '0.213 ± 0.004'],
			[[0.21345, 0.0012], '0.2135 ± 0.0012'],
			[[123.4, 20], '123 ± 20'],
			[[0.5, 0], '0.5000'],
			[[0.5, Number.NaN], '0.5000'],
			[[Number.NaN, 1], 'NaN'],
			[[2, Number.POSITIVE_INFINITY], '2'],
			[[3.21e-6, 4.8e-7], '3.2e-6 ± 5e-7'],
			[[3.214e-6, 1.23e-8], '3.214e-6 ± 1.2e-8'],
			[[3.21e7, 4.8e5], '3.21e7 ± 5e5'],
			[[2.1e6, 7e6], '2e6 ± 7e6'],
			[[0, 2.1e-5], '0 ± 2.1e-5'],
		],
	);
});

test('whole numbers are shown in full where there is room, and digits that a number would not give back are no number', () => {
	assert.deepEqual(
		[1_795_789_592, 124_439_808, 0.123456789, 1_234_567.5].map(value => formatWhole(value, 8)),
		['1795789592', '124439808', '0.12345679', '1.2345675e6'],
	);
	assert.deepEqual(
		['1e-5', '0.1', '-3', '9007199254740991'].filter(text => !isWrittenNumber(text)),
		[],
	);
	assert.deepEqual(['9007199254740993', '00', '-007', '1.2.3', '', 'nan', 'Infinity'].filter(isWrittenNumber), []);
});
