import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {allOf, openEngine} from './engine-lab.ts';

const readBy = 'this program';

/** A database of which each state is its log up to some size; `commit` puts it into one. */
function makeStore(context: TestContext, fixture: string, name: string) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-live-stores-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const from = path.join('test/fixtures', fixture, name);
	const file = path.join(root, name);
	const log = readFileSync(`${from}-wal`);
	cpSync(from, file);
	let commits = 0;
	const commit = (size: number) => {
		writeFileSync(`${file}-wal`, log.subarray(0, size));
		commits++;
		for (const path of [file, `${file}-wal`]) utimesSync(path, 1.7e9 + commits, 1.7e9 + commits);
	};
	return {root, commit};
}

function open(root: string, kept: PackedReadings | null = null) {
	const shelf = new ReadingShelf(nodeFiles).load(readBy, kept);
	const {engine, readAll} = openEngine(root, {shelf});
	const look = () => {
		for (const handle of engine.registry.handles.values()) handle.dirty ||= handle.hasChanged();
		readAll();
	};
	return {engine, look, keep: () => shelf.renew(engine.registry.handles)};
}

/** What is shown of all runs, by their names, with all of their points. */
const shownBy = ({registry}: Engine) =>
	Array.from(registry.runs.values(), run => ({name: run.facts.name ?? '', table: makeRow(run).metrics, all: allOf(run)})).sort(
		(one, other) => one.name.localeCompare(other.name),
	);

test('a run that gets its first points in the commit that renames a run that was kept has each of them once', context => {
	const {root, commit} = makeStore(context, 'mlflow-grown', 'mlflow.db');
	commit(0);
	const kept = open(root).keep();
	commit(1104);
	const live = open(root, kept);
	assert.ok([...live.engine.registry.runs.values()].some(({asleep}) => asleep !== null));
	commit(2176);
	live.look();
	assert.deepEqual(shownBy(live.engine), shownBy(open(root).engine));
});

for (const [fixture, name, whole, without] of [
	['mlflow-grown', 'mlflow.db', 0, 4856],
	['optuna-grown', 'study.db', 10_216, 14_504],
] as const) {
	test(`${name}: a run that is deleted leaves the screen, and is there again with its points once a backup is put back`, context => {
		const {root, commit} = makeStore(context, fixture, name);
		commit(whole);
		const live = open(root);
		const before = shownBy(live.engine);
		commit(without);
		live.look();
		assert.deepEqual(shownBy(live.engine), shownBy(open(root).engine));
		commit(whole);
		live.look();
		assert.deepEqual(shownBy(live.engine), before);
	});

	test(`${name}: a run that is deleted leaves the screen where what an earlier start had kept was shown`, context => {
		const {root, commit} = makeStore(context, fixture, name);
		commit(whole);
		const live = open(root, open(root).keep());
		assert.ok([...live.engine.registry.handles.values()].every(({isAsleep}) => isAsleep));
		commit(without);
		live.look();
		assert.deepEqual(shownBy(live.engine), shownBy(open(root).engine));
	});
}

test('a run of trackio that is deleted leaves the screen, and one that is renamed has its new name', context => {
	const {root, commit} = makeStore(context, 'trackio-grown', 'kiln.db');
	commit(0);
	const live = open(root);
	for (const [size, names] of [
		[0, ['ash', 'clay', 'slip']],
		[1640, ['ash', 'slip']],
		[2712, ['frit', 'slip']],
	] as const) {
		commit(size);
		live.look();
		const shown = shownBy(live.engine);
		assert.deepEqual(
			shown.map(({name}) => name),
			names,
		);
		assert.deepEqual(shown, shownBy(open(root).engine));
	}
});
