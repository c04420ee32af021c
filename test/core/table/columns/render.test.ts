import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery} from '../../../../source/core/query/compile/compile.ts';
import {allColumns, chooseColumns, columnsOfQuery} from '../../../../source/core/table/columns/default-columns.ts';
import {renderTable} from '../../../../source/core/table/columns/render.ts';
import {makeRow, nowMs} from '../../query/rows.ts';

const rows = [
	makeRow({
		id: 'a',
		name: 'resnet50-a-very-long-name-that-is-never-cut-in-a-pipe',
		status: 'running',
		startedAtMs: nowMs - 3_600_000,
		config: {lr: 3e-4, opt: 'adam'},
		metrics: {loss: 0.21345, acc: 0.5},
	}),
	makeRow({id: 'b', name: 'vit, "small"\nred\x1b[31m', config: {lr: 1, opt: 'adam'}, metrics: {loss: Number.NaN}}),
	makeRow({id: 'c', name: '实验|x', config: {opt: 'adam'}, metrics: {loss: 12}}),
];

function columnsFor(query: string) {
	const compiled = compileQuery(query, {rows});
	assert.ok(compiled.ok, query);
	return columnsOfQuery(compiled.query, rows);
}
const render = (query: string, format: 'text' | 'csv' | 'md') => renderTable(rows, columnsFor(query), format, {nowMs});

test('text is aligned on the decimal point, and nothing is cut', () => {
	assert.deepEqual(render('show:name,loss,lr,age', 'text'), [
		'RUN                                                       loss    lr     AGE',
		'resnet50-a-very-long-name-that-is-never-cut-in-a-pipe   0.2135  3e-4  1 h 00',
		'vit, "small" red                                           NaN  1',
		'实验|x                                                 12',
	]);
});

test("CSV holds exact values under the fields' names and is quoted where it must be", () => {
	assert.deepEqual(render('show:name,m.loss,cfg.lr,started,age', 'csv'), [
		'name,m.loss,cfg.lr,started,age',
		'resnet50-a-very-long-name-that-is-never-cut-in-a-pipe,0.21345,0.0003,2026-11-21T11:00:00.000Z,3600',
		'"vit, ""small"" red",NaN,1,,',
		'实验|x,12,,,',
	]);
});

test('Markdown keeps its columns whatever the cells hold', () => {
	assert.deepEqual(render('show:name,loss', 'md').slice(0, 2), ['| run | loss |', '| --- | ---: |']);
	assert.equal(render('show:name,loss', 'md').at(-1), '| 实验\\|x | 12 |');
});

test('without a choice the columns are what tells the runs apart', () => {
	const ids = chooseColumns(rows).map(({id}) => id);
	assert.deepEqual(ids.slice(0, 3), ['status', 'name', 'progress']);
	assert.ok(ids.includes('m.loss') && ids.includes('m.acc') && ids.includes('cfg.lr'));
	assert.ok(!ids.includes('cfg.opt') && !ids.includes('eta'));
	const hidden = columnsFor('hide:loss,age,silent').map(({id}) => id);
	assert.ok(!hidden.includes('m.loss') && !hidden.includes('silent') && hidden.includes('m.acc'));
	assert.ok(allColumns(rows).some(({id}) => id === 'cfg.opt'));
});

test('a setting that is a long text in some run is no column without being asked for', () => {
	const prompted = ['Say it in one word.', 'Tell at length what is to be seen, and name what nobody has named before.'].map(
		(prompt, i) => makeRow({id: `p${i}`, config: {prompt, lr: i}}),
	);
	const ids = chooseColumns(prompted).map(({id}) => id);
	assert.ok(ids.includes('cfg.lr') && !ids.includes('cfg.prompt'));
	assert.ok(allColumns(prompted).some(({id}) => id === 'cfg.prompt'));
});

test('what a list is sorted by is in view, beside its like', () => {
	const many = [0, 1].map(i => makeRow({config: {lr: i}, metrics: {loss: i, acc: i, tokens: i, 'val/loss': i, 'val/acc': i}}));
	const idsOf = (query: string) => {
		const compiled = compileQuery(query, {rows: many});
		assert.ok(compiled.ok, query);
		return columnsOfQuery(compiled.query, many)
			.map(({id}) => id)
			.join(' ');
	};
	const usual = idsOf('');
	const [, first, second] = /progress (\S+) (\S+) cfg\.lr silent dir$/.exec(usual)!;
	assert.equal(idsOf('sort:-m.tokens,lr'), usual.replace(`${first} ${second}`, `${first} ${second} m.tokens`));
	assert.equal(idsOf(`sort:${first}.max`), usual.replace(`${first} ${second}`, `${first} ${second} ${first}.max`));
	assert.equal(idsOf('sort:runtime'), usual.replace(' silent', ' runtime silent'));
	for (const query of [`sort:${second}`, 'sort:lr', 'sort:name', 'sort:nothing']) assert.equal(idsOf(query), usual, query);
	assert.equal(idsOf('sort:m.tokens show:lr'), 'lr');
	assert.equal(idsOf('sort:m.tokens hide:tokens'), usual);
});

test('a setting is titled by its end, but for one that is called as what every run has', () => {
	const named = ['adam', 'sgd'].map((name, i) => makeRow({config: {'opt.name': name, 'opt.lr': i, 'data.dir': i, width: i}}));
	const titles = chooseColumns(named).map(({title}) => title);
	assert.deepEqual(titles.slice(3, -2), ['width', 'lr', 'opt.name']);
});

test('no rows make a heading or nothing', () => {
	assert.deepEqual(renderTable([], columnsFor('show:name,loss'), 'text', {nowMs}), ['RUN  loss']);
	assert.deepEqual(renderTable([], [], 'csv', {nowMs, header: false}), []);
});
