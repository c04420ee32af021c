import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pairRuled} from '../../../../source/formats/guild/output/pair-ruled.ts';
import {ValueRule} from '../../../../source/formats/guild/output/value-rule.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {scalar} from '../../tfevents/events.ts';
import {eventFile, readOutput} from './read-output.ts';

const op = (...patterns: string[]) => ({
	'attrs/op': `output-scalars:\n${patterns.map(pattern => `- ${pattern}\n`).join('')}sourcecode: x\n`,
});
const [step, trainLoss, testLoss] = [
	"step: 'Epoch (\\step)'",
	"train_loss: 'Train loss: (\\value)'",
	"test_loss: 'Test loss: (\\value)'",
];
const events = (...points: [step: number, name: string, value: number][]) => ({
	[eventFile]: tfrecords(...points.map(([at, name, value]) => scalar(1.76e9, at, name, value))),
});
const curves = (output: string, own: Record<string, string | Uint8Array>) => {
	const run = readOutput(output, own);
	return Object.fromEntries([...run.metrics.keys()].sort().map(name => [name, run.points(name)]));
};

test('a curve of which Guild could not read some values is one curve, whole and in the order of the output', () => {
	const values = ['3.0e+00', 'nan', '0.5', '1.0e-07', '2.0e+10'];
	const output = values.map((value, i) => `Epoch ${i + 1}\nTrain loss: ${value}\nppl ${value}, done\n`).join('');
	const whole = values.map((value, i) => [i + 1, Number(value)]);
	const recorded = events([3, 'train_loss', 0.5], [3, 'ppl', 0.5], [4, 'train_loss', 1e-7], [4, 'ppl', 1e-7]);
	const rules = op(step, trainLoss, "ppl: 'ppl (\\value)'");
	assert.deepEqual(curves(output, {...recorded, ...rules}), {ppl: whole, train_loss: whole});
	assert.deepEqual(curves(output, rules), {ppl: whole, train_loss: whole}, 'what Guild could not read at all has the same name');
	const named = op(step, "'Train loss: (?P<train_loss>\\value)'", "'ppl (?P<ppl>\\value)'");
	assert.deepEqual(curves(output, {...recorded, ...named}), {ppl: whole, train_loss: whole});
});

test('a curve of which Guild found no step is that of the output, below the headings there', () => {
	const output = ['3.0e+00', '1.5e+00', '0.75'].map((value, i) => `Epoch ${i + 1}/3\nTrain loss: ${value}\n`).join('');
	const whole = [
		[1, 3],
		[2, 1.5],
		[3, 0.75],
	];
	assert.deepEqual(curves(output, {...events([0, 'train_loss', 0.75]), ...op(trainLoss)}), {train_loss: whole});
});

test('what was recorded of other output than that stays as it was recorded', () => {
	const output = 'Epoch 1\nTrain loss: 0.5\nEpoch 2\nTrain loss: nan\n';
	const recorded = [
		[1, 0.5],
		[2, 0.25],
	];
	const run = readOutput(output, {...events([1, 'train_loss', 0.5], [2, 'train_loss', 0.25]), ...op(step, trainLoss)});
	assert.deepEqual([...run.metrics.keys()], ['train_loss']);
	assert.deepEqual(run.points('train_loss'), recorded);
	assert.deepEqual(
		run.events.map(({text}) => text),
		['The output says train_loss: NaN at step 2'],
	);
});

test('a pattern takes no other value by the last word in front of it', () => {
	const output = [1, 2].map(at => `Epoch ${at}\nloss: ${at}\nTrain loss: ${at}0\nTest loss: ${at}00\n`).join('');
	const all = {
		loss: [
			[1, 1],
			[2, 2],
		],
		train_loss: [
			[1, 10],
			[2, 20],
		],
		test_loss: [
			[1, 100],
			[2, 200],
		],
	};
	const recorded = events([1, 'test_loss', 100], [2, 'test_loss', 200]);
	assert.deepEqual(curves(output, {...recorded, ...op(step, trainLoss, testLoss)}), all);
	const {loss, test_loss} = all;
	assert.deepEqual(curves(output, {...recorded, ...op(step, testLoss)}), {loss, test_loss, 'Train loss': all.train_loss});
});

test('a pattern that begins within a word takes the value, and leaves it what it is', () => {
	const output = 'Epoch 1\nval_loss: 0.75\nloss: 0.5\n';
	const found = curves(output, op(step, "loss: 'loss: (\\value)'"));
	assert.deepEqual(Object.keys(found), ['loss', 'val_loss']);
	assert.deepEqual(found.val_loss, [[1, 0.75]]);
});

test('beside a rule for any key both names are there, as Guild records them', () => {
	const own = op("'(\\key): (\\value)'", "test_loss: 'loss: (\\value)'");
	assert.deepEqual(Object.keys(curves('loss: 0.5\n', own)), ['loss', 'test_loss']);
	const usual = op("'^(\\key):\\s+(\\value)(?:\\s+\\(.*\\))?$'", "test_loss: 'loss: (\\value)'");
	assert.deepEqual(Object.keys(curves('loss: 0.5\n', usual)), ['loss', 'test_loss']);
	const other = op("'(\\key): (\\value) \\(best\\)'", "test_loss: 'loss: (\\value)'");
	assert.deepEqual(Object.keys(curves('loss: 0.5\n', other)), ['test_loss'], 'a rule for any key of other lines');
});

test('a value is a number to its end, as Guild reads it or with more that numbers have', () => {
	const rule = ValueRule.of([{name: 'x', pattern: 'x (\\value)'}])!;
	const read = (text: string) => rule.valuesIn(`x ${text}`).map(({value, isGuilds}) => [value, isGuilds]);
	assert.deepEqual(read('1e-3'), [[0.001, true]]);
	assert.deepEqual(read('10%'), [[10, true]]);
	assert.deepEqual(read('3.0e+00'), [[3, false]]);
	assert.deepEqual(read('-inf'), [[Number.NEGATIVE_INFINITY, false]]);
	for (const text of ['1.2.3', 'information', 'e', '-', 'nano']) assert.deepEqual(read(text), [], text);
	assert.equal(ValueRule.of([{name: 'x', pattern: '(a+)+ (\\value)'}]), null, 'what may take long to look for');
});

test('equal values of a line are told apart by all that stands in front of them', () => {
	const rule = ValueRule.of([{name: 'val_loss', pattern: 'val loss=(\\value)'}])!;
	const line = 'train loss=1 val loss=1';
	const read = [
		{name: 'train loss', value: 1},
		{name: 'val loss', value: 1},
	];
	assert.deepEqual(
		pairRuled(line, read, rule.valuesIn(line)).map(one => one?.name ?? null),
		[null, 'val_loss'],
	);
});

test('where the project says what gives a step, values of lines that name no place are at that step', () => {
	const epoch = (at: number, accuracy: number) =>
		`Train Epoch: ${at} [0/60000 (0%)]\tLoss: ${2 / at}\nTrain Epoch: ${at} [640/60000 (1%)]\tLoss: ${1 / at}\nTest set: Accuracy: ${accuracy}%\n`;
	const run = readOutput(epoch(1, 90) + epoch(2, 95), op("step: 'Train Epoch: (\\step)'", "loss: 'Loss: (\\value)'"));
	const [other, ...more] = [...run.metrics.keys()].filter(name => name !== 'loss');
	assert.deepEqual(more, []);
	assert.deepEqual(run.points(other!), [
		[1, 90],
		[2, 95],
	]);
});

test("lines that count keep their own steps, and a curve has one axis where the project's step comes behind its values", () => {
	const iteration = (at: number) => `iter ${at}: loss ${1 / (at + 1)}\n`;
	const rules = op("step: '^step (\\step)'", "val_loss: 'val loss (\\value)'");
	const counted = readOutput(
		`step 0: val loss 2.5\n${iteration(0)}${iteration(5)}step 10: val loss 1.5\n${iteration(10)}`,
		rules,
	);
	assert.deepEqual(
		counted.points('loss').map(([step]) => step),
		[0, 5, 10],
	);
	const epoch = (at: number) => `batch ${at * 100}: loss ${1 / at}\ntest acc: ${at / 10}\nEpoch ${at} done\n`;
	const behind = readOutput(epoch(1) + epoch(2) + epoch(3), op("step: 'Epoch (\\step) done'", "x: 'x=(\\value)'"));
	for (const name of ['loss', 'test acc'])
		assert.deepEqual(
			behind.points(name).map(([step]) => step),
			[100, 200, 300],
		);
});
