import assert from 'node:assert/strict';
import {test} from 'node:test';
import {event, readEvents, readOne, scalar, session, summary} from './events.ts';

const first = 'events.out.tfevents.1760000000.node1.10.0';
const second = 'events.out.tfevents.1760000100.node1.11.0';
const values = (count: number, from: number, tag: string, value: number) =>
	Array.from({length: count}, (_, i) => scalar(from + i, from + i, tag, value));

test('a later file wins from its first step on, tag by tag', () => {
	const run = readEvents({[second]: values(5, 3, 'loss', 2), [first]: [...values(6, 0, 'loss', 1), ...values(6, 0, 'lr', 9)]});
	assert.deepEqual(
		run.points('loss').map(([step, value]) => [step, value]),
		[
			[0, 1],
			[1, 1],
			[2, 1],
			[3, 2],
			[4, 2],
			[5, 2],
			[6, 2],
			[7, 2],
		],
	);
	assert.equal(run.points('lr').length, 6);
});

test('a session that starts again is an event, and purges nothing by itself', () => {
	const run = readEvents({[first]: values(5, 0, 'loss', 1), [second]: [event(200, 3, session(1)), ...values(2, 3, 'loss', 2)]});
	assert.equal(run.points('loss').length, 5);
	assert.deepEqual(run.events, [{atMs: 200_000, step: 3, kind: 'restart', text: 'Session started at step 3'}]);
});

test('points without steps are numbered in order of writing', () => {
	const run = readOne(scalar(1, 0, 'x', 5), scalar(2, 0, 'x', 6), scalar(3, 0, 'y', 1), scalar(4, 0, 'x', 7));
	assert.deepEqual(run.points('x'), [
		[0, 5],
		[1, 6],
		[2, 7],
	]);
	assert.deepEqual(run.points('y'), [[0, 1]]);
});

test('a series that repeats step 0 and goes on has one point there', () => {
	const run = readOne(scalar(1, 0, 'x', 5), scalar(2, 0, 'x', 6), scalar(3, 0, 'x', 7), scalar(4, 1, 'x', 8));
	assert.deepEqual(run.points('x'), [
		[0, 7],
		[1, 8],
	]);
	assert.deepEqual(run.metrics.get('x')?.superseded, [], 'steps that nobody wrote are no earlier attempt');
});

test('counted steps are taken back where the steps begin in a further file', () => {
	const stepless = Array.from({length: 10}, (_, i) => scalar(i, 0, 'x', i));
	const run = readEvents({[first]: stepless, [second]: [scalar(20, 0, 'x', 50), ...values(3, 5, 'x', 100)]});
	assert.deepEqual(run.points('x'), [
		[0, 50],
		[5, 100],
		[6, 100],
		[7, 100],
	]);
	assert.deepEqual(readEvents({[first]: stepless, [second]: values(2, 5, 'x', 100)}).points('x'), [
		[0, 9],
		[5, 100],
		[6, 100],
	]);
});

test('step 0 in a further file is a start from the beginning', () => {
	const run = readEvents({[first]: [scalar(1, 0, 'x', 5)], [second]: [scalar(2, 0, 'x', 6)]});
	assert.deepEqual(run.points('x'), [[0, 6]]);
});

test('checkpoints are events', () => {
	const run = readOne(event(5, 40, session(3, 'model.ckpt-40')), event(6, 41, summary()));
	assert.deepEqual(run.events, [{atMs: 5000, step: 40, kind: 'checkpoint', text: 'model.ckpt-40'}]);
});
