import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import type {Reading} from '../../source/engine/protocol.ts';
import {look} from '../../source/store/store.ts';
import {drawNothing} from '../../source/ui/runs/nothing.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from './fake-rows.ts';

const read: Reading = {scanned: true, directories: 9, runs: 3, bytesRead: 0, bytesLeft: 0, runsLeft: 0, problems: []};
const rows = ['a', 'b', 'c'].map((name, key) => fakeRow({key, name, config: {lr: key + 1}}));

/** What stands where there is no line of the list, as one text. */
function says(
	reading: Partial<Reading> | null,
	filter: string | null = null,
	of = rows,
	fatal: string | null = null,
	unicode = true,
): string {
	const {store} = openDesk(filter === null ? [] : of);
	if (filter !== null) look(store, {filter});
	store.setState({reading: reading === null ? null : {...read, ...reading}, fatal});
	const grid = new Grid(100, 14);
	drawNothing(grid, store.getState(), {glyphs: unicode ? allGlyphs : asciiGlyphs, color: true, zone: 0, home: '/home/ada'});
	return grid
		.lines()
		.map(line => line.trim())
		.filter(line => line !== '')
		.join('\n');
}

test('where nothing is found yet, or nothing at all, the screen says where was looked, what went wrong, and what to do', () => {
	const closed = {file: '/exp/closed', message: 'permission denied'};
	assert.equal(says(null), 'Looking for runs under /exp …');
	assert.equal(says({scanned: false, directories: 1}), 'Looking for runs under /exp (1 directory so far) …');
	assert.equal(
		says({scanned: false, directories: 7, problems: [closed]}),
		'Looking for runs under /exp (7 directories so far) …\n/exp/closed: permission denied',
	);
	assert.match(
		says({directories: 1}),
		/^No runs under \/exp \(looked at 1 directory\)\nxtui finds: [\s\S]*Try: xtui run -- python train\.py/,
	);
	assert.match(says({directories: 0, problems: [closed]}), /^No runs under \/exp\n\/exp\/closed: permission denied\n/);
	assert.equal(says({}, null, rows, 'the engine ended'), 'Reading has stopped\nthe engine ended');
	assert.match(says({}, null, rows, null, false), /^[\x20-\x7e\n]*$/);
});

test('where nothing matches it says of how many, which condition leaves out most, and what may be meant; never of what is not read', () => {
	const ways = 'f changes it · F drops its last condition';
	const unread = [...rows.slice(0, 2), {...rows[2]!, complete: false}];
	for (const [filter, of, reading, text] of [
		['lr>9', rows, {}, 'None of 3 runs matches the filter\nlr is 1 to 3'],
		['lr>9', rows.slice(0, 1), {}, 'The run does not match the filter\nlr is 1'],
		['lr>9 lr>1', rows, {}, 'None of 3 runs matches the filter\n"lr>9" excludes most: 3 of 3\nlr is 1 to 3'],
		['lr>9', unread, {}, 'No run matches the filter so far: 1 of 3 is not read yet'],
		['lr>9 lr>1', unread, {}, 'No run matches the filter so far: 1 of 3 is not read yet'],
		['lr>9', rows, {scanned: false}, 'No run of the 3 found so far matches the filter'],
	] as const)
		assert.equal(says(reading, filter, [...of]), `${text}\n${ways}`, filter);
	assert.match(
		says({}, 'lrr>9'),
		/^None of 3 runs matches the filter\n\S.*lrr?.*\nf changes it/,
		'a name that no run has is doubted',
	);
	const away = rows.map(row => ({...row, marks: ['archived']}));
	assert.match(says({}, '', away), /^No run is left in the list: 3 archived\ng a shows what was put away/);
});
