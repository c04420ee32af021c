import assert from 'node:assert/strict';
import {test} from 'node:test';
import {atOneTime} from '../../../../../source/engine/folding/logged/evidence/at-one-time.ts';
import type {Told} from '../../../../../source/engine/folding/logged/told-runs.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';
import {TrackedRun} from '../../../../../source/engine/model/tracked-run.ts';

interface Written {
	/** When it began and was told its last, seconds; a table tells no times. */
	fromS?: number;
	toS?: number;
	/** When its files were written. */
	writtenS?: number;
}

/** What a training of these losses left behind, by the name of who keeps it. */
function toldOf(name: string, {fromS, toS, writtenS = toS ?? 0}: Written): Told {
	const layer = new Layer(name, 1, '');
	for (const [step, loss] of [0.9, 0.7, 0.6].entries()) layer.series('loss').push(step, Number.NaN, loss);
	if (fromS !== undefined) layer.facts({startedAtMs: fromS * 1000, endedAtMs: toS! * 1000});
	layer.modifiedAtMs = writtenS * 1000;
	const run = new TrackedRun(0, '/root', name, `/root/${name}`, '');
	return {run, layers: [layer], startedAtMs: layer.factsNow.startedAtMs, isBare: true};
}

/** Those of which one program may have told both. */
const pairsOf = (all: Record<string, Written>): string[] =>
	[...atOneTime(Object.entries(all).map(([name, written]) => toldOf(name, written)))]
		.map(([{run: one}, {run: other}]) => `${one.dir} ${other.dir}`)
		.sort();

test('a table may be that of a run that went on as it was written, else of one that was just over, or that came here with it', () => {
	const run = {fromS: 100, toS: 200};
	const cases: [Record<string, Written>, string[]][] = [
		[{run, table: {writtenS: 150}}, ['table run']],
		[{run, table: {writtenS: 215}}, ['table run']],
		[{run, table: {writtenS: 240}}, []],
		[{run, table: {writtenS: 50}}, []],
		[{run, next: {fromS: 210, toS: 300}, table: {writtenS: 215}}, ['table next']],
		[{run: {...run, writtenS: 9000}, table: {writtenS: 9030}}, ['table run']],
		[{run: {...run, writtenS: 9000}, table: {writtenS: 5000}}, []],
	];
	for (const [all, pairs] of cases) assert.deepEqual(pairsOf(all), pairs, JSON.stringify(all));
});

test('runs of two trackers that began within a minute may be one, whichever began first', () => {
	const cases: [Record<string, Written>, string[]][] = [
		[{a: {fromS: 0, toS: 9}, b: {fromS: 59, toS: 70}}, ['a b']],
		[{a: {fromS: 59, toS: 70}, b: {fromS: 0, toS: 9}}, ['b a']],
		[{a: {fromS: 0, toS: 90}, b: {fromS: 61, toS: 90}}, []],
	];
	for (const [all, pairs] of cases) assert.deepEqual(pairsOf(all), pairs, JSON.stringify(all));
});
