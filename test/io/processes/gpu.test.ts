import assert from 'node:assert/strict';
import test from 'node:test';
import {GpuWatch, gpuLoads, parseComputeApps, parseGpuLoads} from '../../../source/io/processes/gpu.ts';

const text = `1201, 2048, GPU-aaaa
1201, 512, GPU-bbbb
77, [N/A], GPU-aaaa
No running processes found

`;

test('memory of a process is summed over its GPUs; what the driver does not tell is unknown', () => {
	const shares = parseComputeApps(text);
	assert.deepEqual([...shares.keys()], [1201, 77]);
	assert.deepEqual(shares.get(1201), {bytes: 2560 * 1024 * 1024, gpus: ['GPU-aaaa', 'GPU-bbbb']});
	assert.deepEqual(shares.get(77), {bytes: null, gpus: ['GPU-aaaa']});
});

test('where there is no tool nothing is started', () => {
	assert.equal(new GpuWatch(gpuLoads, '/nowhere:/nowhere/else').read(0), null);
});

test('the load of each GPU, as far as the driver tells', () => {
	const mib = 1024 * 1024;
	assert.deepEqual(parseGpuLoads('71, 20480, 24576\n[N/A], 12, 24576\n'), [
		{percent: 71, usedBytes: 20_480 * mib, totalBytes: 24_576 * mib},
		{percent: null, usedBytes: 12 * mib, totalBytes: 24_576 * mib},
	]);
	assert.deepEqual(parseGpuLoads('No devices were found\n'), []);
});
