import assert from 'node:assert/strict';
import {test} from 'node:test';
import {columnOfField, fieldOfColumn, fieldOfKey, keyOfField} from '../../source/store/columns/column-fields.ts';
import {sortItems} from '../../source/store/columns/column-items.ts';
import {menuItems} from '../../source/store/menus/menus.ts';
import {look} from '../../source/store/store.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from '../ui/fake-rows.ts';

test('a column is called in a query as it is typed there, and is that column again', () => {
	for (const [column, field] of [
		['status', 'status'],
		['left', 'eta'],
		['tags', 'tag'],
		['m:loss', 'm.loss'],
		['m.min:val/loss', 'm.val/loss.min'],
		['c:lr', 'cfg.lr'],
		['c:a b', 'cfg."a b"'],
		['f:verdict', 'verdict'],
		['age', 'age'],
	] as const) {
		assert.equal(fieldOfColumn(column), field);
		assert.equal(columnOfField(field), column);
	}
	assert.equal(fieldOfColumn('live'), null, 'live first is of the screen alone');
	// What has no column of its own is one as it is written.
	for (const field of ['loss', 'm.loss@500', 'cfg.lr.min', 'error', 'loss<1 lr'])
		assert.equal(columnOfField(field), `f:${field}`);
});

test('ages and silences are sorted the other way round than the moments at which they begin', () => {
	for (const [column, descending, field, isFieldDescending] of [
		['started', true, 'age', false],
		['updated', false, 'silent', true],
		['m:loss', true, 'm.loss', true],
		['name', false, 'name', false],
	] as const) {
		assert.deepEqual(fieldOfKey({column, descending}), {field, descending: isFieldDescending});
		assert.deepEqual(keyOfField({field, descending: isFieldDescending}), {column, descending});
	}
	assert.equal(fieldOfKey({column: 'live', descending: true}), null);
});

test('the dialogs about columns say what each is, in how many runs, and its rank among several keys', () => {
	const rows = Array.from({length: 60}, (_, key) =>
		fakeRow({
			key,
			name: `r${key}`,
			config: {lr: key, model: 'vit', ...(key > 0 && {odd: 1})},
			metrics: key === 0 ? ['loss', 'rare'] : ['loss'],
		}),
	);
	const {store} = openDesk(rows);
	const notes = (kind: 'metrics' | 'columns') =>
		Object.fromEntries(
			menuItems(store.getState(), {kind, cursor: 0, text: '', typing: false}).map(({label, note}) => [label, note]),
		);
	assert.deepEqual(notes('metrics'), {loss: 'in 60 runs', rare: 'in 1 run'});
	const columns = notes('columns');
	assert.deepEqual([columns.lr, columns.odd, columns.model], ['50+ values', '2 values', 'the same everywhere']);
	const sorted = () =>
		sortItems(store.getState()).flatMap(({label, note, mark}) => (mark === null ? [] : `${label} ${mark} ${note}`));
	look(store, {
		sort: [
			{column: 'm:loss', descending: true},
			{column: 'c:lr', descending: false},
		],
	});
	assert.deepEqual(sorted(), ['loss down metric, key 1', 'lr up config, key 2']);
	look(store, {sort: [{column: 'f:verdict', descending: false}]});
	assert.deepEqual(sorted(), ['verdict up '], 'a key that no line stands for has one');
});
