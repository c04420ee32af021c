import assert from 'node:assert/strict';
import {posix} from 'node:path';
import {test} from 'node:test';
import type {JsonObject} from '../../../source/core/run.ts';
import {plainConfig} from '../../../source/formats/swanlab/facts.ts';
import {swanlab} from '../../../source/formats/swanlab/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const name = 'run-20261121_011508-7l3c1zxp';
const path = `/swanlog/${name}`;

/** What is known of a run that has its metadata alone: its log is still empty. */
const told = (metadata: JsonObject) =>
	follow(
		swanlab,
		new MemoryFiles()
			.write(`${path}/run-7l3c1zxp.swanlab`, '')
			.write(`${path}/files/swanlab-metadata.json`, JSON.stringify(metadata)),
		path,
	).run.learnt;

test('a run without its log is known by its metadata, in sections or without', () => {
	const runtime = {
		...{hostname: 'node1', pid: 77, command: 'python train.py --lr 0.1', cwd: '/exp', executable: '/usr/bin/python3'},
		...{os: 'Linux-6.1', os_pretty: 'Debian 12', python: '3.11.2'},
	};
	const git = {commit: 'abc', branch: 'main', remote_url: 'git@host:me/code'};
	const now = told({runtime, git, swanlab: {version: '0.7.2'}});
	assert.deepEqual(
		[now.id, now.host, now.pid, now.command, now.git, now.outcome],
		[
			'7l3c1zxp',
			'node1',
			77,
			{argv: ['python', 'train.py', '--lr', '0.1'], cwd: '/exp'},
			{commit: 'abc', branch: 'main', dirty: null, remote: 'git@host:me/code'},
			null,
		],
	);
	assert.deepEqual(now.extra, {
		os: 'Debian 12',
		python: '3.11.2',
		swanlab: '0.7.2',
		log: 'still empty: it is written in blocks',
	});
	const before = told({...runtime, command: 'train.py --lr 0.1', git_remote: 'git@host:me/code', git_info: ['main', 'abc']});
	assert.deepEqual(
		[before.host, before.command?.argv, before.git],
		['node1', ['/usr/bin/python3', 'train.py', '--lr', '0.1'], now.git],
	);
});

test('what metadata do not say, or say wrongly, nobody knows', () => {
	const odd = told({runtime: {pid: -1, command: '', python: ''}, git: {commit: ''}, swanlab: '0.7'});
	assert.deepEqual([odd.host, odd.pid, odd.command, odd.git], [null, null, null, null]);
	for (const pid of ['77', 7.5, 0]) assert.equal(told({runtime: {pid}}).pid, null, String(pid));
	assert.deepEqual(told({git: {branch: 'dev'}}).git, {commit: null, branch: 'dev', dirty: null, remote: null});
	assert.deepEqual(told({runtime: {command: 'train.py --x'}}).command?.argv, ['train.py', '--x'], 'without its interpreter');
});

test('settings are as they were given, without what SwanLab puts beside them', () => {
	const config = {
		lr: {value: 0.1, desc: '', sort: 0},
		net: {value: {depth: 2}},
		plain: 3,
		own: {value: null, desc: ''},
		cut: {desc: ''},
		dict: {desc: 5},
	};
	assert.deepEqual(plainConfig(config), {lr: 0.1, net: {depth: 2}, plain: 3, own: null, dict: {desc: 5}});
});

test('a run is claimed by its log, or by what wandb has nowhere', () => {
	const isRun = (directory: string, ...files: string[]) => {
		const tree = new MemoryFiles();
		for (const file of files) tree.write(posix.join(directory, file), '');
		return swanlab.detect({path: directory, entries: tree.list(directory) ?? []}, tree).length > 0;
	};
	const cases: [string, string[], boolean][] = [
		[path, ['run-7l3c1zxp.swanlab'], true],
		['/swanlog/anything', ['x.swanlab'], true],
		[path, ['files/config.yaml', 'console/a.log'], true],
		[path, ['files/swanlab-metadata.json'], true],
		[path, ['logs/1/1.log', '../runs.swanlab'], true],
		[path, ['files/config.yaml', 'logs/debug.log'], false],
		[path, ['console/a.log'], false],
		[path, ['files/swanlab-metadata.json', 'run-7l3c1zxp.wandb'], false],
		['/swanlog/run-1', ['files/swanlab-metadata.json'], false],
		['/swanlog', ['runs.swanlab'], false],
	];
	for (const [directory, files, expected] of cases) assert.equal(isRun(directory, ...files), expected, files.join());
});
