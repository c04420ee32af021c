import assert from 'node:assert/strict';
import test from 'node:test';
import {emptyRow, type RunRow} from '../../source/core/row.ts';
import {leftText, shortEstimate} from '../../source/store/texts/left-text.ts';

test('a time left of two units takes one where there is little room', () => {
	const texts = ['≈ 2 min 30 s', '≈ 5 h 30 min', '1 h 30 min – 2 h', '< 20 s', 'no step for 4 min'];
	assert.deepEqual(
		texts.map(text => shortEstimate(text, true)),
		['≈ 2.5 min', '≈ 5.5 h', '1.5 – 2 h', '< 20 s', 'silent 4 min'],
	);
	assert.equal(shortEstimate('≈ 2 min 30 s', false), '≈ 2 min 30 s');
	assert.equal(shortEstimate('2 min – 2 min 30 s', false), '< 2 min 30 s', 'a range without room is told by its end');
	assert.equal(shortEstimate('2 min – 2 min 30 s', false, 80), '2 min – 2 min 30 s');
});

test('a silence is called one, however narrow the list: a bare span would read as the time left', () => {
	const stalled = {status: 'stalled', updatedAtMs: 1_000_000, health: [], estimate: null} as unknown as RunRow;
	assert.equal(leftText(stalled, 1_025_000, true).text, 'silent 15 s');
	assert.equal(leftText(stalled, 1_000_000 + 540_000, true).text, 'silent 9 min');
	assert.equal(leftText(stalled, 1_000_000 + 14 * 60_000, true).text, 'silent 10 min', 'as its reason says it');
	assert.equal(leftText(stalled, 1_003_000, true).text, 'silent');
});

test('the time that a run took is called that, however narrow the list', () => {
	const done = {...emptyRow(), status: 'finished', complete: true, startedAtMs: 0, endedAtMs: 8000} as RunRow;
	assert.equal(leftText(done, 1_025_000, true).text, 'took 8 s');
	assert.equal(
		leftText({...done, startedAtMs: null, endedAtMs: null}, 1_025_000).text,
		'',
		'nothing is said where it is not known',
	);
	assert.equal(leftText({...done, endedAtMs: 150_000}, 1_025_000, true).text, 'took 2.5 min');
	assert.equal(leftText({...done, endedAtMs: 150_000}, 1_025_000).text, 'took 2 min 30');
});

test('what is wrong is told without its step where both have no room', () => {
	const mark = (text: string) => ({kind: 'slower', metric: null, step: 20, text, reason: ''}) as const;
	const slow = (text: string) => leftText({...emptyRow(), status: 'running', health: [mark(text)]} as RunRow, 0).text;
	assert.deepEqual(['2.9× slower since 20', 'diverges at 1234567', 'NaN at 412'].map(slow), [
		'2.9× slower',
		'diverges',
		'NaN at 412',
	]);
});

test('of a run that goes on although something is wrong the time left is told where it is known', () => {
	const health = [{kind: 'divergence', metric: 'loss', step: 20, text: 'diverges', reason: ''}];
	const going = {...emptyRow(), status: 'running', health, estimate: {text: '≈ 6 min'}} as unknown as RunRow;
	assert.deepEqual(leftText(going, 0), {text: '≈ 6 min', tone: 'plain'});
	assert.deepEqual(leftText({...going, estimate: null}, 0), {text: 'diverges', tone: 'bad'});
	assert.deepEqual(leftText({...going, status: 'stopped'}, 0), {text: 'diverges', tone: 'bad'});
	assert.notEqual(leftText({...going, status: 'finished', complete: true}, 0).text, 'diverges', 'what has finished took a time');
});
