import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {allOf, nowMs} from './engine-lab.ts';

const readBy = 'this program';

/** Ends of commits on a study of eight trials, one of which goes on; and which of them are not as they were. */
const commits: readonly [what: string, size: number, changed: readonly number[]][] = [
	['a trial was added', 7536, [9]],
	['a value was changed in place', 8072, [2, 9]],
	['a parameter was changed in place', 8608, [2, 4, 9]],
	['a trial that was over got another value', 9680, [2, 3, 4, 9]],
	['the trial that went on has finished', 10_216, [2, 3, 4, 7, 9]],
	['a trial was deleted', 14_504, [2, 3, 4, 7, 9]],
	['the database was packed', 30_048, []],
	['a trial was added to that', 37_552, []],
];

/** @param store file below test/fixtures, with a log beside it */
function makeStore(context: TestContext, store: string) {
	const log = readFileSync(`test/fixtures/${store}-wal`);
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-grown-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const file = path.join(root, path.basename(store));
	cpSync(`test/fixtures/${store}`, file);
	const commit = (size: number) => {
		writeFileSync(`${file}-wal`, log.subarray(0, size));
		for (const path of [file, `${file}-wal`]) utimesSync(path, 1.7e9 + size, 1.7e9 + size);
	};
	commit(0);
	return {root, commit, logBytes: log.length};
}

const makeStudy = (context: TestContext) => makeStore(context, 'optuna-grown/study.db');

function scan(root: string, kept: PackedReadings | null) {
	const shelf = new ReadingShelf(nodeFiles).load(readBy, kept);
	const engine = scanOnce([root], nodeFiles, formats, () => nowMs, false, shelf);
	const runs = [...engine.registry.runs.values()];
	const asleep = runs.filter(run => run.asleep !== null).map(({facts}) => Number(facts.name?.split(' ')[1]) + 1);
	return {rows: runs.map(makeRow), asleep, pointsOf: () => runs.map(allOf), renew: () => shelf.renew(engine.registry.handles)};
}

test('of a store that has changed, only runs are read that are not as they were, and all is shown as if it were read whole', context => {
	const {root, commit} = makeStudy(context);
	const kept = scan(root, null).renew();
	assert.notEqual(kept, null);
	for (const [what, size, changed] of commits) {
		commit(size);
		const [second, fresh] = [scan(root, kept), scan(root, null)];
		assert.deepEqual(second.rows, fresh.rows, what);
		if (changed.length > 0) for (const trial of changed) assert.ok(!second.asleep.includes(trial), `${what}: trial ${trial}`);
		// The rows of a trial lie on a page with those of another one.
		if (size < 9000) assert.ok(second.asleep.length >= 2, `${what}: ${second.asleep}`);
		assert.deepEqual(second.pointsOf(), fresh.pointsOf(), what);
	}
});

test('what a start keeps that has read only a part serves the next one', context => {
	const {root, commit} = makeStudy(context);
	let kept = scan(root, null).renew();
	for (const [what, size] of commits) {
		commit(size);
		const next = scan(root, kept);
		kept = next.renew() ?? kept;
		assert.deepEqual(next.rows, scan(root, null).rows, what);
		const again = scan(root, kept);
		assert.deepEqual(again.rows, next.rows, what);
		assert.deepEqual(again.pointsOf(), scan(root, null).pointsOf(), what);
	}
});

test('a backup that was put back shows what it has', context => {
	const {root, commit} = makeStudy(context);
	commit(10_216);
	const kept = scan(root, null).renew();
	for (const size of [0, 8072]) {
		commit(size);
		assert.deepEqual(scan(root, kept).rows, scan(root, null).rows);
	}
});

// All points of the first one lie on one page, which has changed.
for (const [store, isOnePage] of [
	['mlflow/mlflow.db', true],
	['trackio/vision.db', false],
	['optuna/study.db', false],
] as const)
	test(`a store that has grown since is shown as if it were read whole: ${store}`, context => {
		const {root, commit, logBytes} = makeStore(context, store);
		let most = 0;
		for (let from = 0; from < logBytes; from += logBytes >> 2) {
			commit(from);
			const kept = scan(root, null).renew();
			commit(logBytes);
			const [second, fresh] = [scan(root, kept), scan(root, null)];
			assert.deepEqual(second.rows, fresh.rows, `${store} from ${from}`);
			most = Math.max(most, second.asleep.length);
			assert.deepEqual(second.pointsOf(), fresh.pointsOf(), `${store} from ${from}`);
		}
		assert.equal(most > 0, !isOnePage, 'some of its runs were not read again');
	});
