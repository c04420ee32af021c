import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {glanceAtRuns} from '../../../source/engine/discovery/glance.ts';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';

const never = () => false;

function makeTree(context: test.TestContext, days: readonly number[]): string {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-glance-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const day of days)
		makeRun(root, `offline-run-202601${String(day).padStart(2, '0')}_120000-id${day}`, `run-id${day}.wandb`);
	return root;
}

function makeRun(root: string, name: string, log: string): void {
	mkdirSync(path.join(root, 'project/wandb', name), {recursive: true});
	writeFileSync(path.join(root, 'project/wandb', name, log), '');
}

test('the newest runs that names tell come first, as many as there is room for', context => {
	const root = makeTree(context, [3, 21, 9, 14]);
	const rows = glanceAtRuns([root], nodeFiles, 3, never);
	assert.deepEqual(
		rows.map(({key, name}) => [key, name]),
		[
			[1, 'offline-run-20260121_120000-id21'],
			[2, 'offline-run-20260114_120000-id14'],
			[3, 'offline-run-20260109_120000-id9'],
		],
	);
	assert.ok(rows.every(({complete, status, startedAtMs}) => !complete && status === 'unknown' && startedAtMs === null));
});

test('a directory that is only named like a run is none, and a slow disk is not waited for', context => {
	const root = makeTree(context, [3]);
	makeRun(root, 'offline-run-20260122_120000-other', 'notes.txt');
	assert.deepEqual(
		glanceAtRuns([root], nodeFiles, 9, never).map(({dir}) => dir),
		['project/wandb/offline-run-20260103_120000-id3'],
	);
	assert.deepEqual(
		glanceAtRuns([root], nodeFiles, 9, () => true),
		[],
	);
	makeRun(root, 'offline-run-20260105_120000-id5', 'run-id5.wandb');
	let looks = 0;
	const isLateSoon = () => ++looks > 5;
	assert.equal(glanceAtRuns([root], nodeFiles, 9, isLateSoon).length, 1, 'what was looked at in time is shown');
});

test('hidden directories, and what lies behind many others, are left to the engine', context => {
	const root = makeTree(context, []);
	for (const place of ['.trash/wandb', 'v1.2/wandb']) {
		mkdirSync(path.join(root, place, 'run-20260103_120000-id3'), {recursive: true});
		writeFileSync(path.join(root, place, 'run-20260103_120000-id3/run-id3.wandb'), '');
	}
	assert.deepEqual(glanceAtRuns([root], nodeFiles, 9, never), []);
	makeRun(root, 'run-20260104_120000-id4', 'run-id4.wandb');
	assert.equal(glanceAtRuns([root], nodeFiles, 9, never).length, 1);
	for (let at = 0; at < 20; at++) mkdirSync(path.join(root, `a${at}`));
	let listed = 0;
	const names = (at: string) => {
		listed++;
		return nodeFiles.names(at);
	};
	glanceAtRuns([root], {...nodeFiles, names}, 9, never);
	assert.ok(listed <= 16, `${listed} listings`);
});

test('a log inside of a run is no run by itself', context => {
	const root = makeTree(context, [3]);
	mkdirSync(path.join(root, 'project/.hydra'));
	assert.deepEqual(glanceAtRuns([root], nodeFiles, 9, never), []);
});

test('roots that lie within each other show each run once', context => {
	const root = makeTree(context, [3, 8]);
	assert.equal(glanceAtRuns([root, path.join(root, 'project')], nodeFiles, 9, never).length, 2);
});

test('what was shown by its name is found first, in that order and with the same keys', context => {
	const root = makeTree(context, [5, 17, 11, 2]);
	const rows = glanceAtRuns([root], nodeFiles, 2, never);
	const paths = rows.map(row => row.path);
	const engine = new Engine(nodeFiles, formats);
	engine.registry.reserve(paths);
	engine.discovery.prefer(paths);
	engine.start([root]);
	engine.work(() => engine.registry.runs.size >= 2);
	assert.deepEqual(
		[...engine.registry.runs.values()].map(run => [run.key, run.path]),
		rows.map(row => [row.key, row.path]),
	);
});
