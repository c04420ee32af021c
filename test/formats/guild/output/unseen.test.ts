import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {scalar} from '../../tfevents/events.ts';
import {eventFile, readOutput} from './read-output.ts';

test('what the project records under another name is not shown twice', () => {
	const op = (scalars: string) => ({'attrs/op': `op-cmd:\n  cmd-args: []\noutput-scalars:\n${scalars}python-requires: null\n`});
	const output = 'STEP=1\nLOSS=0.5\nACC=0.25\nSTEP=2\nLOSS=0.25\nACC=0.5\n';
	const events = {[eventFile]: tfrecords(scalar(1.76e9, 1, 'loss', 0.5), scalar(1.76e9, 2, 'loss', 0.25))};
	const names = (own: Record<string, string | Uint8Array>) =>
		[...readOutput(output, own).metrics.keys()].filter(name => name !== 'STEP');
	const patterns = '- loss: LOSS=(\\value)\n  step: STEP=(\\step)\n';
	assert.deepEqual(names({...events, ...op(patterns)}), ['loss', 'ACC']);
	assert.deepEqual(names({...events, ...op('  loss: LOSS=(\\value)\n')}), ['loss', 'ACC'], 'a map as well as a list');
	assert.deepEqual(names(op(patterns)), ['loss', 'ACC'], 'without events it is all that there is');
	assert.deepEqual(names({...events, ...op('  loss: "ACC=x LOSS=(\\\\value)"\n')}), ['loss', 'LOSS', 'ACC'], 'of another line');
	assert.deepEqual(
		names({...events, ...op('  loss: "(?i)LOSS=(\\\\value)"\n')}),
		['loss', 'ACC'],
		'what only Python understands',
	);
});

test('a name that is printed with escapes is the one that Guild recorded with them', () => {
	const output = '\u001b[1mloss\u001b[0m: 0.5\n\u001b[Kf1: 0.25\nother: 2\n';
	const tags = ['\u001b[1mloss\u001b[0m', '\u001b[Kf1'];
	const events = {[eventFile]: tfrecords(...tags.map(tag => scalar(1.76e9, 0, tag, 0.5)))};
	assert.deepEqual([...readOutput(output, events).metrics.keys()], [...tags, 'other']);
});

test('what the project takes from a line of another style is not shown by the words around it too', () => {
	const epoch = (step: number, loss: number) =>
		`Epoch ${step}/3\n  train loss=${loss} val_acc=0.75 lr=${loss}\n  val loss=${loss}\n`;
	const op =
		'output-scalars:\n- loss: train loss=(\\value)\n  step: Epoch (\\step)/\n  val acc: val_acc=(\\value)\nsourcecode: x\n';
	const events = {[eventFile]: tfrecords(scalar(1.76e9, 1, 'loss', 0.5), scalar(1.76e9, 1, 'val acc', 0.75))};
	const names = (own: Record<string, string | Uint8Array>) => [...readOutput(epoch(1, 0.5), own).metrics.keys()];
	assert.deepEqual(names({...events, 'attrs/op': op}), ['loss', 'val acc', 'train lr', 'val loss']);
	assert.deepEqual(names({'attrs/op': op}), ['loss', 'val acc', 'train lr', 'val loss'], 'nothing was recorded');
});

test('a value that Guild recorded under an empty name is there, and gives no other name away', () => {
	const events = {[eventFile]: tfrecords(scalar(1.76e9, 0, '', 5), scalar(1.76e9, 0, 'loss', 0.5))};
	const run = readOutput('loss: 0.5\nother: 3\nstep 2 | acc 0.5\n', events);
	assert.deepEqual([...run.metrics.keys()].sort(), ['', 'acc', 'loss', 'other']);
	assert.deepEqual(run.points(''), [[0, 5]]);
});

test('a line that two streams share is not what either of them said', () => {
	const events = {[eventFile]: tfrecords(scalar(1.76e9, 0, 'loss', 0.5), scalar(1.76e9, 1, 'loss', 0.25))};
	const output = 'startstep: 0\nloss: 0.5\nstep: 1\nwarnloss: 0.25\nother: 3\nnew_loss: inf\n';
	const names = (own: Record<string, string | Uint8Array>) => [...readOutput(output, own).metrics.keys()].sort();
	assert.deepEqual(names(events), ['loss', 'new_loss', 'other']);
	assert.deepEqual(
		names({...events, 'attrs/flags': 'startstep: 0\n'}),
		['loss', 'new_loss', 'other', 'startstep'],
		'no flag is recorded',
	);
	const ruled = {...events, 'attrs/op': 'output-scalars:\n  loss: ^at (\\value)\n'};
	assert.ok(names(ruled).includes('warnloss'), 'by a rule of the project it need not have been recorded');
	const usual = {...events, 'attrs/op': "output-scalars:\n- step: 'step: (\\step)'\n- '(\\key): (\\value)'\n"};
	assert.deepEqual(names(usual), ['loss', 'new_loss', 'other']);
	assert.ok(names({}).includes('startstep'), 'without events nothing tells');
});

test('what damaged events have lost is taken from the output', () => {
	const said = [1, 2, 3].map(step => `step: ${step}\nloss: 0.${step}\nwarnloss: 1\n`).join('');
	const output = `${said}val_loss: 7\n`;
	const whole = tfrecords(...[1, 2, 3].map(step => scalar(1.76e9, step, 'loss', step / 10)));
	const oneLength = whole.length / 3;
	const ended = {'attrs/exit_status': '0'};
	const read = (events: Uint8Array, own: Record<string, string> = ended) => readOutput(output, {[eventFile]: events, ...own});
	const stepsOf = (run: ReturnType<typeof read>, name: string) => run.points(name).map(([step]) => step);
	const cut = read(whole.subarray(0, 2 * oneLength - 5));
	assert.deepEqual(stepsOf(cut, 'loss'), [1, 2, 3]);
	assert.deepEqual([...cut.metrics.keys()], ['loss', 'val_loss'], 'a word of its own in front belongs to the name');
	assert.deepEqual([...read(whole).metrics.keys()], ['loss'], 'Guild would have recorded it');
	assert.deepEqual(stepsOf(read(whole.subarray(0, 2 * oneLength)), 'loss'), [1, 2], 'nothing is damaged');
	assert.deepEqual(stepsOf(read(whole.subarray(0, 2 * oneLength - 5), {}), 'loss'), [1], 'the rest may come');
	const flipped = Uint8Array.from(whole);
	flipped[2 * oneLength - 6]! ^= 1;
	assert.deepEqual(stepsOf(read(flipped), 'loss'), [1, 3], 'where in between a step was lost is not known');
});

test('what damaged events have lost is taken from an output that says no steps where its record counts them', () => {
	const output = [1, 2, 3].map(n => `loss: 0.${n}\nacc: 1E-${n}\n`).join('');
	const events = (isCounted: boolean) =>
		tfrecords(
			...[0, 1, 2].flatMap(step => ['loss', 'acc'].map(name => scalar(1.76e9, isCounted ? step : 0, name, step + 1))),
		).subarray(0, -5);
	const stepsOf = (own: Uint8Array, said = output) =>
		['loss', 'acc'].map(name =>
			readOutput(said, {[eventFile]: own, 'attrs/exit_status': '0'})
				.points(name)
				.map(([step]) => step),
		);
	const allThree = [
		[0, 1, 2],
		[0, 1, 2],
	];
	assert.deepEqual(stepsOf(events(true)), allThree);
	const released = [
		[0, 0, 0],
		[0, 0],
	];
	assert.deepEqual(stepsOf(events(false)), released, 'released versions do not count');
	assert.deepEqual(stepsOf(events(true), `${output}step: 9\n`)[1], [0, 1], 'who says some may have said these too');
});

test('a list behind a key is no value, and an indented line is none where Guild recorded others', () => {
	const output = 'loss: 0.5\nmulti: 1 2\n  ind: 3\n  list: 3 4\n';
	const events = {[eventFile]: tfrecords(scalar(1.76e9, 0, 'loss', 0.5))};
	assert.deepEqual([...readOutput(output, events).metrics.keys()], ['loss']);
	assert.ok(![...readOutput(output).metrics.keys()].some(name => name === 'multi' || name === 'list'));
});
