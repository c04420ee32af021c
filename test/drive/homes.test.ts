import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {makeStage} from './story.ts';

const program = path.resolve('dist/cli.js');

/** Lists a tree with this home and nothing else of the environment. */
function listWith(env: NodeJS.ProcessEnv, root: string, cwd: string, uid?: number) {
	const {PATH} = process.env;
	const user = uid === undefined ? {} : {uid, gid: uid};
	return spawnSync(process.execPath, [program, 'ls', root, '--ids'], {
		encoding: 'utf8',
		timeout: 30_000,
		env: {PATH, ...env},
		cwd,
		...user,
	});
}

test('a home that cannot be made neither ends nor holds up the program', {skip: !existsSync('/proc/self')}, context => {
	const stage = makeStage(context);
	stage.csv('run', [1, 2, 3]);
	const {status, stderr} = listWith({HOME: '/proc/no-such-home'}, stage.root, stage.root);
	assert.deepEqual([status, stderr], [0, '']);
});

test('a home that is empty or relative leaves nothing in the directory where one happens to be', context => {
	const stage = makeStage(context);
	stage.csv('run', [1, 2, 3]);
	const here = path.join(stage.root, 'here');
	mkdirSync(here);
	for (const env of [{HOME: ''}, {HOME: 'somewhere'}, {HOME: stage.root, XDG_CACHE_HOME: 'cache', XDG_STATE_HOME: 'state'}])
		assert.deepEqual([listWith(env, stage.root, here).status, readdirSync(here)], [0, []]);
});

test('a user whom the system does not know has a list all the same', {skip: process.getuid?.() !== 0}, context => {
	const stage = makeStage(context);
	stage.csv('run', [1, 2, 3]);
	const found = listWith({}, stage.root, '/', 54_321);
	if (found.error !== undefined || found.stderr.includes('EACCES'))
		return context.skip('the other user cannot reach the program');
	assert.doesNotMatch(found.stderr, /Node\.js/);
});

test('where the current directory was removed, that is said', context => {
	const stage = makeStage(context);
	const said = (words: string) => {
		const script = `mkdir gone && cd gone && rmdir ../gone && "$0" "$1" ${words}`;
		return spawnSync('sh', ['-c', script, process.execPath, program], {encoding: 'utf8', cwd: stage.root}).stderr;
	};
	assert.match(said('ls'), /^xtui: cannot look under \.: the directory that you are in is gone/);
	assert.match(said('run -- true'), /^xtui: the directory that you are in is gone: go to one that is there\n$/);
});
