import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {directory, exit, item, logOf, logPath, openLog, readFiles, readLog, row, run, summary as summaryOf} from './logs.ts';

const startedAt = '"startedAt": "2026-03-01T10:00:00.000000"';
const summary =
	'{"val": {"f1": 0.75}, "loss": 0.5, "note": "x", "_step": 40, "_timestamp": 1772360000.5, "_wandb": {"runtime": 90}}';

/** A run of which the log was left behind, as where `*.wandb` is not kept. */
const leftBehind = () =>
	new MemoryFiles()
		.write(`${directory}/files/wandb-metadata.json`, `{${startedAt}}`)
		.write(
			`${directory}/files/config.yaml`,
			'wandb_version: 1\n\n_wandb:\n  value:\n    t: 1\nlr:\n  desc: null\n  value: 5e-05\n',
		)
		.write(`${directory}/files/wandb-summary.json`, summary);

test('a run whose log was left behind has the settings, the newest values and the time of its other files', () => {
	const {learnt, metrics} = readFiles(leftBehind());
	assert.deepEqual(learnt.config, {lr: 0.00005});
	assert.deepEqual([...metrics.keys()].sort(), ['loss', 'val.f1']);
	const loss = metrics.get('loss')!;
	assert.deepEqual([loss.length, loss.steps.at(0), loss.values.at(0)], [1, 40, 0.5]);
	assert.equal(learnt.lastSignMs, 1_772_360_000_500);
	assert.equal(learnt.outcome?.status, 'unknown');
});

test("what wandb's own logs say of the exit counts where the log has no record of it", () => {
	const internal = (text: string) => leftBehind().write(`${directory}/logs/debug-internal.log`, text);
	const handled =
		'INFO SenderThread:7 [sender.py:send_exit():5] handling exit code: 1\n... handling runtime: 60\n... poll_exit\n';
	const left = readFiles(internal(handled)).learnt;
	assert.deepEqual(left.outcome, {status: 'failed', why: 'debug-internal.log: exit code 1'});
	assert.equal(left.endedAtMs, Math.max(Date.UTC(2026, 2, 1, 10, 1), 1_772_360_000_500));
	const cut = readFiles(internal(handled).write(logPath, logOf(run(), row(1, {loss: 2})))).learnt;
	assert.equal(cut.outcome?.status, 'failed', 'a log whose end was lost');
	const whole = readFiles(internal(handled).write(logPath, logOf(run(), row(1, {loss: 2}), exit(0)))).learnt;
	assert.equal(whole.outcome?.status, 'finished', 'the record goes before');

	const sent = (id: string) =>
		leftBehind().write(`${directory}/logs/debug.log`, `I [run.py] finishing run me/mine/${id}\nI [run.py] got exitcode: 255\n`);
	assert.deepEqual(readFiles(sent('abc123')).learnt.outcome, {status: 'stopped', why: 'debug.log: exit code 255'});
	assert.equal(readFiles(sent('abc12')).learnt.outcome?.status, 'unknown', 'a notebook ends another run in there');
});

test('the rows of a log take the place of the summary when they are written', () => {
	const files = leftBehind().write(logPath, logOf(run()));
	const source = openLog(files);
	const collected = new Collected();
	const stepsOf = (name: string) => {
		const {steps, length} = collected.only.metrics.get(name)!;
		return Array.from({length}, (_, at) => steps.at(at));
	};
	readAll(source, collected);
	assert.deepEqual(stepsOf('loss'), [40]);
	files.write(logPath, logOf(run(), row(1, {loss: 2})));
	readAll(source, collected);
	assert.deepEqual([...collected.only.metrics.keys()], ['loss']);
	assert.deepEqual(stepsOf('loss'), [1]);
});

test('what a program puts into the summary itself is a value of the run when that is over, at its last step', () => {
	const set = summaryOf(item('best', '0.9'), item(['loss', 'min'], '1'), item('_step', '3'), item('who', '"me"'));
	const over = readLog(run(), row(3, {loss: 2}), set, exit(0)).metrics;
	assert.deepEqual([...over.keys()], ['loss', 'best'], 'what is made of a curve is none by itself');
	assert.deepEqual([over.get('best')!.steps.at(0), over.get('best')!.values.at(0)], [3, 0.9]);
	assert.deepEqual([...readLog(run(), row(3, {loss: 2}), set).metrics.keys()], ['loss'], 'it may still change');
	assert.deepEqual([...readLog(run(), set, exit(0)).metrics.keys()], ['best', 'loss.min'], 'nothing was logged');
});
