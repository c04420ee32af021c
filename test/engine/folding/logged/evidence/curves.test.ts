import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyFacts, type RunFacts} from '../../../../../source/core/run.ts';
import {Series} from '../../../../../source/core/series/series.ts';
import {contradicts} from '../../../../../source/engine/folding/logged/evidence/contradict.ts';
import {compareCurves} from '../../../../../source/engine/folding/logged/evidence/curves.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';
import {curvesOf} from './curves-of.ts';

const compare = (one: Record<string, readonly number[]>, other: Record<string, readonly number[]>) => [
	compareCurves(curvesOf(one), curvesOf(other)),
	compareCurves(curvesOf(other), curvesOf(one)),
];

test('results are the same however a tracker names them, rounds them and loses some of them', () => {
	const losses = [0.74071, 0.65187, 0.6874, 0.51];
	assert.deepEqual(compare({loss: losses}, {'train/loss': losses}), ['same', 'same']);
	assert.deepEqual(compare({'val/loss': losses}, {val_loss: [0.74071, 0.6874, 0.51]}), ['same', 'same']);
	assert.deepEqual(compare({loss: losses}, {loss: [0.740708, 0.651872, 0.687399]}), ['same', 'same']);
	const broken = {loss: [1, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY]};
	assert.deepEqual(compare(broken, broken), ['same', 'same'], 'also where the training broke');
	const summed = {loss: losses, train_loss: [0.64]};
	assert.deepEqual(compare(summed, {loss: losses}), ['same', 'same'], 'the mean at the end is no curve of its own');
	const points = {points: [1, 2, 3, 4]};
	assert.deepEqual(compare(points, {points: [1, 2, 3, 4, 2]}), ['same', 'same'], 'whole numbers that fall count nothing');
});

test('other results are told from them, and what every run has in common tells nothing', () => {
	assert.deepEqual(compare({loss: [3, 2, 1]}, {loss: [3, 2.1, 1.1]}), ['other', 'other']);
	assert.deepEqual(compare({loss: [3, 2, 1], acc: [1, 2, 3]}, {loss: [3, 2, 1], acc: [4, 5, 6]}), ['other', 'other']);
	const plan = {learning_rate: [3, 2, 1], epoch: [0, 1, 2], 'lr/pg0': [1, 2, 3], train_runtime: [9, 8]};
	assert.deepEqual(compare(plan, plan), ['unknown', 'unknown']);
	assert.deepEqual(compare({acc: [0.5, 0.5, 0.5]}, {acc: [0.5, 0.5, 0.5]}), ['unknown', 'unknown'], 'nor what never changes');
	assert.deepEqual(compare({loss: [3]}, {loss: [3]}), ['unknown', 'unknown'], 'nor one value');
	assert.deepEqual(compare({loss: [3]}, {loss: [2]}), ['unknown', 'unknown'], 'nor that it is another one');
	const half = [0.9, 0.8, 0.7, 0.6];
	assert.deepEqual(compare({loss: [...half, 0.5, 0.4]}, {loss: [...half, 0.2, 0.1]}), ['unknown', 'unknown'], 'nor a few alike');
	const counted = (by: number) => ({acc: half, 'rollout/steps': [by, 2 * by, 3 * by]});
	assert.deepEqual(compare(counted(1), counted(64)), ['same', 'same'], 'steps are counted in many ways');
	assert.deepEqual(compare({loss: [3, 2]}, {acc: [3, 2]}), ['unknown', 'unknown']);
});

test('points that a pool of threads wrote in any order are compared in the order of their steps', () => {
	const written = new Series('sort');
	for (const [step, value] of [
		[2, 0.4],
		[0, 0.9],
		[3, 0.3],
		[1, 0.6],
	] as const)
		written.push(step, Number.NaN, value);
	assert.equal(compareCurves(curvesOf({loss: [0.9, 0.6, 0.4, 0.3]}), new Map([['loss', written]])), 'same');
});

function layerOf(facts: Partial<RunFacts>): Layer {
	const layer = new Layer('any', 1, '');
	layer.facts({...emptyFacts(), ...facts});
	return layer;
}

test('another machine, process, seed or learning rate is another run', () => {
	const own = [layerOf({}), layerOf({host: 'node1.cluster', pid: 7, config: {seed: 42, learning_rate: 5e-5}})];
	const isOther = (facts: Partial<RunFacts>) => contradicts(layerOf(facts), own);
	assert.ok(!isOther({}));
	assert.ok(!isOther({host: 'node1', pid: 7, config: {seed: '42', learning_rate: '5e-05', x: 1}}));
	assert.ok(!isOther({host: '10.0.0.7', config: {seed: null}}));
	const others: Partial<RunFacts>[] = [{host: 'node2'}, {pid: 8}, {config: {seed: 43}}, {config: {learning_rate: '0.0001'}}];
	for (const facts of others) assert.ok(isOther(facts), JSON.stringify(facts));
});
