import assert from 'node:assert/strict';
import test from 'node:test';
import {emptyFacts} from '../../../../source/core/run.ts';
import {NestedSigns} from '../../../../source/engine/liveness/signs/nested.ts';
import {TrackedRun} from '../../../../source/engine/model/tracked-run.ts';

const nowMs = 1_795_000_000_000;
let key = 0;

function makeRun(place: string, id: string, parent: string | null, lastSignMs: number | null) {
	const run = new TrackedRun(++key, '/exp', place, place, id);
	const empty = emptyFacts();
	const facts = {...empty, id, parent, lastSignMs, writer: {...empty.writer, waitsForNested: true}};
	Object.defineProperty(run, 'facts', {value: facts});
	Object.defineProperty(run, 'id', {value: id});
	Object.defineProperty(run, 'format', {value: 'mlflow'});
	return run;
}

function signsOf(runs: readonly TrackedRun[]) {
	const nested = new NestedSigns();
	nested.meet(new Map(runs.map(run => [run.key, run])));
	return runs.map(run => nested.signBelow(run, nowMs));
}

test('what is written to a nested run is a sign of the run in its own database, not in a copy beside it', () => {
	const stores = ['/exp/mlflow.db', '/exp/backup.db'].map((place, i) => [
		makeRun(place, 'outer', null, nowMs - 900_000),
		makeRun(place, 'inner', 'outer', nowMs - (i === 0 ? 1000 : 800_000)),
	]);
	assert.deepEqual(signsOf(stores.flat()), [nowMs - 1000, null, nowMs - 800_000, null]);
});

test('a run in another experiment of the same store of files may be nested in a run', () => {
	const runs = [
		makeRun('/exp/mlruns/1/outer', 'outer', null, null),
		makeRun('/exp/mlruns/2/inner', 'inner', 'outer', nowMs - 1000),
	];
	assert.deepEqual(signsOf(runs), [nowMs - 1000, null]);
});
