import assert from 'node:assert/strict';
import {test} from 'node:test';
import {groupItems} from '../../source/store/menus/group-items.ts';
import {look} from '../../source/store/store.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from '../ui/fake-rows.ts';

const rows = [
	fakeRow({key: 0, name: 'a', config: {lr: 1, seed: 1}, status: 'failed', more: {tags: ['old', 'good']}}),
	fakeRow({key: 1, name: 'b', config: {lr: 2, seed: 2}, more: {tags: ['old']}}),
	fakeRow({key: 2, name: 'c', config: {lr: 2, seed: 3}}),
	fakeRow({key: 3, name: 'd', config: {seed: 4}}),
];

test('the dialog of groups offers what runs differ in, with how many groups there would be, and says by what they are grouped', () => {
	const {store} = openDesk(rows);
	const lines = () => groupItems(store.getState()).map(({label, note, mark}) => `${mark === 'on' ? '*' : '-'} ${label}: ${note}`);
	const fields = ['lr: 2 values, 1 without', 'seed: 4 values', 'each tag: 3 values', 'all tags together: 3 values'];
	const offered = ['Everything but the seed: t', ...fields, 'status: 2 values'].map(line => `- ${line}`);
	assert.deepEqual(lines(), ['* No groups: ', ...offered]);
	look(store, {group: ['status', 'cfg.lr']});
	const ofGroups = ['Close all groups: ', 'Median and range instead of mean and deviation: '].map(line => `- ${line}`);
	assert.deepEqual(lines(), [
		'- No groups: ',
		...offered.with(1, '* lr: level 2, 2 values, 1 without').with(5, '* status: level 1, 2 values'),
		...ofGroups,
	]);
	look(store, {group: ['tags'], spread: 'median', groupsOpen: false});
	assert.deepEqual(lines(), [
		'- No groups: ',
		...offered.with(4, '* all tags together: 3 values'),
		'- Open all groups: ',
		'* Median and range instead of mean and deviation: ',
	]);
});
