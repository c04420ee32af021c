import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {JsonObject} from '../../../source/core/run.ts';
import {factsOfRun, numbersOf, parseObject} from '../../../source/formats/trackio/record.ts';
import {ToldRun} from '../../../source/formats/trackio/told-run.ts';
import {CollectedRun} from '../collect.ts';

const called = {id: 'r1', idScope: null, name: 'one', project: 'digits', place: '/t/digits'};

test('a row has its numbers by their names, also those that JSON has no numbers for; media are none', () => {
	const row = {
		loss: 0.5,
		odd: 'NaN',
		high: 'Infinity',
		low: '-Infinity',
		word: 'best',
		val: {acc: 0.25, deep: {f1: 1}},
		list: [1],
		none: null,
	};
	assert.deepEqual(
		[...numbersOf({...row, image: {_type: 'trackio.image', width: 3}})],
		[
			['loss', 0.5],
			['odd', Number.NaN],
			['high', Number.POSITIVE_INFINITY],
			['low', Number.NEGATIVE_INFINITY],
			['val/acc', 0.25],
			['val/deep/f1', 1],
		],
	);
	assert.deepEqual([parseObject('{"a": 1}'), parseObject('[1]'), parseObject(null)], [{a: 1}, null, null]);
});

test('what Trackio puts into the settings by itself is told of the run, and is none', () => {
	const facts = (config: JsonObject, times = {firstMs: 500, lastMs: 900}) => factsOfRun({...called, ...times, config});
	const own = facts({
		lr: 0.1,
		best: 'Infinity',
		list: ['NaN', 'x'],
		_Group: 'sweep',
		_Username: 'ada',
		_Created: '2026-11-21T10:00:00',
	});
	assert.deepEqual(
		[own.config, own.group, own.user, own.startedAtMs],
		[{lr: 0.1, best: Number.POSITIVE_INFINITY, list: [Number.NaN, 'x']}, 'sweep', 'ada', Date.parse('2026-11-21T10:00:00Z')],
	);
	const bare = facts({_Group: '', _Username: 3, _own: 1});
	assert.deepEqual(
		[bare.config, bare.group, bare.user, bare.startedAtMs, bare.lastSignMs],
		[{_own: 1}, 'digits', null, 500, 900],
	);
});

test('a run begins with its first row and is heard of with its last, whichever order they come in; rows of the machine count by themselves', () => {
	const run = new CollectedRun();
	const told = new ToldRun(run, called);
	told.push([['loss', 0.5]], 3, 2000);
	told.push([['loss', 0.75]], 7, 1000);
	told.push([['gpu', 30]], null, 1500);
	told.push([['gpu', 40]], null, Number.NaN);
	told.tell();
	assert.deepEqual([run.learnt.startedAtMs, run.learnt.lastSignMs, run.learnt.name], [1000, 2000, 'one']);
	assert.deepEqual(
		run
			.points('loss')
			.map(([step]) => step)
			.sort(),
		[3, 7],
	);
	assert.deepEqual([run.system.get('gpu')!.length, run.metrics.has('gpu')], [2, false]);
});
