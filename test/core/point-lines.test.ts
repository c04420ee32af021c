import assert from 'node:assert/strict';
import test from 'node:test';
import {pointWriter} from '../../source/core/point-lines.ts';

const run = {id: 'a1', name: 'it, "said"\n\x1b[2J'};

test('CSV holds exact numbers, and names that cannot break a line or a terminal', () => {
	const line = pointWriter('csv', run, 'loss');
	assert.equal(line(1, Date.UTC(2026, 0, 1), 0.1), 'a1,"it, ""said"" ",loss,1,2026-01-01T00:00:00.000Z,0.1');
	assert.equal(line(2, Number.NaN, Number.NaN), 'a1,"it, ""said"" ",loss,2,,NaN');
	assert.equal(line(3, 1e300, Number.NEGATIVE_INFINITY), 'a1,"it, ""said"" ",loss,3,,-Infinity');
});

test('each JSON line is an object with the words for what is no number', () => {
	const line = pointWriter('jsonl', run, 'loss');
	assert.deepEqual(JSON.parse(line(1, 0, 0.1)), {
		run: 'a1',
		name: run.name,
		metric: 'loss',
		step: 1,
		time: '1970-01-01T00:00:00.000Z',
		value: 0.1,
	});
	assert.deepEqual(JSON.parse(line(2, Number.NaN, Number.NaN)), {
		run: 'a1',
		name: run.name,
		metric: 'loss',
		step: 2,
		time: null,
		value: 'NaN',
	});
});
