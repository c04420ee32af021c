import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLog} from './read-log.ts';

const at = (second: number) => `2024-03-01 10:01:0${second}`;
const ms = (second: number) => new Date(2024, 2, 1, 10, 1, second).getTime();

test('rows without times are not of the time that something else said before them', () => {
	const {run, files, file, read} = openLog(`${at(1)} WARNING: no accelerator\nepoch 1 loss 0.5\nepoch 2 loss 0.25\n`);
	assert.deepEqual([run.learnt.startedAtMs, run.learnt.lastSignMs ?? null], [ms(1), null]);
	files.append(file, `${at(4)} INFO saved the model\n`);
	read();
	assert.equal(run.learnt.lastSignMs, ms(4), 'what is said behind them is later');
	files.append(file, 'epoch 3 loss 0.125\n');
	read();
	assert.equal(run.learnt.lastSignMs, null);
});

test('the last time of a log whose rows have times is the last sign of it, also behind bars and rows without', () => {
	const {run} = openLog(`${at(1)} start\n${at(2)} epoch 1 loss 0.5\ntest loss: 0.75\n${at(4)} saved\n`);
	assert.deepEqual([run.learnt.startedAtMs, run.learnt.lastSignMs], [ms(1), ms(4)]);
	const beside = openLog(`${at(1)} start\n 50%|█████     | 5/10 [00:01<00:01,  5.00it/s]\n${at(3)} epoch 1 loss 0.5\n`);
	assert.equal(beside.run.learnt.lastSignMs, ms(3));
});
