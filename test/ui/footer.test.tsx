import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

test('the last line offers to stop a run only where some run is under way', () => {
	const last = (status: 'running' | 'queued' | 'finished') =>
		openScreen(140, 24, {rows: [fakeRow({key: 0, name: 'a', status}), fakeRow({key: 1, name: 'b'})]})
			.lines()
			.at(-1)!;
	assert.match(last('running'), /R restart .*X stop/);
	assert.match(last('finished'), /R restart/);
	assert.doesNotMatch(last('finished'), /X stop/);
	assert.doesNotMatch(last('queued'), /X stop/, 'it has no process yet');
});

test('the last line offers no restart of a run without a recorded command', () => {
	const {hasCommand, ...unknown} = fakeRow({key: 0, name: 'a', status: 'finished'});
	assert.equal(hasCommand, true);
	assert.doesNotMatch(
		openScreen(140, 24, {rows: [unknown]})
			.lines()
			.at(-1)!,
		/R restart/,
	);
});
