import assert from 'node:assert/strict';
import {test} from 'node:test';
import {momentOfNumber, momentOfText} from '../../../source/encodings/text/moments.ts';

test('tells seconds, milliseconds, microseconds and nanoseconds apart by their size', () => {
	for (const factor of [1, 1e3, 1e6, 1e9]) assert.equal(momentOfNumber(1_760_000_000 * factor), 1_760_000_000_000);
	assert.equal(momentOfNumber(1_760_000_000.25), 1_760_000_000_250);
});

test('finds no moment in spans and nonsense', () => {
	for (const value of [0, 12.5, 86_400, -1, Number.NaN, Number.POSITIVE_INFINITY]) assert.ok(Number.isNaN(momentOfNumber(value)));
	for (const text of ['', '12:30', 'yesterday', '0.5', '1.2.3', '2025']) assert.ok(Number.isNaN(momentOfText(text)), text);
});

test('reads ISO times with zones, and times without one as local', () => {
	assert.equal(momentOfText('2025-10-09T12:00:00Z'), Date.UTC(2025, 9, 9, 12));
	assert.equal(momentOfText('2025-10-09 14:00:00.123456+02:00'), Date.UTC(2025, 9, 9, 12, 0, 0, 123));
	assert.equal(momentOfText('2025/10/09 12:00:00,500'), new Date(2025, 9, 9, 12, 0, 0, 500).getTime());
	assert.equal(momentOfText('2025-10-09'), new Date(2025, 9, 9).getTime());
});
