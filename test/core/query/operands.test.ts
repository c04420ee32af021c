import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tableOf} from '../../../source/core/query/columns/row-table.ts';
import {configField} from '../../../source/core/query/fields/field.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {ask, fail, warn} from './asking.ts';
import {makeRow, nowMs} from './rows.ts';

function check(rows: RunRow[], cases: Record<string, string>): void {
	assert.deepEqual(Object.fromEntries(Object.keys(cases).map(query => [query, ask(query, rows)])), cases);
}

test('progress is asked for as a part or in per cent, whichever its size tells', () => {
	const at = (name: string, fraction: number) =>
		makeRow({name, progress: {step: 0, total: null, fraction, unit: 'step', totalFrom: null}});
	check([at('a', 0.005), at('b', 0.3), at('c', 0.625), at('d', 1), makeRow({name: 'none'})], {
		'progress>0.5': 'c d',
		'progress>50': 'c d',
		'progress<1%': 'a',
		'progress<1': 'a b c',
		'progress<150%': 'a b c d',
		'progress<inf': 'a b c d',
		'progress:0.2..0.7': 'b c',
		'progress:20%..70': 'b c',
		'progress=nan': '',
	});
});

test('quotes make a range, a day and a name that looks like a number the text that they hold', () => {
	const rows = ['2', '1..3', '1..x', '0.5', '9.0'].map(split => makeRow({name: split, config: {split}}));
	check(rows, {
		'split:0..3': '2 0.5',
		'split:"1..3"': '1..3',
		'split=1..x': '1..x',
		'split:5..x': '',
		'split>"10"': '',
		'name>9': '',
		'name>"2"': '9.0',
	});
	assert.match(
		fail('day>2026-11-01..2026-11-07', [makeRow({config: {day: '2026-11-03'}})]).message,
		/^A range does not go with >/,
	);
});

test('a setting without a value and a run of that name are found, and odd moments stop nothing', () => {
	const rows = [
		makeRow({name: 'null', config: {after: null}, startedAtMs: 8.7e15}),
		makeRow({name: 'None', config: {after: 'None'}, startedAtMs: nowMs}),
	];
	check(rows, {'after:null': 'null', 'name>a': 'null None', 'name=nan': '', 'started~^2026-': 'None'});
	assert.deepEqual(warn('loss=1..2', [makeRow({metrics: {loss: 1}})]), []);
});

test('a moment is named down to parts of a second, in a zone of its own, and one that no clock shows is refused', () => {
	const at = (name: string, seconds: number) => makeRow({name, startedAtMs: nowMs + seconds * 1000});
	const rows = [at('a', 0), at('b', 30.25), at('c', 60), at('d', 5400)];
	const minute = [
		'12:00',
		'2026-11-21T12:00',
		'2026-11-21T12:00Z',
		'2026-11-21T14:00+02',
		'2026-11-21T14:30+0230',
		'2026-11-21T10:30-01:30',
	];
	check(rows, {
		...Object.fromEntries(minute.map(time => [`started=${time}`, 'a b'])),
		'started="2026-11-21 12:00"': 'a b',
		'started=12:00:30': 'b',
		'started=2026-11-21T12:00:30': 'b',
		'started=2026-11-21T12:00:30.25': 'b',
		'started=2026-11-21T12:00:30.5': '',
		'started=2026': 'a b c d',
		'started>=2025 started<2026': '',
		'started<tomorrow started>=today': 'a b c d',
		'started>=tomorrow': '',
	});
	for (const time of [
		'24:00',
		'12:60',
		'12:00:60',
		'2026-13',
		'2026-02-30',
		'2026-11-21T24:00',
		'2026-11-21T12:60',
		'2026-11-21T12:00:60',
		'2026-11-21Z',
	])
		assert.match(fail(`started=${time}`, rows).message, /^started needs a time/, time);
});

test('only a group is meant by the text of its heading', () => {
	const rows = [
		makeRow({name: 'in', group: 'base', groupScope: '/x/a.db'}),
		makeRow({name: 'other', group: 'base', groupScope: '/y/b.db', tags: ['base (a.db)']}),
	];
	check(rows, {
		'group!:"base (a.db)"': 'other',
		'group="base (a.db)",none': 'in',
		'tag="base (a.db)"': 'other',
		'name="base (a.db)"': '',
		'group~"base .a.db."': '',
	});
});

test('a setting that is one value, however it was recorded, does not differ', () => {
	const differs = (...values: (number | string)[]) => {
		const rows = values.map(lr => makeRow({config: {lr}}));
		const table = tableOf(rows);
		const field = configField('lr', 'lr');
		const unread = table.differs(field, table.places, nowMs);
		table.column(field, nowMs);
		assert.equal(table.differs(field, table.places, nowMs), unread);
		return unread;
	};
	assert.deepEqual([differs(0.1, '0.1'), differs(0.1, 0.2), differs('a', 'b', 'a'), differs()], [false, true, true, false]);
});
