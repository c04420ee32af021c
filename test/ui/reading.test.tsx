import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

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
