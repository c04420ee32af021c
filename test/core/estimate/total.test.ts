import assert from 'node:assert/strict';
import {it} from 'node:test';
import {inferTotal, type TotalClues} from '../../../source/core/estimate/total.ts';

const clues: TotalClues = {step: 100, unit: 'step', siblings: [], history: [], patience: null};

it('takes the end of its siblings, and says so', () => {
	assert.deepEqual(inferTotal({...clues, siblings: [500, 500, 500]}), {
		total: 500,
		unit: 'step',
		from: '3 siblings',
		agreed: true,
	});
	const mixed = inferTotal({...clues, siblings: [400, 500, 900]});
	assert.equal(mixed?.total, 500);
	assert.match(mixed?.from ?? '', /3 siblings, which ended between 400 and 900/);
});

it('says how many siblings ended there, of which those that this run has passed are none', () => {
	const passed = (siblings: number[]) => inferTotal({...clues, siblings});
	assert.deepEqual(passed([50, 500]), {total: 500, unit: 'step', from: '1 sibling', agreed: false});
	assert.equal(passed([50, 500, 500])?.from, '2 siblings');
	assert.equal(passed([50, 60, 70, 500]), null, 'most ended before');
});

it('falls back to earlier runs of the same command', () => {
	assert.equal(inferTotal({...clues, history: [1000, 1000]})?.from, '2 earlier runs');
});

it('trusts ends that agree before early stopping, and siblings before earlier runs', () => {
	const patience = {steps: 50, bestStep: 80, metric: 'val/loss', from: 'config patience'};
	assert.equal(inferTotal({...clues, siblings: [500, 500], patience})?.total, 500);
	assert.equal(inferTotal({...clues, history: [900, 900], patience})?.total, 900);
	assert.equal(inferTotal({...clues, siblings: [400, 500, 600], history: [900, 900]})?.total, 500);
});

it('counts on early stopping once part of the patience is used up', () => {
	const patience = {steps: 50, bestStep: 80, metric: 'val/loss', from: 'config patience'};
	assert.equal(inferTotal({...clues, siblings: [300, 900], patience})?.total, 130);
	assert.match(inferTotal({...clues, patience})?.from ?? '', /^early stopping, best at step 80, config patience$/);
	assert.equal(inferTotal({...clues, patience})?.condition, 'if val/loss does not improve');
	assert.equal(inferTotal({...clues, step: 82, patience}), null);
	assert.equal(inferTotal({...clues, step: 140, patience}), null, 'it would have stopped');
});

it('says nothing where nothing tells, or where the run is past it', () => {
	assert.equal(inferTotal(clues), null);
	assert.equal(inferTotal({...clues, siblings: [50, 60, 70, 80]}), null);
});
