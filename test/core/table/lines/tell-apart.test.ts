import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../../../source/core/row.ts';
import {tellApart} from '../../../../source/core/table/lines/tell-apart.ts';
import {fakeRow} from '../../../ui/fake-rows.ts';

type Said = Partial<Pick<RunRow, 'name' | 'path' | 'id' | 'group' | 'parent' | 'attempt'>>;

const tell = (...rows: Said[]): string[] => {
	const all = rows.map((row, key): RunRow => ({...fakeRow({key, name: 'train', status: 'idle'}), ...row}));
	return all.map(tellApart(all));
};
const at = (...paths: string[]) => tell(...paths.map(path => ({path, id: path})));

test('runs of one name are told apart by the name in which all of their paths differ', () => {
	assert.deepEqual(at('/exp/search_1/trial_0', '/exp/search_2/trial_0'), ['search_1', 'search_2']);
	assert.deepEqual(at('/o/2031-01-02/09-08-07', '/o/2031-01-02/10-00-00', '/o/2031-01-03/11-00-00'), [
		'09-08-07',
		'10-00-00',
		'11-00-00',
	]);
	assert.deepEqual(at('/o/a/0', '/o/a/1', '/o/b/0'), ['a/0', 'a/1', 'b/0']);
});

test('where they lie at several depths, by all that differs, which is nothing for the outer one', () => {
	assert.deepEqual(at('/exp/results.json', '/exp/old/results.json'), ['', 'old']);
	assert.deepEqual(at('/exp/logs/1', '/exp/logs/old/1', '/exp/logs/2'), ['1', 'old/1', '2']);
});

test('what has an id of its tracker in the name of its directory, by the start of that', () => {
	const runs = ['1a2b3c4d', '1a2b9f00'].map(id => ({id, path: `/exp/wandb/run-20310102_090807-${id}`}));
	assert.deepEqual(tell(...runs), ['1a2b3', '1a2b9']);
});

test('what lies in one store, by its group where that tells it, else by its id', () => {
	const store = '/exp/studies.db';
	assert.deepEqual(tell({id: '1', path: store, group: 'wide'}, {id: '2', path: store, group: 'deep'}), ['wide', 'deep']);
	assert.deepEqual(tell({id: 'aaaa1111', path: store, group: 'g'}, {id: 'bbbb1111', path: store, group: 'g'}), ['aaaa', 'bbbb']);
	const two = ['/exp/a.db', '/exp/b.db'].flatMap(path => ['wide', 'deep'].map(group => ({id: '0', path, group})));
	assert.deepEqual(tell(...two), ['a.db wide', 'a.db deep', 'b.db wide', 'b.db deep']);
});

test('a run of another name, an earlier attempt and a run below another one than its namesake need nothing', () => {
	assert.deepEqual(tell({name: 'a'}, {name: 'b'}), ['', '']);
	const attempts = [1, 2].map(attempt => ({id: 'same', attempt, path: `/exp/${attempt}`}));
	assert.deepEqual(tell(...attempts), ['', '']);
	const families = ['p', 'q'].flatMap(id => [
		{id, name: id, path: `/exp/${id}`},
		{id: `${id}0`, parent: id, path: `/exp/${id}/0`},
	]);
	assert.deepEqual(tell(...families), ['', '', '', '']);
});
