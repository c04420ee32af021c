import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look} from '../../source/store/store.ts';
import {fakeRow, fakeTree} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const rowOf = (lines: string[], name: RegExp) => lines.find(line => name.test(line)) ?? '';

test('how far the reading is stands in the header, and unread values are no zeros', () => {
	const screen = openScreen(120, 24, {
		rows: [fakeRow({key: 1, name: 'big', metrics: [], more: {complete: false}}), fakeRow({key: 2, name: 'small'})],
	});
	screen.engine.send({
		reading: {scanned: true, directories: 3, runs: 2, bytesRead: 34_000_000, bytesLeft: 66_000_000, runsLeft: 1, problems: []},
	});
	const lines = screen.lines();
	assert.match(lines[0]!, /reading 34 % of 100 MB$/);
	assert.match(rowOf(lines, /big/), /…/);
	screen.engine.send({
		reading: {scanned: true, directories: 3, runs: 2, bytesRead: 99_000, bytesLeft: 1000, runsLeft: 60, problems: []},
	});
	assert.match(screen.lines()[0]!, /reading … 60 left$/);
	const narrow = openScreen(40, 12);
	narrow.engine.send({
		reading: {scanned: true, directories: 3, runs: 2, bytesRead: 99_000, bytesLeft: 1000, runsLeft: 60, problems: []},
	});
	assert.match(narrow.lines()[1]!, /reading … 60 left$/);
});

test('roots that are not there any more are named, beside the runs of others and where there are none', () => {
	const problems = [{file: '/home/ada/exp', message: 'Not there any more: moved or removed'}];
	const reading = {scanned: true, directories: 0, runs: 0, bytesRead: 0, bytesLeft: 0, runsLeft: 0, problems};
	const screen = openScreen(120, 24, {rows: [fakeRow({key: 1, name: 'other'})]});
	screen.engine.send({reading});
	assert.match(screen.lines()[1]!, /⚠ ~\/exp: Not there any more: moved or removed/);
	const empty = openScreen(80, 24, {rows: []});
	empty.engine.send({reading});
	const text = empty.lines().join('\n');
	assert.match(text, /No runs under ~\/exp\n +~\/exp: Not there any more/);
	assert.match(text, /xtui run -- python train\.py/);
	empty.engine.send({reading: {...reading, directories: 1, problems: []}});
	assert.match(empty.lines().join('\n'), /No runs under ~\/exp \(looked at 1 directory\)/);
});

test('a filter that matches nothing says how many runs are not read yet, and that others are still looked for', () => {
	const text = (screen: TestScreen) => {
		look(screen.store, {filter: 'lr>1'});
		return screen.lines().join('\n');
	};
	const unread = fakeTree().map(row => ({...row, complete: row.key >= 30}));
	assert.match(text(openScreen(80, 24, {rows: unread})), /No run matches the filter so far: 30 of 40 are not read yet/);
	const looking = openScreen(80, 24);
	const reading = {scanned: false, directories: 3, runs: 40, bytesRead: 0, bytesLeft: 0, runsLeft: 0, problems: []};
	looking.engine.send({reading});
	assert.match(text(looking), /No run of the 40 found so far matches the filter/);
	looking.engine.send({reading: {...reading, scanned: true}});
	assert.match(text(looking), /None of 40 runs matches the filter/);
});
