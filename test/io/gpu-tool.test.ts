import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {GpuWatch, gpuLoads, gpuShares} from '../../source/io/processes/gpu.ts';
import {readProcess} from '../../source/io/processes/processes.ts';

const gib = 1024 ** 3;

/** A directory with an nvidia-smi in it that is a script, and what it leaves there. */
function fakeTool(context: TestContext, script: string) {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-gpu-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	writeFileSync(path.join(directory, 'nvidia-smi'), `#!/bin/sh\ncd ${directory}\necho "$*" >> asked\n${script}\n`);
	chmodSync(path.join(directory, 'nvidia-smi'), 0o755);
	const read = (file: string) => (existsSync(path.join(directory, file)) ? readFileSync(path.join(directory, file), 'utf8') : '');
	return {directory, read};
}

/** Asks until there is an answer that is wanted; the clock stands, so that it is asked once. */
async function answer<Answer>(watch: GpuWatch<Answer>, nowMs: number, isIt: (answer: Answer) => boolean): Promise<Answer> {
	for (;;) {
		const now = watch.read(nowMs)!;
		if (isIt(now)) return now;
		await new Promise(resolve => setTimeout(resolve, 10));
	}
}

test('several GPUs, one that does not tell its use (MIG), and their processes', async context => {
	// As driver 535 says it of an A100 in MIG mode beside a plain one.
	const {directory, read} = fakeTool(
		context,
		`case "$1" in
*query-gpu*) printf '97, 40536, 81920\\n[N/A], 20096, 40960\\n' ;;
*) printf '4711, 39424, GPU-2f6a1c5e\\n4711, 512, MIG-9d1b0c2f\\n4712, [N/A], MIG-9d1b0c2f\\n' ;;
esac`,
	);
	const loads = await answer(new GpuWatch(gpuLoads, directory), 0, ({length}) => length > 0);
	assert.deepEqual(
		loads.map(({percent, totalBytes}) => [percent, totalBytes! / gib]),
		[
			[97, 80],
			[null, 40],
		],
	);
	const shares = await answer(new GpuWatch(gpuShares, directory), 0, ({size}) => size > 0);
	assert.equal(shares.get(4711)!.bytes! / gib, 39);
	assert.deepEqual(shares.get(4711)!.gpus, ['GPU-2f6a1c5e', 'MIG-9d1b0c2f']);
	assert.equal(shares.get(4712)!.bytes, null);
	assert.match(read('asked'), /^--query-gpu=utilization.gpu,memory.used,memory.total --format=csv,noheader,nounits$/m);
});

test('a driver that fails is no GPU, and is asked less and less often', async context => {
	const {directory, read} = fakeTool(
		context,
		`echo "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running."; exit 9`,
	);
	const watch = new GpuWatch(gpuLoads, directory);
	const count = () => read('asked').split('\n').length - 1;
	watch.read(0);
	await watch.settled();
	assert.deepEqual([watch.read(9000), count()], [[], 1]);
	watch.read(19_000);
	await watch.settled();
	assert.equal(count(), 1, 'not again after ten seconds');
	watch.read(21_000);
	await watch.settled();
	assert.equal(count(), 2);
});

test('a tool that hangs blocks nothing, and is ended with all that it started', async context => {
	const {directory, read} = fakeTool(context, 'trap "" TERM INT\nsleep 60 &\necho $! > child\nwait');
	const watch = new GpuWatch(gpuShares, directory, 300);
	const startMs = performance.now();
	assert.equal(watch.read(0)!.size, 0);
	assert.ok(performance.now() - startMs < 5000, 'it is not waited for');
	await watch.settled();
	assert.equal(watch.read(1000)!.size, 0);
	const child = Number(read('child'));
	assert.ok(child > 0);
	while (!['Z', undefined].includes(readProcess(child)?.state)) await new Promise(resolve => setTimeout(resolve, 10));
});
