import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot, startSession} from '../live-session.ts';
import {allOf, makeRuns, nowMs, openEngine, points, settle} from './engine-lab.ts';

const readBy = 'this program';

/** A start of the screen that takes over what an earlier one has kept. */
function start(root: string, kept: PackedReadings | null) {
	const shelf = new ReadingShelf(nodeFiles).load(readBy, kept);
	const started = openEngine(root, {shelf});
	const bytesRead = () => started.engine.reading().bytesRead;
	return {...started, bytesRead, renew: () => shelf.renew(started.engine.registry.handles)};
}

const rowsOf = ({registry}: Engine) => [...registry.runs.values()].map(makeRow);

test('what a start takes over, and all that is read of it once more, is what it would have read: every format', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures', root, {recursive: true});
	const awake = openEngine(root, {dozes: false});
	const first = start(root, null);
	const kept = first.renew();
	const second = start(root, kept);
	const asleep = second.runs.filter(run => run.asleep !== null).length;
	assert.ok(asleep > second.runs.length / 4, `${asleep} of ${second.runs.length} were taken over`);
	assert.ok(second.bytesRead() < first.bytesRead());
	assert.deepEqual(rowsOf(second.engine), rowsOf(awake.engine));
	for (const run of second.runs) {
		if (run.asleep === null) continue;
		const other = awake.runs.find(({key}) => key === run.key)!;
		run.wake();
		assert.deepEqual(makeRow(run), makeRow(other), run.path);
		assert.deepEqual(allOf(run), allOf(other), run.path);
	}
	const plain = scanOnce([root], nodeFiles, formats, () => nowMs);
	const listed = scanOnce([root], nodeFiles, formats, () => nowMs, false, new ReadingShelf(nodeFiles).load(readBy, kept));
	assert.deepEqual(rowsOf(listed), rowsOf(plain), 'as a command takes it');
});

test('nothing is read or kept again of what was taken over, looked at or not', context => {
	const root = makeRuns(context, 3);
	settle(root);
	const second = start(root, start(root, null).renew());
	assert.equal(second.bytesRead(), 0);
	second.runs[0]!.wake();
	assert.equal(second.runs[0]!.metrics.get('loss')!.length, 40);
	for (const handle of second.engine.registry.handles.values()) assert.equal(handle.hasChanged(), false, handle.key);
	assert.equal(second.renew(), null);
	const before = second.bytesRead();
	second.engine.rescan();
	second.readAll();
	assert.equal(second.bytesRead(), before);
});

const changes: Record<string, {change: (run: string) => void; loss: number}> = {
	'goes on after all': {change: run => appendFileSync(path.join(run, 'metrics.jsonl'), points(41, 50)), loss: 1 / 50},
	'was written anew': {change: run => writeFileSync(path.join(run, 'metrics.jsonl'), points(1, 7)), loss: 1 / 7},
};

for (const [what, {change, loss}] of Object.entries(changes)) {
	for (const isOpen of [true, false]) {
		test(`a run that ${what} ${isOpen ? 'before the eyes of a screen' : 'between two starts'} is read whole, and kept as it is then`, context => {
			const root = makeRuns(context, 2);
			const run = path.join(root, 'run-1');
			const kept = start(root, null).renew();
			if (!isOpen) change(run);
			const second = start(root, kept);
			if (isOpen) change(run);
			for (const handle of second.engine.registry.handles.values()) handle.dirty ||= handle.hasChanged();
			second.readAll();
			const lossOf = ({runs}: {runs: typeof second.runs}) => {
				const {metrics} = makeRow(runs.find(({path: at}) => at === run)!);
				return metrics.values[metrics.names.indexOf('loss')];
			};
			assert.equal(makeRow(second.runs.find(({path: at}) => at === run)!).metrics.names.length, 1);
			assert.ok(second.bytesRead() > 0);
			assert.equal(second.runs.find(({path: at}) => at === run)!.grewAtMs, isOpen ? nowMs : 0, 'seen to grow');
			const whole = second.runs.find(({path: at}) => at === run)!.metrics.get('loss')!;
			assert.equal(whole.values.at(whole.length - 1), loss);
			const third = start(root, second.renew());
			assert.equal(third.bytesRead(), 0);
			assert.deepEqual(rowsOf(third.engine), rowsOf(openEngine(root).engine));
			assert.equal(lossOf(third), lossOf(openEngine(root)));
		});
	}
}

/** A cache of its own for the test. */
function withCache(context: TestContext): void {
	const cache = mkdtempSync(path.join(os.tmpdir(), 'xtui-cache-'));
	const before = process.env.XDG_CACHE_HOME;
	process.env.XDG_CACHE_HOME = cache;
	context.after(() => {
		if (before === undefined) delete process.env.XDG_CACHE_HOME;
		else process.env.XDG_CACHE_HOME = before;
		rmSync(cache, {recursive: true, force: true});
	});
}

test('the live engine keeps what it has read, and takes it over at the next start once the first runs are shown', async context => {
	withCache(context);
	const root = makeRuns(context, 300);
	settle(root);
	const readAll = async (session: ReturnType<typeof startSession>) => {
		const latest = () => session.updates.findLast(({reading}) => reading !== null)?.reading ?? null;
		// Before the walk is over nothing may be left to read for a moment.
		const isRead = () => latest()?.scanned === true && latest()?.runsLeft === 0 && latest()?.runs === 300;
		await session.until('all is read and listed', () => isRead() && session.rows.size === 300);
		return latest()!.bytesRead;
	};
	const first = startSession(root, readBy);
	const bytes = await readAll(first);
	first.post({type: 'keep', runs: [1, 2]});
	first.post({type: 'stop'});
	const second = startSession(root, readBy);
	context.after(() => second.close());
	const fewer = await readAll(second);
	// How many runs are shown before it takes over depends on what else the machine does; without it all bytes are read.
	assert.ok(fewer < bytes * 0.9, `${fewer} of ${bytes} bytes`);
	assert.deepEqual(
		[...second.rows.values()].map(({dir, metrics}) => [dir, metrics.values]).sort(),
		[...first.rows.values()].map(({dir, metrics}) => [dir, metrics.values]).sort(),
	);
});
