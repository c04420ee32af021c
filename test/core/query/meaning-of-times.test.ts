import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ask, fail} from './asking.ts';
import {makeRow, nowMs} from './rows.ts';

const dayMs = 24 * 3_600_000;

test('a day is all of it, in the local time zone', () => {
	const zone = 120;
	// 12:00 UTC is 14:00 there; midnight there is 22:00 UTC the day before.
	const midnight = Date.UTC(2026, 10, 20, 22);
	const rows = [
		makeRow({name: 'today', startedAtMs: midnight}),
		makeRow({name: 'yesterday', startedAtMs: midnight - 1}),
		makeRow({name: 'before', startedAtMs: midnight - dayMs - 1}),
		makeRow({name: 'never'}),
	];
	assert.equal(ask('started>=today', rows, {zone}), 'today');
	assert.equal(ask('started:yesterday', rows, {zone}), 'yesterday');
	assert.equal(ask('started>=today-1d', rows, {zone}), 'today yesterday');
	assert.equal(ask('today-1d<=started<today', rows, {zone}), 'yesterday');
	assert.equal(ask('started<today', rows, {zone}), 'yesterday before');
	assert.equal(ask('started>2026-11-20', rows, {zone}), 'today');
	assert.equal(ask('started<=2026-11-20', rows, {zone}), 'yesterday before');
	assert.equal(ask('started:2026-11-19..2026-11-20', rows, {zone}), 'yesterday before');
	assert.equal(ask('started:2026-11', rows, {zone}), 'today yesterday before');
	assert.equal(ask('started>=2026-11-20T22:00Z', rows, {zone}), 'today');
	assert.equal(ask('2026-11-20<=started<=today', rows, {zone}), 'today yesterday');
	assert.match(fail('started>2h', rows).hint ?? '', /age/);
	assert.match(fail('started>2026-02-30', rows).message, /time/);
});

test('the days on which clocks are turned have 23 and 25 hours', () => {
	// Central Europe: summer time ends on 2026-10-25 at 01:00 UTC.
	const turn = Date.UTC(2026, 9, 25, 1);
	const zone = (atMs: number): number => (atMs < turn ? 120 : 60);
	const rows = [
		makeRow({name: 'first', startedAtMs: Date.UTC(2026, 9, 24, 22)}),
		makeRow({name: 'last', startedAtMs: Date.UTC(2026, 9, 25, 22, 59)}),
		makeRow({name: 'next', startedAtMs: Date.UTC(2026, 9, 25, 23)}),
	];
	assert.equal(ask('started:2026-10-25', rows, {zone}), 'first last');
});

test('days that were recorded as text lie between others, the last one with all of it', () => {
	const rows = ['2026-11-05', '2026-11-10T12:30', '2026-12-01', 'soon'].map(date => makeRow({name: date, config: {date}}));
	assert.equal(ask('date:2026-11-01..2026-11-10', rows), '2026-11-05 2026-11-10T12:30');
	assert.equal(ask('date=2026-11..2026-11', rows), '2026-11-05 2026-11-10T12:30');
	assert.equal(ask('date!:2026-11-06..2026-12-31', rows), '2026-11-05 soon');
	assert.equal(ask('date>=2026-11-10 date<2026-12', rows), '2026-11-10T12:30');
	assert.equal(ask('date:"2026-11-01..2026-11-10"', rows), '', 'a quoted one is the text itself');
});

test('times have ranges that are open at one end, and now is a moment', () => {
	const rows = [
		makeRow({name: 'now', startedAtMs: nowMs}),
		makeRow({name: 'before', startedAtMs: nowMs - 1}),
		makeRow({name: 'old', startedAtMs: nowMs - 30 * dayMs}),
	];
	assert.equal(ask('started:2026-11-20..', rows), 'now before');
	assert.equal(ask('started:..2026-11-20', rows), 'old');
	assert.equal(ask('started=2026-11-20..now', rows), 'now before');
	assert.equal(ask('started=now', rows), 'now');
	assert.equal(ask('started=now-0h', rows), 'now');
	assert.equal(ask('started<=now', rows), 'now before old');
	assert.equal(ask('started>now', rows), '');
	for (const time of ['..', 'soon..now', 'today..soon', '..soon', 'soon..', '"today..now"'])
		assert.match(fail(`started:${time}`, rows).message, /^started needs a time/, time);
	assert.equal(fail('started>2026-11-01..2026-11-07', rows).message, 'A range does not go with >');
});
