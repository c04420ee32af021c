import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lastWords} from '../../../source/formats/guild/output/last-words.ts';
import {readPlainLine} from '../../../source/formats/guild/output/output-rule.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {scalar} from '../tfevents/events.ts';
import {eventFile, indexOf, readOutput} from './output/read-output.ts';

test('what is logged and printed as well is one measurement, what is said twice in one style is two', () => {
	const logged = (epoch: number, loss: number) => `[2026-11-27 16:25:54,461][main][INFO] - epoch ${epoch} loss ${loss}\n`;
	const printed = (epoch: number, loss: number) => `loss: ${loss} (step ${epoch})\n`;
	const both = [0, 1, 2].map(epoch => logged(epoch, 0.5) + printed(epoch, 0.5)).join('');
	assert.deepEqual(readOutput(both).points('loss'), [
		[0, 0.5],
		[1, 0.5],
		[2, 0.5],
	]);
	assert.equal(readOutput(both + printed(2, 0.5) + logged(2, 0.25)).points('loss').length, 4);
	assert.equal(readOutput(printed(0, 0.5) + printed(0, 0.5)).points('loss').length, 2);
	const otherwise = readOutput(logged(0, 0.5) + printed(0, 0.25) + logged(1, 0.5) + printed(2, 0.5));
	assert.equal(otherwise.points('loss').length, 4);
});

test('a line gives a value by the wider rule', () => {
	const value = (line: string) => readPlainLine(line)?.value ?? null;
	assert.deepEqual(readPlainLine('loss: 0.5'), {name: 'loss', value: 0.5, step: null});
	assert.deepEqual(readPlainLine('loss: 0.5 (step 7)'), {name: 'loss', value: 0.5, step: 7});
	assert.deepEqual(readPlainLine('loss: 0.5 (7)'), {name: 'loss', value: 0.5, step: 7});
	assert.deepEqual(readPlainLine('val/loss.best:  -1.5E5 (of all)'), {name: 'val/loss.best', value: -1.5e5, step: null});
	assert.deepEqual(['loss: nan', 'loss: -inf', 'loss: Infinity', 'loss: +1', 'loss: .5', 'loss: 1_000'].map(value), [
		Number.NaN,
		Number.NEGATIVE_INFINITY,
		Number.POSITIVE_INFINITY,
		1,
		0.5,
		1000,
	]);
	for (const line of [
		'my loss: 1',
		' loss: 1',
		'1st: 1',
		'loss:1',
		'loss: 1 %',
		'loss: 1e',
		'loss: abc',
		'loss: 0x10',
		'loss: 1 (open',
	])
		assert.equal(readPlainLine(line), null, line);
});

test('a step that is no number is none, and the one before stays', () => {
	const run = readOutput('step: 10\nloss: 4\nstep: nan\nloss: 5\nstep: inf\nloss: 6\nstep: 11\nloss: 7\n');
	assert.deepEqual(run.points('loss'), [
		[10, 4],
		[10, 5],
		[10, 6],
		[11, 7],
	]);
});

test('what the events lack comes from the output, with the times of its index', () => {
	const run = readOutput('step: 3\nloss: nan\nacc: 0.5\nstep: 4\nacc: 0.75\n', {
		'output.index': indexOf('ooooo'),
		'attrs/flags': 'acc: 1\n',
	});
	assert.deepEqual(run.points('acc'), [
		[3, 0.5],
		[4, 0.75],
	]);
	assert.deepEqual(run.walls('acc'), [1_760_000_002_000, 1_760_000_004_000]);
	assert.deepEqual(run.points('loss'), [[3, Number.NaN]]);
});

test('what the events have is taken from there, and what they lack of it is said where the output is of another attempt', () => {
	const run = readOutput('step: 1\nloss: 0.5\nstep: 2\nloss: nan\nextra: 7\n', {
		[eventFile]: tfrecords(scalar(1.76e9, 1, 'loss', 0.25), scalar(1.76e9, 1, 'loss', 0.5)),
	});
	assert.deepEqual(run.points('loss'), [
		[1, 0.25],
		[1, 0.5],
	]);
	assert.deepEqual(run.points('extra'), [[2, 7]]);
	assert.deepEqual(run.events, [{atMs: null, step: 2, kind: 'alert', text: 'The output says loss: NaN at step 2'}]);
});

test('values that Guild left out of a curve are in it, in the order of the output', () => {
	const losses = ['3.0e+00', '0.5', 'nan', 'nan'];
	const output = losses.map((loss, i) => `step: ${i + 1}\nloss: ${loss}\nacc: 0.5\n`).join('');
	const acc = losses.map((_, i) => scalar(1.76e9, i + 1, 'acc', 0.5));
	const run = readOutput(output, {[eventFile]: tfrecords(scalar(1.76e9, 2, 'loss', 0.5), ...acc)});
	const whole = losses.map((loss, i) => [i + 1, Number(loss)]);
	assert.deepEqual(run.points('loss'), whole);
	assert.equal(run.points('acc').length, losses.length);
	assert.deepEqual(run.events, []);
	const mixed = readOutput(`${output}epoch 5 loss: nan\n`, {[eventFile]: tfrecords(scalar(1.76e9, 2, 'loss', 0.5), ...acc)});
	assert.deepEqual(mixed.points('loss'), [[2, 0.5]], 'lines of another style may say the same values again');
});

test('values that Guild left out are at step 0 where it left the others there', () => {
	const own = {[eventFile]: tfrecords(scalar(1.76e9, 0, 'loss', 0.5), ...[1, 2, 3].map(acc => scalar(1.76e9, 0, 'acc', acc)))};
	const run = readOutput('loss: 0.5\nacc: 1\nloss: nan\nacc: 2\nloss: nan\nacc: 3\n', own);
	assert.deepEqual(run.points('loss'), [
		[0, 0.5],
		[0, Number.NaN],
		[0, Number.NaN],
	]);
	assert.equal(run.points('acc').length, 3);
});

test('without steps a key that comes again is at the next one', () => {
	const run = readOutput('loss: 3\nacc: 1\nloss: 2\nloss: 1\n');
	assert.deepEqual(run.points('loss'), [
		[0, 3],
		[1, 2],
		[2, 1],
	]);
	assert.deepEqual(run.points('acc'), [[0, 1]]);
});

test('other styles of logs and bars are read too', () => {
	const run = readOutput('step 1 | loss 0.5 | acc 0.25\n 40%|####      | 4/10 [00:04<00:06,  1.00s/it]\r');
	assert.deepEqual(
		run.points('loss').map(([, value]) => value),
		[0.5],
	);
	assert.deepEqual([run.learnt.progress?.step, run.learnt.progress?.total], [4, 10]);
});

test('what is printed behind a bar is a line of its own', () => {
	const bar = (at: number) => `\r ${at * 25}%|####      | ${at}/4 [00:00<00:01, 19.82it/s]`;
	const said = [10, 20, 30].map((step, i) => `${bar(i)}step: ${step}\nloss: 0.${step}\nacc: 0.5\n`).join('');
	const run = readOutput(said);
	assert.deepEqual(run.points('loss'), [
		[10, 0.1],
		[20, 0.2],
		[30, 0.3],
	]);
	assert.equal(run.points('acc').at(-1)?.[0], 30);
	const counted = readOutput([0.5, 0.25, 0.125].map((loss, i) => `${bar(i)}loss: ${loss}\nacc: 0.5\n`).join(''));
	assert.deepEqual(counted.points('loss'), [
		[0, 0.5],
		[1, 0.25],
		[2, 0.125],
	]);
	assert.deepEqual(
		counted.points('acc').map(([step]) => step),
		[0, 1, 2],
	);
	const rule = {'attrs/op': "output-scalars:\n- step: '^E(\\step)'\n- loss: '^loss=(\\value)'\n"};
	assert.deepEqual(readOutput(`${bar(1)}E7\nacc: 0.5\n`, rule).points('acc'), [[7, 0.5]]);
	const fallen = readOutput(`${bar(1)}Traceback (most recent call last):\n  File "a.py", line 1\nKeyError: 5\n`, {
		'attrs/exit_status': '1',
	});
	assert.deepEqual([[...fallen.metrics.keys()], fallen.learnt.error, fallen.learnt.progress?.step], [[], 'KeyError: 5', 1]);
});

test('a traceback is the error of a run that did not end well, and no value', () => {
	const output = 'loss: 1\nTraceback (most recent call last):\n  File "a.py", line 1\nKeyError: 5\n';
	const failed = readOutput(output, {'attrs/exit_status': '1'});
	assert.equal(failed.learnt.error, 'KeyError: 5');
	assert.deepEqual([...failed.metrics.keys()], ['loss']);
	assert.equal(readOutput(output, {'attrs/exit_status': '0'}).learnt.error, null);
	assert.equal(readOutput(`${output}loss: 0.5\n`, {'attrs/exit_status': '-15'}).learnt.error, null, 'it was caught');
	const bar = ' 44%|####      | 44/100 [00:00<00:00, 33.0it/s, loss=0.5]\n';
	assert.equal(readOutput(`${output}${bar}`, {'attrs/exit_status': '1'}).learnt.error, 'KeyError: 5', 'drawn while it died');
});

test('the last words of a run that failed are no values, bars or harmless lines of a log', () => {
	const wordsOf = (...lines: string[]) => lastWords(lines);
	assert.equal(wordsOf('start', 'boom at step 3'), 'boom at step 3');
	assert.equal(wordsOf('start', 'val loss: 2', 'val loss: 0.66667'), null);
	assert.equal(wordsOf('start', 'Epoch 3/10 loss=0.5, acc=10%, time: 2.5s'), null);
	assert.equal(wordsOf('disk is full', '100%|##########| 4/4 [00:04<00:00,  1.00s/it]'), 'disk is full');
	assert.equal(wordsOf('start', '2026-01-01 10:00:00,000 - root - INFO - bye'), null);
	assert.equal(wordsOf('ERROR: disk is full', 'val loss: 2', 'INFO:root:bye'), 'ERROR: disk is full');
	for (const words of [
		'Loss is nan, stopping training',
		'loss: nan, stopping',
		'CUDA error: 710',
		'ERROR: no INFO',
		'bad lr: 3 of 2 allowed',
		'No data; set DEBUG=1 to see more',
		'Nothing was read, not even with INFO',
		'Run it with DEBUG for more',
		'Note: DEBUG is off',
	])
		assert.equal(wordsOf('val loss: 2', words), words);
	for (const words of [
		'INFO bye',
		'[INFO|trainer.py:12] bye',
		'2026-01-01 INFO bye',
		'[10:00:00] INFO bye',
		'[main][INFO] - bye',
		'root - DEBUG - bye',
		'Jan 01 10:00:00 host prog[1]: NOTICE: bye',
		'time=1 level=INFO msg=bye',
		'I0101 10:00:00.1 1 a.py:1] bye',
	])
		assert.equal(wordsOf('start', words), null, words);
	const failed = readOutput('val loss: 1\nval loss: 0.5\n', {'attrs/exit_status': '3', 'output.index': indexOf('ee')});
	assert.equal(failed.learnt.error, null);
});

test('the last line counts without its end once the run is over', () => {
	assert.deepEqual(readOutput('loss: 1\nloss: 0.25').points('loss'), [[0, 1]]);
	assert.deepEqual(readOutput('loss: 1\nloss: 0.25', {'attrs/exit_status': '0'}).points('loss'), [
		[0, 1],
		[1, 0.25],
	]);
});

test('bytes that are no text, and an index that is cut, cost nothing else', () => {
	const run = readOutput('', {
		output: Buffer.concat([Buffer.from([0xff, 0xfe, 0x9b, 0x0a]), Buffer.from('loss: 1\n\u001b[31mloss: 2\u001b[0m\n')]),
		'output.index': indexOf('ooo').subarray(0, 20),
	});
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 2],
	]);
	assert.ok(Number.isNaN(run.walls('loss')[1]));
});

test('a step behind a value is that of the lines that follow too', () => {
	const run = readOutput(
		'a: 1 (step 3)\nb: 2\nc: 3 (7)\nd: nan\ne: 1 (epoch 9)\nf: 1 (avg) (step 9)\nmy f: 0.5 (step 11)\ng: 1\n',
	);
	const steps = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => run.points(name)[0]?.[0]);
	assert.deepEqual(steps, [3, 3, 7, 7, 7, 7, 11]);
	assert.deepEqual(readOutput('step: 5\na: 1\nstep: 6 (x)\na: 2\na: 9 (step 2)\na: 3\n').points('a'), [
		[2, 9],
		[2, 3],
		[5, 1],
		[6, 2],
	]);
});

test('without steps all names are at the same one until one of them comes again', () => {
	const run = readOutput('loss: 1\nloss: 2\nval: 5\nloss: 3\nloss: 4\nval: 6\n');
	assert.deepEqual(run.points('val'), [
		[1, 5],
		[3, 6],
	]);
});

test('where the events leave values without a step at step 0, those of the output are there too', () => {
	const output = 'loss: 1\nval: nan\nloss: 2\nval: nan\n';
	const stepsOf = (second: number) =>
		readOutput(output, {[eventFile]: tfrecords(scalar(1.76e9, 0, 'loss', 1), scalar(1.76e9, second, 'loss', 2))})
			.points('val')
			.map(([step]) => step);
	assert.deepEqual(stepsOf(0), [0, 0], 'released versions do not count');
	assert.deepEqual(stepsOf(1), [0, 1], 'git HEAD does');
	const recorded = tfrecords(...[1, 2].map(value => scalar(1.76e9, 0, 'loss', value)), scalar(1.76e9, 7, 'end', 3));
	const said = readOutput(`${output}step: 7\nend: 3\n`, {[eventFile]: recorded, 'attrs/exit_status': '0\n'});
	assert.deepEqual(
		said.points('val').map(([step]) => step),
		[0, 0],
		'whatever steps others have by what the output says',
	);
});

test('a project says itself where its output gives a step', () => {
	const stepsOf = (scalars: string, output: string, name = 'up') =>
		readOutput(output, {'attrs/op': `output-scalars:\n${scalars}python-requires: null\n`})
			.points(name)
			.map(([step]) => step);
	const output = 'epoch 1\nup: inf\nother: 3 (step 9)\nepoch 2\nstep: 7\nup: -inf\n';
	assert.deepEqual(stepsOf("- step: 'epoch (\\step)'\n- loss: 'x=(\\value)'\n", output), [1, 2]);
	assert.deepEqual(stepsOf("- 'epoch (?P<step>\\step)'\n", output), [1, 2], 'by the name of a group');
	assert.deepEqual(stepsOf("- step: 'round (\\step)'\n", output), [0, 7], 'one that never comes is none');
	assert.deepEqual(stepsOf("- step: '(a+)+(\\step'\n", output), [1, 7], 'nor is one that is no expression: the heading counts');
	assert.deepEqual(stepsOf("- step: 'E(\\step)'\n", 'E4\nval loss=0.5 lr=1\nE6\nval loss=0.4 lr=1\n', 'val loss'), [4, 6]);
});

test('a project that wants no values of its output has none of them', () => {
	const read = (scalars: string) =>
		readOutput('step: 3\nloss: 0.5\n', {'attrs/op': `output-scalars:${scalars}\nsourcecode: x\n`});
	for (const off of [' []', ' false', '\n- {}']) {
		assert.deepEqual([...read(off).metrics.keys()], [], off);
	}
	assert.deepEqual(read(' null').points('loss'), [[3, 0.5]]);
	assert.deepEqual(read(' []').learnt.reached, {steps: 3, epochs: null}, 'where it is it says all the same');
	assert.equal(read(' null').learnt.reached, null, 'its points say that');
	const counted = readOutput('loss: 0.5\nloss: 0.4\n', {'attrs/op': 'output-scalars: []\n'});
	assert.equal(counted.learnt.reached, null, 'what it does not say is not counted from what is not wanted');
	const events = {[eventFile]: tfrecords(scalar(1.76e9, 1, 'acc', 0.5)), 'attrs/op': 'output-scalars: []\n'};
	assert.deepEqual([...readOutput('loss: 0.5\n', events).metrics.keys()], ['acc'], 'what is logged otherwise stays');
});
