import assert from 'node:assert/strict';
import {cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

const dirsUnder = (root: string) => [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(({dir}) => dir).sort();

/** A drive as Colab mounts it: what others share lies behind a shortcut. */
function makeDrive(context: TestContext): string {
	const drive = makeRoot();
	context.after(() => rmSync(drive, {recursive: true, force: true}));
	for (const place of ['.shortcut-targets-by-id/1AbC', '.Trash-0/files', '.file-revisions-by-id/2'])
		cpSync('test/fixtures/xman/twins', path.join(drive, place, 'proj'), {recursive: true});
	mkdirSync(path.join(drive, 'MyDrive'));
	symlinkSync('../.shortcut-targets-by-id/1AbC/proj', path.join(drive, 'MyDrive/proj'));
	return drive;
}

test('a project behind a shortcut of a drive is listed where the shortcut is, and what lies in the trash is not', context => {
	const drive = makeDrive(context);
	assert.deepEqual(dirsUnder(drive), ['MyDrive/proj/group1/exp1', 'MyDrive/proj/group2/exp1']);
	assert.deepEqual(dirsUnder(path.join(drive, 'MyDrive')), ['proj/group1/exp1', 'proj/group2/exp1']);
});

test('a person may ask for what lies behind a shortcut, or in the trash', context => {
	const drive = makeDrive(context);
	for (const place of ['.shortcut-targets-by-id/1AbC/proj', '.Trash-0/files/proj'])
		assert.deepEqual(dirsUnder(path.join(drive, place)), ['group1/exp1', 'group2/exp1']);
});

test('loose tables in an environment are data of packages, but for those in a directory that a person asks for', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const exp = path.join(root, 'venv/exp1');
	for (const place of ['deep', 'deep/.neptune']) {
		mkdirSync(path.join(exp, place), {recursive: true});
		writeFileSync(path.join(exp, place, 'metrics.csv'), 'step,loss\n0,1\n1,0.5\n');
	}
	for (const asked of [root, path.join(root, 'venv'), path.join(exp, 'deep/.neptune')]) assert.deepEqual(dirsUnder(asked), []);
	assert.deepEqual(dirsUnder(exp), ['deep']);
	assert.deepEqual(dirsUnder(path.join(exp, 'deep')), ['.']);
});

test('the other halves of files in an archive of a Mac are no runs', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const place of ['.', '__MACOSX']) cpSync('test/fixtures/xman/twins', path.join(root, place), {recursive: true});
	assert.deepEqual(dirsUnder(root), ['group1/exp1', 'group2/exp1']);
});

test('of an environment and a cache only the places are looked at in which trackers keep runs', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const place of [
		'p/.venv/.guild/runs',
		'p/.venv/lib',
		'.cache/huggingface/trackio',
		'.cache/huggingface/hub',
		'.cache/other',
	])
		cpSync('test/fixtures/dvclive/ok', path.join(root, place), {recursive: true});
	const found = ['.cache/huggingface/trackio/dvclive', 'p/.venv/.guild/runs/dvclive'];
	assert.deepEqual(dirsUnder(root), found);
	const {passed} = scanOnce([root], nodeFiles, formats).discovery;
	assert.deepEqual(passed.map(({path: passedPath, why}) => [path.relative(root, passedPath), why]).sort(), [
		['.cache', 'directories of this name hold no runs but in huggingface/trackio'],
		['p/.venv', 'directories of this name hold no runs but in .guild'],
	]);
});

test('of an environment that has a tracker’s home it is said that only that was looked at, of others that nothing was', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const place of ['a/.venv/.guild/runs', 'b/.venv/lib']) mkdirSync(path.join(root, place), {recursive: true});
	const {discovery} = scanOnce([root], nodeFiles, formats);
	const passed = discovery.passed.map(({path: place, why}) => [path.relative(root, place), why]);
	assert.deepEqual(passed, [
		['a/.venv', 'directories of this name hold no runs but in .guild'],
		['b/.venv', 'directories of this name hold no runs'],
	]);
});
