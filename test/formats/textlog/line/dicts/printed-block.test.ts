import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/index.ts';
import {progressOf, scan} from '../../scan-lines.ts';

test('a configuration that is printed as a dict over many lines is no row', () => {
	const config = ["{'actor': {'clip_ratio': 0.2,", "           'entropy_coeff': 0,", "           'names': ['a', 'b}'],"];
	config.push("           'weight_decay': 0.01},", " 'trainer': {'total_epochs': 15,", "             'loss_mode': 'mean'}}");
	assert.deepEqual(scan(...config, 'step:1 - loss:0.5'), ['1 loss=0.5']);
	const behindRay = config.map(line => `(TaskRunner pid=12345) ${line}`);
	assert.deepEqual(scan(...behindRay, '(TaskRunner pid=12345) step:1 - loss:0.5'), ['1 loss=0.5']);
});

test('values that are printed as a dict over many lines are a row', () => {
	assert.deepEqual(scan("{'accuracy': 0.9,", " 'loss': 0.5}"), ['0 accuracy=0.9 loss=0.5']);
	// A dict that does not close is none.
	assert.deepEqual(scan("{'loss': 0.9,", 'going on', 'step 1 loss 0.5'), ['0 loss=0.9', '1 loss=0.5']);
});

const row = (step: number) => [`{'acc': 0.${step},`, ` 'loss': ${10 - step},`, ` 'step': ${step}}`];

test('the values of a dict that is printed over many lines belong to its step, wherever that stands', () => {
	assert.deepEqual(scan(...row(1), ...row(2)), ['1 acc=0.1 loss=9', '2 acc=0.2 loss=8']);
	const nested = (epoch: number) => [
		'{',
		`  "epoch": ${epoch},`,
		'  "train": {',
		`    "loss": ${10 - epoch}`,
		'  },',
		`  "val": {"loss": ${20 - epoch}}`,
		'}',
	];
	assert.deepEqual(scan(...nested(1), ...nested(2)), ['1 train/loss=9 val/loss=19', '2 train/loss=8 val/loss=18']);
	assert.deepEqual(scan('Epoch 3 metrics: {', '  "loss": 0.5', '}'), ['3 loss=0.5']);
});

test('a moment that only the first line of a printed dict has is that of its row', () => {
	const scanner = createLineScanner();
	scanner.scan('2025-10-09 12:00:00 {');
	scanner.scan('  "loss": 0.5, "step": 3');
	assert.equal(scanner.scan('}').wallMs, new Date(2025, 9, 9, 12).getTime());
});

test('a configuration over many lines is no row wherever it stands', () => {
	const config = ['Model config LlamaConfig {', '  "temperature": 0.6,', '  "loss_weight": 1.0,', '  "step": 5', '}'];
	assert.deepEqual(scan(...config, 'step 1 loss 0.5', ...config, 'step 2 loss 0.25'), ['1 loss=0.5', '2 loss=0.25']);
	assert.deepEqual(scan('{', "  'epochs': 5,", "  'loss_scale': 128.0", '}', 'Epoch 1 loss=0.1'), ['1 loss=0.1']);
});

test('a dict over many lines that sums up what was best is no row, and begins nothing anew', () => {
	const rows = [10, 20, 30].map(step => `step ${step} loss ${40 - step}`);
	const read = ['10 loss=30', '20 loss=20', '30 loss=10'];
	const sum = ["{'accuracy': 0.95,", " 'loss': 0.5,", " 'step': 20}"];
	assert.deepEqual(scan(...rows, 'Best result:', ...sum, 'step 40 loss 5'), [...read, '40 loss=5']);
	assert.deepEqual(scan(...rows, 'Best model: {', '  "loss": 0.5', '}'), read);
	assert.deepEqual(scan(...rows, ...sum), read);
});

test('values of a dict may look like anything', () => {
	const line = (step: number) => `{'loss': ${10 - step}, 'step': ${step}, 'space': <Box[low, high)>, 'agent': <Foo at 0x7f>}`;
	assert.deepEqual(scan("{'loss': 10, 'step': 0}", line(1), line(2)), ['0 loss=10', '1 loss=9', '2 loss=8']);
});

test('a dict that is torn costs no more than itself', () => {
	const line = (step: number) => `{'loss': ${10 - step}, 'step': ${step}}`;
	const rows = (...steps: number[]) => steps.map(step => `${step} loss=${10 - step}`);
	for (const torn of ["{'loss': 7, 'gra", "{'loss': 7,", "{'loss':", "{'loss': 7", '{"prompt": "hello', "{'model': {'dim': 512,"])
		assert.deepEqual(scan(line(1), line(2), torn, line(4), line(5)), rows(1, 2, 4, 5), torn);
	assert.deepEqual(scan(line(1), line(2), `{'loss': 7, 'gra${line(4)}`, line(5)), rows(1, 2, 4, 5));
	const list = "sample: {'text': 'abc ( [ {', 'label': [1,";
	assert.deepEqual(scan(line(1), list, line(4), list, line(5), line(6)), ['1 loss=9', '4 loss=6', '5 loss=5 loss=4']);
	assert.deepEqual(scan("Config: {'lr': 0.1,", line(1), line(2)), rows(1, 2));
	assert.deepEqual(scan(line(1), "{'loss': 7, 'nes', {'a': 1}, 'st", '7 loss=3 step=7'), ['1 loss=9', '7 loss=3']);
});

test('one of many lines that is torn costs no more than itself', () => {
	const rest = ['1 acc=0.1 loss=9', '3 acc=0.3 loss=7'];
	const [first, middle, last] = row(2) as [string, string, string];
	assert.deepEqual(scan(...row(1), first, middle, ...row(3)), rest);
	assert.deepEqual(scan(...row(1), first, " 'lo", last, ...row(3)), rest);
	assert.deepEqual(scan(...row(1), middle, last, ...row(3)), rest);
	assert.deepEqual(scan(...row(1), first, 'UserWarning: slow', middle, last, ...row(3)), [rest[0], '2 acc=0.2 loss=8', rest[1]]);
	// In JSON the bracket stands alone.
	const json = (step: number) => ['{', `  "loss": ${10 - step},`, `  "step": ${step}`, '}'];
	assert.deepEqual(scan(...json(1), ...json(2).slice(0, 2), ...json(3)), ['1 loss=9', '3 loss=7']);
	assert.deepEqual(scan(...json(1), ...json(2).slice(0, 1), ...json(3)), ['1 loss=9', '3 loss=7']);
});

test('bars are read where a dict before them is torn', () => {
	assert.equal(progressOf("{'model': {'dim': 512,", ' 45%|####  | 45/100 [00:01<00:10, 1.0it/s]'), '45/100 it');
});
