import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {readPattern} from '../../source/launch/output/patterns.ts';
import {Recorder} from '../../source/launch/output/recorder.ts';
import type {ScalarPattern} from '../../source/launch/plan.ts';

function record(context: TestContext, patterns: ScalarPattern[] = []) {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-record-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	mkdirSync(path.join(directory, 'summaries'));
	const recorder = new Recorder(directory, patterns, 0);
	const text = (file: string) => readFileSync(path.join(directory, file), 'utf8');
	return {
		recorder,
		directory,
		say: (what: string, stream: 1 | 2 = 1, nowMs = 1500) => recorder.append(stream, Buffer.from(what), nowMs),
		end() {
			recorder.end(2000);
			recorder.close(2000);
		},
		text,
		rows: () => text('metrics.jsonl').split('\n').filter(Boolean),
	};
}

test('writes a point as soon as its line is whole, wherever the pieces were cut', context => {
	const {say, rows} = record(context);
	say('step=1 lo');
	assert.deepEqual(rows(), []);
	say('ss=0.5 acc=0.25\nstep=2 loss=');
	assert.deepEqual(rows(), ['{"step": 1, "time": 1.5, "loss": 0.5, "acc": 0.25}']);
	say('nan\n');
	assert.equal(rows()[1], '{"step": 2, "time": 1.5, "loss": NaN}');
});

test('reads the forms that trainers print: dicts, JSON lines, bars', context => {
	const {say, rows, end} = record(context);
	say("{'loss': 2.5, 'epoch': 0.5, 'step': 10}\n");
	say('{"step": 11, "loss": 2.25}\n');
	say(' 50%|#####     | 12/24 [00:01<00:01, 10.0it/s, loss=2]\r', 2);
	end();
	const points = rows().map(row => JSON.parse(row));
	assert.deepEqual(
		points.map(({step, loss}) => [step, loss]),
		[
			[10, 2.5],
			[11, 2.25],
			[12, 2],
		],
	);
});

test('knows the bar of an evaluation by the line that it is drawn on', context => {
	const {say, rows, end} = record(context);
	const bar = (step: number, total: number) => `\r 1%|#  | ${step}/${total} [00:01<00:01, 10.0it/s]`;
	say([1, 2, 3].map(step => bar(step, 9)).join(''), 2);
	say([0, 10, 20].map(step => `\n${bar(step, 20)}\x1b[A`).join(''), 2);
	say(`\r    \n\x1b[A`, 2);
	say("{'eval_loss': 2.5, 'epoch': 0.5}\n");
	end();
	assert.deepEqual(
		rows().map(row => JSON.parse(row).step),
		[3],
	);
});

test('keeps the output byte by byte and tells in the index which line came when and on which stream', context => {
	const {say, end, text, directory} = record(context);
	const bar = '\x1b[32m 10%|#\r 20%|##\r';
	say('one\ntwo', 1, 1000);
	say(bar, 2, 2000);
	say(' more\n', 1, 3000);
	end();
	assert.equal(text('output.log'), `one\ntwo${bar} more\n`);
	const index = readFileSync(path.join(directory, 'output.index'));
	const entries = Array.from({length: index.length / 16}, (_, i) => [
		index.readDoubleLE(i * 16),
		index.readUInt32LE(i * 16 + 8),
		index.readUInt32LE(i * 16 + 12),
	]);
	assert.deepEqual(entries, [
		[1, 0, 1],
		[1, 4, 1],
		[2, 7, 2],
		[3, 7 + bar.length, 1],
	]);
});

test('rolls metrics up over finite values, and leaves a bar that is redrawn unchanged out', context => {
	const {say, end, text, rows} = record(context);
	for (const loss of ['4', 'nan', '2', '3']) say(`loss=${loss} acc=1\n`);
	say(' 10%|# | 1/10 [00:00<00:01, 3.0it/s, kl=1]\r 10%|# | 1/10 [00:00<00:02, 3.0it/s, kl=1]\r');
	end();
	const summary = JSON.parse(text('summaries/metrics.json'));
	const {last, first, min, max, mean, count} = summary.loss;
	assert.deepEqual({last, first, min, max, mean, count}, {last: 3, first: 4, min: 2, max: 4, mean: 3, count: 4});
	assert.equal(summary.kl.count, 1);
	assert.equal(rows().filter(row => row.includes('kl')).length, 1);
});

test("finds numbers by a person's own expressions, at the step that theirs says", context => {
	const patterns = ['step=^round (\\d+)', 'regret=regret was (?<value>\\S+)'].map(readPattern) as ScalarPattern[];
	const {say, end, rows} = record(context, patterns);
	say('round 3 begins\nthe regret was 0.5 today\n');
	end();
	assert.deepEqual(rows(), ['{"step": 3, "time": 1.5, "regret": 0.5}']);
	assert.match((readPattern('a=b') as {fault: string}).fault, /needs a group/);
	assert.match((readPattern('a=(') as {fault: string}).fault, /a: /);
});

test('what is no number in JSON is spelled as Python does, a metric is not taken for the step or the time, and none counts twice', context => {
	const patterns = ['time=took (\\S+)', 'loss=loss=(\\S+)'].map(readPattern) as ScalarPattern[];
	const {say, end, rows, text} = record(context, patterns);
	say('step=1 loss=inf\nstep=2 loss=-inf\nstep=3 loss=4 took 5\n');
	end();
	assert.deepEqual(rows(), [
		'{"step": 1, "time": 1.5, "loss": Infinity}',
		'{"step": 2, "time": 1.5, "loss": -Infinity}',
		'{"step": 3, "time": 1.5, "time_": 5, "loss": 4}',
	]);
	assert.match(
		text('summaries/metrics.json'),
		/"loss": {"last": 4, "first": Infinity, "min": 4, "max": 4, "mean": 4, "count": 3, "step": 3}/,
	);
});

test('whoever looks at a run that goes on finds what it has come to, some seconds old at most', context => {
	const {say, text} = record(context);
	say('step=1 loss=3\n', 1, 1000);
	assert.throws(() => text('summaries/metrics.json'));
	say('step=2 loss=2\n', 1, 6000);
	assert.equal(JSON.parse(text('summaries/metrics.json')).loss.last, 2);
	say('step=3 loss=1\n', 1, 7000);
	assert.equal(JSON.parse(text('summaries/metrics.json')).loss.last, 2);
});

test('knows the error that the output ends with', context => {
	const {recorder, say} = record(context);
	say('Traceback (most recent call last):\n  File "t.py", line 1\nValueError: bad\n', 2);
	assert.equal(recorder.error, 'ValueError: bad');
});
