import assert from 'node:assert/strict';
import {it} from 'node:test';
import {createRhythm, rhythmOf, stallAfterLifeMs, stallAfterMs} from '../../../source/core/estimate/rhythm.ts';

const steady = (gapMs: number, count: number) => rhythmOf(count, index => index * gapMs);
const flushed = {bufferMs: 0, bufferBytes: 0};

it('allows ten usual gaps of silence, two minutes at least', () => {
	assert.equal(stallAfterMs(steady(1000, 100), flushed).ms, 120_000);
	assert.deepEqual(stallAfterMs(steady(60_000, 100), flushed), {ms: 600_000, why: 'writes every 1 min'});
});

it('allows more than the longest pause that the run came back from', () => {
	const keeper = createRhythm();
	for (let index = 0; index < 50; index++) keeper.observe(index * 1000);
	keeper.observe(50_000 + 900_000);
	const limit = stallAfterMs(keeper.rhythm(), flushed);
	assert.ok(limit.ms > 900_000);
	assert.match(limit.why, /once 15 min/);
});

it('allows what the writer may hold back, by time or by the size of its buffer', () => {
	assert.ok(stallAfterMs(steady(1000, 100), {bufferMs: 600_000, bufferBytes: 0}).ms >= 600_000);
	const keeper = createRhythm();
	for (let index = 0; index < 50; index++) keeper.observe(index * 10_000, index * 100);
	assert.ok(stallAfterMs(keeper.rhythm(), {bufferMs: 0, bufferBytes: 8192}).ms > 8192 * 100);
});

it('is patient with a run that it hardly knows, and with a clock that went back', () => {
	assert.equal(stallAfterMs(null, flushed).ms, 600_000);
	assert.equal(stallAfterMs(steady(1000, 3), flushed).ms, 600_000);
	const keeper = createRhythm();
	keeper.observe(5000);
	keeper.observe(1000);
	assert.equal(keeper.rhythm(), null);
});

it('knows of rows without times that none came later than all of them took', () => {
	assert.deepEqual(stallAfterLifeMs(100, 10_000, flushed), {ms: 120_000, why: 'all its 100 rows came within 10 s'});
	assert.equal(stallAfterLifeMs(2000, 200_000, flushed)?.ms, 320_000);
	assert.equal(stallAfterLifeMs(12, 300_000, flushed)?.ms, 480_000);
	assert.equal(stallAfterLifeMs(11, 10_000, flushed), null, 'it has not shown its pauses yet');
	assert.equal(stallAfterLifeMs(20, 3_600_000, flushed), null, 'it may have been silent for an hour');
	assert.equal(stallAfterLifeMs(100, -5, flushed), null);
	assert.equal(stallAfterLifeMs(100, 10_000, {bufferMs: 300_000})?.ms, 375_000);
});
