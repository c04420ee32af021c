import assert from 'node:assert/strict';
import {test} from 'node:test';
import {OwnPatterns} from '../../../../../source/formats/textlog/own-patterns.ts';
import {scan} from '../../scan-lines.ts';

test('reads steps that are written as thousands, millions and powers of ten', () => {
	assert.deepEqual(scan('step 1k loss: 0.5', 'step 1.1M loss: 0.25', 'step 2e6 loss: 0.125'), [
		'1000 loss=0.5',
		'1100000 loss=0.25',
		'2000000 loss=0.125',
	]);
});

test('a number ends before the marks that its line is ruled with', () => {
	for (const head of [
		(epoch: number) => `####Epoch ${epoch}####`,
		(epoch: number) => `-----Epoch 0${epoch}-----`,
		(epoch: number) => `=====Epoch ${epoch}/2=====`,
	])
		assert.deepEqual(scan(head(1), 'loss: 0.5', head(2), 'loss: 0.25*'), ['1 loss=0.5', '2 loss=0.25'], head(1));
	assert.deepEqual(scan('step 1 loss 0.5', 'numpy==1.26==', 'step 2 loss 0.5=0.25+0.25'), ['1 loss=0.5']);
});

test('reads thousands in a second', () => {
	assert.deepEqual(scan('step 0 loss 2.5 toks 12.3k/s', 'step 1 loss=2 tps=1.5K/s rate=3it/s'), [
		'0 loss=2.5 toks=12300',
		'1 loss=2 tps=1500 rate=3',
	]);
});

test('keeps names with an apostrophe that is no quotation mark whole', () => {
	assert.deepEqual(scan('step 0 perte d’entraînement: 2.5 précision=0.5'), ['0 perte d’entraînement=2.5 précision=0.5']);
});

test('reads the wide signs of Chinese and Japanese texts', () => {
	assert.deepEqual(scan('epoch：8，loss：0.5，acc＝0.25'), ['8 loss=0.5 acc=0.25']);
});

test('the words behind a bar without a line feed are of the line that is printed next', () => {
	const epoch = 'epoch 2 loss: 0.8';
	assert.deepEqual(scan(epoch, 'progress 50%val loss: 0.5', '100%test acc: 0.25'), [
		'2 loss=0.8',
		'2 val loss=0.5',
		'2 test acc=0.25',
	]);
	assert.deepEqual(scan(epoch, 'progress 50%val_loss: 0.5'), ['2 loss=0.8', '2 val_loss=0.5']);
	assert.deepEqual(scan(epoch, 'p 99%ile loss: 0.5'), scan(epoch, 'p 99%xyz loss: 0.5'), 'other words go on with the number');
});

test('a value of each GPU is one of none in particular', () => {
	assert.deepEqual(scan('iteration 100/ 1000 | throughput per GPU (TFLOP/s/GPU): 301.2 | gpu: 3 |'), [
		'100 throughput per GPU=301.2',
	]);
});

test("reads the thousands of what a person's own expressions find", () => {
	assert.deepEqual(new OwnPatterns([{name: 'price', expression: String.raw`price is (\S+)`}]).scan('price is 3,500.5', 7), [
		{step: 7, name: 'price', value: 3500.5},
	]);
});

test('reads thousands that other signs than commas part', () => {
	assert.deepEqual(scan('step 1_000 | tokens 12_345_678 | loss 1.5', "step 2'000 | reward: 1'231.5 | score=-1’231"), [
		'1000 tokens=12345678 loss=1.5',
		'2000 reward=1231.5 score=-1231',
	]);
	assert.deepEqual(scan('step 1\u00a0000 | reward 1\u202f231\u202f567 | loss 1.5'), ['1000 reward=1231567 loss=1.5']);
	assert.deepEqual(scan("step 1 | reward 1'23 | loss: '1' 231 | id 1_2345 | run 2024_123_1 | score 1_234x"), [
		'1 reward=1 loss=1',
	]);
	assert.deepEqual(scan('epoch 3_100 loss 0.5', 'loss: 0.5'), ['0 loss=0.5']);
});

test('two equals signs compare, and are no sign of a value', () => {
	assert.deepEqual(scan('step 4 loss=2.5', 'numpy==1.26 loss==2.1', 'if loss == 0.25: break', '>    assert loss == 0.5'), [
		'4 loss=2.5',
	]);
	assert.deepEqual(scan('=== step 1 loss=0.5 ===', 'step 2 loss ==> 0.25'), ['1 loss=0.5', '2 loss=0.25']);
});

test('numbers too long to tell apart count no steps', () => {
	const rows = [1, 2, 3].map(i => `step 10000000000000000${i} loss ${i}.5`);
	assert.deepEqual(scan(...rows), ['0 loss=1.5', '1 loss=2.5', '2 loss=3.5']);
});

test('the sign of a currency is no part of a number', () => {
	assert.deepEqual(scan('MAE:  $57,434.77', 'RMSE: €1.5', 'R²:   0.75'), ['0 MAE=57434.77', '0 RMSE=1.5', '0 R²=0.75']);
	assert.deepEqual(scan('epoch 1 loss $HOME'), []);
});
