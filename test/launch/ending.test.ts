import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {countMemoryKills} from '../../source/io/processes/memory-kills.ts';
import {blameMemory} from '../../source/launch/ending.ts';

test('a kill is put down to memory only where the kernel has killed for that meanwhile', () => {
	assert.match(blameMemory('SIGKILL', 3, 4) ?? '', /^Killed, most likely for want of memory/);
	assert.deepEqual(
		[blameMemory('SIGKILL', 4, 4), blameMemory('SIGTERM', 3, 4), blameMemory(null, 3, 4), blameMemory('SIGKILL', null, 4)],
		[null, null, null, null],
	);
});

test("the kernel's count of such kills is read where it has one", context => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-kills-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	const file = path.join(directory, 'vmstat');
	writeFileSync(file, 'pgmajfault 82\noom_kill 17\noom_kill_other 3\n');
	assert.equal(countMemoryKills(file), 17);
	writeFileSync(file, 'pgmajfault 82\n');
	assert.equal(countMemoryKills(file), null);
	assert.equal(countMemoryKills(path.join(directory, 'none')), null);
});
