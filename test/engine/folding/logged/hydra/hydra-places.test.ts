import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Logged} from '../tree.ts';
import {type Job, rowsOf, usual} from './hydra-tree.ts';

test('where both know the place in which they were started, the last job before wandb began is its own, also without a setting in common', context => {
	const quiet = {...usual, isLogged: false};
	const of = (fromS: number, more: Partial<Logged> = {}) => ({fromS, toS: fromS + 30, below: 'train.py', ...more});
	const count = (jobs: readonly Job[], ...logged: Partial<Logged>[]) => rowsOf(context, jobs, ...logged).length;
	assert.equal(count([quiet], of(5)), 1);
	assert.equal(count([quiet, {...quiet, madeS: 60}, {...quiet, madeS: 110}], of(5), of(66), of(114)), 3);
	assert.equal(count([quiet, {...quiet, madeS: 60}], of(66)), 2, 'the first one died before it came to that');
	assert.equal(count([quiet, {...quiet, madeS: 20}], of(40)), 3, 'the first one may be slow');
	assert.equal(count([quiet, {...quiet, madeS: 1}], of(5), of(6)), 4, 'two started at once');
	assert.equal(count([quiet], of(5), of(50)), 3, 'two in one job');
	assert.equal(count([quiet], of(5, {program: '/home/ada/other/train.py'})), 2, 'another clone');
	assert.equal(count([quiet], of(5, {config: {lr: 0.25}})), 2, 'with another setting');
	assert.equal(count([quiet], of(500)), 2, 'long after it');
});
