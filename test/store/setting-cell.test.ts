import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Json} from '../../source/core/run.ts';
import {initialState} from '../../source/store/state.ts';
import {cellText} from '../../source/store/texts/cell-text.ts';
import {settingText} from '../../source/store/texts/config-text.ts';
import {fakeRow} from '../ui/fake-rows.ts';

/** What a column of the list says of runs with these values of a setting. */
function cells(values: readonly Json[]): string[] {
	const state = initialState(['/'], 0);
	const rows = values.map((lr, key) => fakeRow({key, name: `run-${key}`, config: {lr}}));
	for (const row of rows) state.rows.set(row.key, row);
	return rows.map(row => cellText(row, 'c:lr', state));
}

test('a setting drawn by chance has as few digits in a column as tell its values apart, at least three', () => {
	assert.deepEqual(cells([0.123456, 0.789012, 0.200034]), ['0.123', '0.789', '0.200']);
	assert.deepEqual(cells([0.123456, 0.123356]), ['0.1235', '0.1234']);
	assert.deepEqual(cells([0.123456, 0.123459, 0.5]), ['0.123456', '0.123459', '0.5']);
	assert.deepEqual(cells(['0.000123456', 7.6543219e-7]), ['1.23e-4', '7.65e-7']);
	assert.deepEqual(cells([0.0001406103, 0.25001]), ['1.41e-4', '0.25001'], 'a nought at the sixth place is chance, too');
	assert.deepEqual(cells([0.4127399807, 0.25001]), ['0.413', '0.25001'], 'and nines behind it');
	assert.deepEqual(cells([Math.fround(0.1), 0.1 + 0.2]), ['0.1', '0.3']);
	assert.deepEqual(cells([4321.98765, 12.3456789]), ['4322', '12.3']);
});

test('values that a person chose stay as they are beside those', () => {
	assert.deepEqual(cells([0.9999, 0.99995, 0.912345, 1]), ['0.9999', '0.99995', '0.912', '1']);
	assert.deepEqual(cells([0.999998, 0.3]), ['0.999998', '0.3']);
	assert.deepEqual(cells([0.300001, 0.3]), ['0.300001', '0.3']);
	assert.deepEqual(cells([1234567, 3e-4, 'cosine', true]), ['1234567', '3e-4', 'cosine', 'true']);
});

test('a page of one run has the digits that its column has not', () => {
	assert.equal(settingText({lr: 0.123456}, 'lr'), '0.123456');
});

test('the digits are those of all runs of the list, and follow when one comes', () => {
	const state = initialState(['/'], 0);
	const add = (key: number, lr: number) => {
		const row = fakeRow({key, name: `run-${key}`, config: {lr}});
		state.rows.set(key, row);
		state.versions = {...state.versions, rows: key, members: key, config: key};
		return row;
	};
	const first = add(1, 0.123456);
	add(2, 0.654321);
	assert.equal(cellText(first, 'c:lr', state), '0.123');
	add(3, 0.123499);
	assert.equal(cellText(first, 'c:lr', state), '0.12346');
});
