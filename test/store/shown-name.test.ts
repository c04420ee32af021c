import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../source/core/row.ts';
import {receive} from '../../source/store/store.ts';
import {shownName} from '../../source/store/texts/shown-name.ts';
import {openDesk} from '../actions/press.ts';
import {fakeNowMs, fakeRow} from '../ui/fake-rows.ts';

test('what tells two runs of one name apart follows them when one is called otherwise, moves, or comes to belong elsewhere', () => {
	const twin = (key: number, more: Partial<RunRow>) => fakeRow({key, name: 'try', more: {path: '/exp/store', ...more}});
	for (const [what, change, before, after] of [
		['name', {name: 'other'}, ['try (1111)', 'try (2222)'], ['try', 'other']],
		['id', {id: '333333'}, ['try (1111)', 'try (2222)'], ['try (1111)', 'try (3333)']],
		['group', {group: 'late'}, ['try (1111)', 'try (2222)'], ['try (early)', 'try (late)']],
		['path', {path: '/exp/store/b'}, ['try (1111)', 'try (2222)'], ['try', 'try (b)']],
		['parent', {parent: '111111'}, ['try (1111)', 'try (2222)'], ['try', 'try']],
	] as [string, Partial<RunRow>, string[], string[]][]) {
		const group = what === 'group' ? 'early' : null;
		const twins = [twin(0, {id: '111111', group}), twin(1, {id: '222222', group})];
		const {store} = openDesk(twins);
		const names = (rows: readonly RunRow[]) => rows.map(row => shownName(row, store.getState()));
		assert.deepEqual(names(twins), before, what);
		const changed = {...twins[1]!, ...change};
		const nothing = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
		receive(store, {type: 'update', rows: [changed], ...nothing}, fakeNowMs);
		assert.deepEqual(names([twins[0]!, changed]), after, what);
	}
});
