import assert from 'node:assert/strict';
import {test} from 'node:test';
import {orderMachine} from '../../../../source/core/table/metrics/machine-order.ts';

test('of a machine its GPUs come first, then processor, memory, disk and network, whatever order they were written in', () => {
	const order = [
		'gpu.0.gpu',
		'gpu.2.gpu',
		'gpu.10.gpu',
		'gpu.0.temp',
		'cpu',
		'proc.cpu.threads',
		'memory_percent',
		'proc.memory.rssMB',
		'disk.vda.in',
		'network.recv',
		'network.sent',
		'data.input',
		'fan',
	];
	assert.deepEqual(orderMachine(order.toReversed()), order);
	assert.deepEqual(orderMachine([...order.slice(6), ...order.slice(0, 6)]), order);
});
