import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import test from 'node:test';
import {ProcessMeter} from '../../../source/engine/live/process-use.ts';
import {readProcess} from '../../../source/io/processes/processes.ts';

test('the processor time of a child counts for its parent, from the second look on; nothing is there when it is over', async context => {
	// A shell that waits while its child spins, and says who that is.
	const shell = spawn('sh', ['-c', 'sh -c "while :; do :; done" & echo $!; wait'], {stdio: ['ignore', 'pipe', 'ignore']});
	const spinner = Number(await new Promise<string>(resolve => shell.stdout.once('data', data => resolve(String(data)))));
	context.after(() => {
		shell.kill('SIGKILL');
		if (readProcess(spinner)?.parentPid === shell.pid || readProcess(spinner)?.parentPid === 1) process.kill(spinner, 'SIGKILL');
	});
	const meter = new ProcessMeter(() => 0);
	const first = meter.measure(shell.pid!, 0)!;
	assert.deepEqual([first.processes, first.cpuPercent, first.diskReadPerSecond], [2, null, null]);
	assert.ok(first.memoryBytes > 0);
	const startTicks = readProcess(spinner)!.cpuTicks;
	while (readProcess(spinner)!.cpuTicks < startTicks + 20) await new Promise(resolve => setTimeout(resolve, 5));
	assert.equal(meter.measure(shell.pid!, 1999), first, 'not looked at again within two seconds');
	// A slow look is not repeated soon.
	let atMs = 4000;
	let second = first;
	for (; second === first; atMs *= 2) second = meter.measure(shell.pid!, atMs)!;
	assert.ok(second.cpuPercent! >= Math.round(20_000 / atMs), `${second.cpuPercent} % for the two hundred milliseconds`);
	assert.equal(typeof second.diskWritePerSecond, 'number');
	process.kill(spinner, 'SIGKILL');
	await new Promise(resolve => shell.once('exit', resolve));
	assert.equal(meter.measure(shell.pid!, atMs + 1e6), null);
	assert.equal(meter.measure(null, atMs + 2e6), null);
});
