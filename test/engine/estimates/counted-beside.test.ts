import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import os from 'node:os';
import test, {type TestContext} from 'node:test';
import {readProcess} from '../../../source/io/processes/processes.ts';
import {bootId, Lab} from '../liveness/lab.ts';

/** A log that a living process holds open, read as it grows by `add`: what is told of its end, so many milliseconds later. */
async function following(context: TestContext, head: string) {
	const lab = new Lab(context);
	lab.write('run/train.log', head);
	await lab.sleeper({holds: 'run/train.log'});
	lab.row('run');
	const add = (text: string, laterMs: number) => {
		appendFileSync(lab.at('run/train.log'), text);
		return lab.row('run', laterMs);
	};
	return {lab, add};
}

const near = (seconds: number | undefined, expected: number) =>
	assert.ok(seconds !== undefined && Math.abs(seconds - expected) < 0.1 * expected, `${seconds}`);

test('where rows are of epochs and the total is of their batches, the pace is that of the batches', async context => {
	const epoch = (i: number) => `Epoch ${i}/20\n100/100 - 4s - 40ms/step - accuracy: 0.9000 - loss: ${(2 / i).toFixed(4)}\n`;
	const {lab, add} = await following(context, epoch(1));
	for (let i = 2; i < 10; i++) add(epoch(i), 4000);
	const {estimate, progress} = add(epoch(10), 4000);
	assert.deepEqual([progress?.step, progress?.total], [1000, 2000]);
	near(estimate?.seconds, 40);
	assert.match(lab.notes('run')[0]!, /^1000 steps × 40 ms/);
});

test('that is so however few batches an epoch has', async context => {
	const epoch = (i: number) => `Epoch ${i}/10\n2/2 - 3s - 1500ms/step - loss: ${(2 / i).toFixed(4)}\n`;
	const {lab, add} = await following(context, epoch(1));
	for (let i = 2; i < 9; i++) add(epoch(i), 3000);
	const {estimate, progress} = add(epoch(9), 3000);
	assert.deepEqual([progress?.step, progress?.total], [18, 20]);
	near(estimate?.seconds, 3);
	assert.match(lab.notes('run')[0]!, /^2 steps × 1\.5 s/);
});

test('where rows are of steps and the total is of epochs, the pace is that of the epochs', async context => {
	const bar = (i: number) => `\r ${5 * i}%|███       | ${i}/20 [00:10<00:30,  3.00s/it]\n`;
	const rows = (i: number) =>
		[1, 2, 3].map(part => `step ${300 * i + 100 * part} loss ${(2 / (i + part)).toFixed(4)}\n`).join('');
	const {lab, add} = await following(context, bar(0));
	for (let i = 0; i < 9; i++) add(rows(i) + bar(i + 1), 3000);
	const {estimate, progress} = add(rows(9) + bar(10), 3000);
	assert.deepEqual([progress?.step, progress?.total], [10, 20]);
	near(estimate?.seconds, 30);
	assert.match(lab.notes('run')[0]!, /^10 its × 3\.0 s/);
});

test('the times of rows that count something else tell the pace all the same', async context => {
	const beganMs = Date.now() - 30_000;
	const line = (i: number, text: string) =>
		`${new Date(beganMs + 3000 * i).toISOString().replace('T', ' ').slice(0, 19)} ${text}\n`;
	const epoch = (i: number) => line(i, `Epoch ${i}/20`) + line(i, `100/100 - 3s - 30ms/step - loss: ${(2 / i).toFixed(4)}`);
	const {lab} = await following(context, Array.from({length: 10}, (_, i) => epoch(i + 1)).join(''));
	near(lab.row('run').estimate?.seconds, 30);
});

test('bars of epochs and of their batches, drawn in turns, tell an end', async context => {
	const up = '\x1b[A';
	const outer = (i: number) => `\repochs: ${20 * i}%|██        | ${i}/5 [00:15<01:01, 15.00s/it]`;
	const inner = (i: number) => `\n\rtrain: ${Math.floor(i * 3.33)}%|██        | ${i}/30 [00:05<00:10,  2.00it/s]${up}`;
	const {add} = await following(context, outer(0));
	let told: number | undefined;
	for (let epoch = 0; epoch < 3; epoch++) {
		for (let i = 0; i < 30; i += 2) add(inner(i + 2), 1000);
		told = add(outer(epoch + 1), 1000).estimate?.seconds;
	}
	near(told, 30);
});

test('rows of evaluations that are ahead of those of training for a while leave what is known of the pace', async context => {
	const {add} = await following(context, 'max_steps: 400\nstep 5 loss 1.0\n');
	let told: number | undefined;
	for (let step = 10; step <= 200; step += 10) {
		told = add(`step ${step} loss ${(2 / step).toFixed(4)}\n`, 5000).estimate?.seconds;
		if (step % 20 === 10) add(`step ${step + 5} eval_loss ${(2 / step).toFixed(4)}\n`, 2500);
	}
	near(told, 120);
});

test('a run whose rows have times and whose output counts epochs is told its end at the first look, where it has as many rows', async context => {
	const lab = new Lab(context);
	const beganMs = Date.now() - 40_000;
	const {pid} = await lab.sleeper();
	const secondsLeft = (name: string, rowsAnEpoch: number, begun: number) => {
		const record = {xtui: 1, id: name, started_at: beganMs / 1000, pid, pid_started_at: readProcess(pid)?.startTicks};
		lab.write(`${name}/xtui-run.json`, JSON.stringify({...record, host: os.hostname(), boot_id: bootId}));
		const row = (i: number) => ({step: i + 1, time: beganMs / 1000 + (4 * (i + 1)) / rowsAnEpoch, loss: 2 / (i + 1)});
		const rows = Array.from({length: 10 * rowsAnEpoch}, (_, i) => `${JSON.stringify(row(i))}\n`);
		lab.write(`${name}/metrics.jsonl`, rows.join(''));
		lab.write(`${name}/output.log`, Array.from({length: begun}, (_, i) => `Epoch ${i + 1}/30\n`).join(''));
		return lab.row(name, 1000).estimate?.seconds;
	};
	near(secondsLeft('over', 1, 10), 80);
	near(secondsLeft('begun', 1, 11), 80);
	assert.equal(secondsLeft('batches', 4, 10), undefined);
});
