import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chooseColumns} from '../../../source/core/table/columns/default-columns.ts';
import {ask, warn} from './asking.ts';
import {makeRow, nowMs} from './rows.ts';

const gage = makeRow({name: 'tazil-vukom', group: 'train', work: 'train'});
const guild = makeRow({name: 'test.py', group: 'train'});

test('what a run does is found where its name does not tell it, by a word and as its operation', () => {
	const rows = [gage, guild];
	assert.equal(ask('train', rows), 'tazil-vukom', 'a group alone is no word of a run');
	assert.equal(ask('rain*', rows), 'tazil-vukom');
	assert.equal(ask('op=train', rows), 'tazil-vukom');
	assert.equal(ask('operation:test', rows), 'test.py', 'a run of Guild is called by its operation');
	assert.equal(ask('sort:-op', rows), 'tazil-vukom test.py');
	assert.deepEqual(warn('op=train', rows), []);
	assert.equal(ask('op=adam', [makeRow({name: 'a', config: {op: 'adam'}}), gage]), 'a', 'a setting of that name goes first');
});

test('a list of runs whose names do not tell what they do has a column that does', () => {
	const titles = (...rows: (typeof gage)[]) => chooseColumns(rows).map(({title}) => title);
	assert.ok(!titles(guild).includes('operation'));
	const column = chooseColumns([gage, guild]).find(({title}) => title === 'operation');
	assert.deepEqual(
		[gage, guild].map(row => column?.read(row, nowMs)),
		['train', 'test.py'],
	);
});
