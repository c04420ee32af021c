import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../source/formats/textlog/index.ts';
import {readLog} from '../read-log.ts';

const bar = (label: string, step: number, total: number) =>
	`${label}:  ${Math.floor((100 * step) / total)}%|####      | ${step}/${total} [00:01<00:09, 10.00it/s, loss=${1 / (step + 1)}]`;
const epoch = (number: number, to = 4) => Array.from({length: to + 1}, (_, step) => bar(`Epoch ${number}`, step, 4));
const headed = (number: number, to = 4) => [
	`Epoch ${number}`,
	...Array.from({length: to + 1}, (_, step) => bar('train', step, 4)),
];
const traceback = ['Traceback (most recent call last):', '  File "x.py", line 1, in f', 'ValueError: bad'];
const interruption = ['Detected KeyboardInterrupt, attempting graceful shutdown ...'];

function stepsOf(lines: readonly string[]): number[] {
	const scanner = createLineScanner();
	return lines.flatMap(line => scanner.scan(line).metrics.map(({step}) => step));
}

test('epochs go on from each other behind a failure that was only logged', () => {
	const bars = [epoch(0), traceback, epoch(1), epoch(2)].flat();
	assert.deepEqual(stepsOf(bars), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	const heads = [headed(1), traceback, headed(2), headed(3)].flat();
	assert.deepEqual(stepsOf(heads), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a bar that was full before a failure goes on where nothing names an epoch, one that was not begins again', () => {
	const pass = (to: number) => Array.from({length: to + 1}, (_, step) => bar('', step, 4).slice(1));
	const told = ['Exception ignored in: <function _MultiProcessingDataLoaderIter.__del__ at 0x7f>', ...traceback];
	assert.deepEqual(stepsOf([pass(4), told, pass(4), told, pass(4)].flat()), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	assert.deepEqual(stepsOf([pass(2), traceback, pass(4)].flat()), [1, 2, 1, 2, 3, 4]);
});

test('a fold goes on behind one that failed, which is no attempt at it', () => {
	const fold = (number: number, to = 4) => [
		`===== Fold ${number}/3 =====`,
		...Array.from({length: to + 1}, (_, step) => bar('', step, 4).slice(1)),
	];
	assert.deepEqual(stepsOf([fold(1), fold(2, 2), traceback, fold(3)].flat()), [1, 2, 3, 4, 5, 6, 9, 10, 11, 12]);
	assert.deepEqual(stepsOf([fold(1), fold(2, 2), traceback, fold(1)].flat()), [1, 2, 3, 4, 5, 6, 1, 2, 3, 4]);
});

test('an attempt that resumes in an epoch does its steps once more', () => {
	const done = [1, 2, 3, 4, 5, 6];
	for (const failure of [traceback, interruption]) {
		assert.deepEqual(stepsOf([epoch(0), epoch(1, 2), failure, epoch(1), epoch(2)].flat()), [...done, 5, 6, 7, 8, 9, 10, 11, 12]);
		assert.deepEqual(stepsOf([headed(1), headed(2, 2), failure, headed(2), headed(3)].flat()), [
			...done,
			5,
			6,
			7,
			8,
			9,
			10,
			11,
			12,
		]);
		assert.deepEqual(stepsOf([epoch(0), epoch(1, 2), failure, epoch(0)].flat()), [...done, 1, 2, 3, 4]);
		assert.deepEqual(stepsOf([headed(1), headed(2, 2), failure, headed(1)].flat()), [...done, 1, 2, 3, 4]);
	}
});

test('what a trainer did all of has ended well, whatever was said of an attempt before it', () => {
	const first = 'epoch 0 step 10 loss 0.5\nepoch 0 step 20 loss 0.4\n';
	const done = 'Restoring states from the checkpoint path at /x/a.ckpt\n`Trainer.fit` stopped: `max_epochs=2` reached.\n';
	assert.equal(readLog(`${first}${interruption[0]}\n${done}`).learnt.outcome?.status, 'finished');
	const afterError = readLog(`${first}${traceback.join('\n')}\n${done}`);
	assert.equal(afterError.learnt.outcome?.status, 'finished');
	assert.equal(afterError.learnt.error ?? null, null);
	assert.equal(readLog(`${first}${done}${traceback.join('\n')}\n`).learnt.outcome?.status, 'failed');
	// A shell goes on behind what failed.
	assert.equal(readLog(`${first}${traceback.join('\n')}\nTraining complete\n`).learnt.outcome?.status, 'failed');
	const cancelled = 'slurmstepd: error: *** JOB 17 ON node1 CANCELLED AT 2026-01-01T00:00:00 DUE TO TIME LIMIT ***\n';
	assert.equal(readLog(`${first}${cancelled}${done}`).learnt.outcome?.status, 'stopped');
});

test('a bar of another stage is no evaluation behind the end of the first', () => {
	const first = Array.from({length: 11}, (_, step) => bar('Pretraining', step, 10)).join('\r');
	const second = Array.from({length: 13}, (_, step) => bar('Finetuning', step, 20)).join('\r');
	const run = readLog(`${first}\nTraining complete.\n${second}\n`);
	assert.equal(run.learnt.progress?.step, 12);
	assert.equal(run.learnt.progress?.total, 20);
	assert.equal(run.learnt.outcome, null);
	// Rows show it too where no bar has a label.
	const rows = readLog(
		`${first}\nTraining complete.\n${second.replaceAll('Finetuning:', '')}\nstep 12 loss 0.5\n${bar('', 13, 20)}\n`,
	);
	assert.equal(rows.learnt.progress?.step, 13);
});
