import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseViewFile, printViewFile, setView} from '../../../source/core/views/view-file.ts';
import {compactView, defaultView, parseView, queryOfView, type SavedView} from '../../../source/core/views/views.ts';

const view: SavedView = {
	filter: 'status:running lr<1e-3',
	sort: [{field: 'acc.max', descending: true}],
	oldestFirst: true,
	metrics: ['loss', 'val/acc'],
	columns: ['lr', '"mfu(%)"'],
	hidden: ['age'],
	order: ['lr', 'age'],
	group: ['lr', 'bs'],
	tree: 'flat',
	hideConstant: false,
	aggregates: {'val/acc': ['last', 'best']},
	goals: {x: 'down'},
	spread: 'median',
};

test('a view that is written comes back the same', () => {
	const file = setView(setView({views: new Map(), last: view}, '1', view), 'paper', defaultView());
	const read = parseViewFile(printViewFile(file));
	assert.deepEqual(read, {file, problems: []});
	assert.deepEqual(compactView(defaultView()), {});
});

test('what cannot be understood stays at its default and is named', () => {
	const {view: read, problems} = parseView({
		filter: 'a (',
		sort: [{field: 'a b'}],
		columns: ['lr'],
		tree: 'yes',
		group: 'but-seed',
		odd: 1,
		goals: {x: 'sideways'},
	});
	assert.deepEqual(read, {...defaultView(), columns: ['lr'], group: 'but-seed'});
	assert.deepEqual(
		problems.map(problem => problem.split('"')[1]),
		['filter', 'sort', 'tree', 'goals', 'odd'],
	);
	for (const value of [null, 3, 'x', [], {sort: {}}, {filter: null}, {__proto__: null, columns: [1]}])
		assert.deepEqual(parseView(value).view, defaultView());
});

test('a damaged file loses only what is damaged', () => {
	assert.equal(parseViewFile('{').problems.length, 1);
	assert.equal(parseViewFile('[]').problems.length, 1);
	const {file, problems} = parseViewFile(
		'{"version": 9, "views": {"1": {"filter": "a"}, "2": {"filter": 7}, "": {}, "a\\u001bb": {}}, "last": 3}',
	);
	assert.deepEqual([...file.views.keys()], ['1', '2']);
	assert.equal(file.last, null);
	assert.equal(problems.length, 2);
});

test('a view is a query, which another one narrows', () => {
	assert.equal(queryOfView(view, ''), 'status:running lr<1e-3 sort:-age,-acc.max group:lr,bs');
	assert.equal(queryOfView({...view, filter: 'a or b', group: 'but-seed'}, 'c sort:lr'), '(a or b) c group:but-seed sort:lr');
	assert.equal(queryOfView({...view, filter: 'x sort:bs', group: []}, 'limit:3'), 'x sort:bs limit:3');
	assert.equal(queryOfView({...view, sort: [], oldestFirst: false, group: []}, 'c or d'), 'status:running lr<1e-3 (c or d)');
});
