import assert from 'node:assert/strict';
import test from 'node:test';
import {readMemory, sampleMachine, withinLimit} from '../../../source/io/processes/machine.ts';

test('memory is that of the machine, or of the container where that has less', () => {
	const machine = {totalBytes: 64e9, availableBytes: 40e9};
	assert.deepEqual(withinLimit(machine, {totalBytes: 16e9, availableBytes: 3e9}), {totalBytes: 16e9, availableBytes: 3e9});
	assert.deepEqual(withinLimit(machine, {totalBytes: 50e9, availableBytes: 45e9}), {totalBytes: 50e9, availableBytes: 40e9});
	// Without a limit the kernel says 0, or a number beyond any memory.
	for (const totalBytes of [0, 2 ** 64]) assert.deepEqual(withinLimit(machine, {totalBytes, availableBytes: 1e9}), machine);
});

test('this machine has memory, and some of it is free', () => {
	const {totalBytes, availableBytes} = readMemory();
	assert.ok(totalBytes > 1e8 && availableBytes > 0 && availableBytes <= totalBytes);
	const {cores, busy, total} = sampleMachine();
	assert.ok(cores > 0 && busy <= total);
});
