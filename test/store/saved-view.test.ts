import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyViewFile, parseViewFile, printViewFile, setView} from '../../source/core/views/view-file.ts';
import {metricColumnId} from '../../source/store/columns/metric-column.ts';
import {lookOfView, saveAsView} from '../../source/store/saved-view.ts';
import {defaultSort, initialView, reverseSort, type View} from '../../source/store/view.ts';

/** What is on the screen when a view comes back from its file. */
function kept(view: View): Partial<View> {
	const {file, problems} = parseViewFile(printViewFile(setView(emptyViewFile, '1', saveAsView(view))));
	assert.deepEqual(problems, []);
	return lookOfView(file.views.get('1')!);
}

test('a view that was saved shows what it showed, and one that was left as it begins too', () => {
	for (const shown of [
		{},
		{filter: 'lr<1 status:failed', hideConstant: false},
		{sort: [{column: 'm:loss', descending: false}, ...defaultSort]},
		{sort: [{column: 'c:lr', descending: true}, {column: 'name', descending: false}, ...defaultSort]},
		{sort: reverseSort(defaultSort)},
		{metrics: []},
		{metrics: ['val/acc', 'loss']},
		{columns: {host: true, 'c:lr': false, [metricColumnId('loss', 'min')]: true}, columnOrder: ['c:seed', 'm:loss']},
		{group: ['lr', 'tags'], spread: 'median'},
		{group: 'but-seed'},
		{tree: 'flat'},
		{tree: 'folders'},
		{aggregates: {loss: ['min', 'last'], acc: []}, goals: {loss: 'up'}},
	] as Partial<View>[]) {
		const view = {...initialView(), ...shown};
		for (const [name, value] of Object.entries(kept(view)))
			assert.deepEqual(value, view[name as keyof View], `${name} of ${JSON.stringify(shown)}`);
	}
});

test('a filter that is half typed is not kept', () => {
	assert.equal(kept({...initialView(), filter: 'lr<'}).filter, '');
});
