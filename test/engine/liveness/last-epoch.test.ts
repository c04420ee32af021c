import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../formats/tfevents/events.ts';
import {hourMs, Lab, minuteMs} from './lab.ts';

const epochs = [0, 1, 2, 3, 4];
const stamp = '[2026-11-21 00:50:50,988][__main__]';
const trace =
	'Traceback (most recent call last):\n  File "train.py", line 3, in main\n    raise RuntimeError("boom")\nRuntimeError: boom\n';

/** A job of Hydra with a table that counts epochs and events that count steps, silent for hours after the last one: as it is met, and later. */
function meet(context: TestContext, log: string | null) {
	const lab = new Lab(context);
	const startS = lab.nowMs / 1000 - 100;
	lab.write('job/.hydra/config.yaml', 'epochs: 5\n');
	lab.write('job/.hydra/overrides.yaml', '[]\n');
	lab.write('job/.hydra/hydra.yaml', 'hydra:\n  job:\n    name: train\n');
	lab.grown('job/metrics.csv', `epoch,loss,acc\n${epochs.map(epoch => `${epoch},${1 / (epoch + 1)},1\n`).join('')}`);
	const points = epochs.map(step => scalar(startS + step, step, 'loss', 1 / (step + 1)));
	lab.grown('job/tb/events.out.tfevents.1760000000.elsewhere', tfrecords(event(startS, 0), ...points));
	if (log !== null) lab.grown('job/train.log', log);
	return [5 * hourMs, hourMs].map(laterMs => {
		const {status, why, fraction} = lab.look('job', laterMs);
		return [status, why, fraction];
	});
}

test('a run whose curves show its end only once it is over is finished at once, as it is later', context => {
	const finished = ['finished', 'reached epoch 5 (config epochs) and is silent', 1];
	assert.deepEqual(meet(context, null), [finished, finished]);
});

test('an error that the log of a job tells wins over the last epoch', context => {
	const failed = ['failed', 'traceback in train.log', 1];
	assert.deepEqual(meet(context, `${stamp}[ERROR] - boom\n${trace}`), [failed, failed]);
	assert.deepEqual(meet(context, `${stamp}[ERROR] - boom\n${trace}${stamp}[INFO] - cleaning up\n`), [failed, failed]);
	const hydra = (said: string) =>
		`Error executing job with overrides: []\n${said}\nSet the environment variable HYDRA_FULL_ERROR=1\n`;
	assert.deepEqual(meet(context, hydra(trace)), [failed, failed]);
	const known = ['failed', 'error of the job in train.log', 1];
	assert.deepEqual(meet(context, hydra('Error in call to target of model: no such thing\n')), [known, known]);
});

test('a log whose last row is known by the distance of its rows is said to be over when nothing was written for long', context => {
	const lab = new Lab(context);
	lab.grown('run/train.log', epochs.map(epoch => `Epoch ${epoch}/5 loss: ${1 / (epoch + 1)}\n`).join(''));
	const look = (laterMs: number) => {
		const {status, why, fraction} = lab.look('run', laterMs);
		return [status, why, fraction];
	};
	const [status, , fraction] = look(12 * minuteMs);
	assert.deepEqual([status, fraction], ['stalled', 0.8]);
	assert.deepEqual(look(5 * hourMs), ['finished', 'reached the last row before epoch 5 (counter in train.log) and is silent', 1]);
});
