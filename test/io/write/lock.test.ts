import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {takeLock} from '../../../source/io/write/lock.ts';

const state = mkdtempSync(path.join(os.tmpdir(), 'xtui-lock-'));
process.env.XDG_STATE_HOME = state;
test.after(() => rmSync(state, {recursive: true, force: true}));

const locks = path.join(state, 'xtui', 'locks');

test('a lock is held by one at a time, says by whom, and is free again afterwards', () => {
	const first = takeLock('restart a');
	assert.ok('release' in first);
	assert.deepEqual(takeLock('restart a'), {heldBy: process.pid});
	assert.ok('release' in takeLock('restart b'));
	first.release();
	assert.ok('release' in takeLock('restart a'));
});

test('the lock of a program that is gone, or of none, is taken over and nothing is left of it', () => {
	const {pid} = spawnSync(process.execPath, ['-e', '']);
	const known = new Set(readdirSync(locks));
	const before = takeLock('stop c');
	assert.ok('release' in before);
	const name = readdirSync(locks).find(file => !known.has(file));
	before.release();
	// The pid of a program that has died may be another one's by now.
	for (const line of [`${pid} 1`, `${process.pid} 1`, '', '-1', 'nonsense']) {
		writeFileSync(path.join(locks, name!), line);
		const after = takeLock('stop c');
		assert.ok('release' in after, line);
		assert.equal(readFileSync(path.join(locks, name!), 'utf8').split(' ')[0], String(process.pid));
		after.release();
		assert.deepEqual(new Set(readdirSync(locks)), known);
	}
});
