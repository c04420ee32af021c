import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {scan} from './scan-lines.ts';

function read(content: string) {
	const files = new MemoryFiles().write('/runs/a/train.log', content);
	const [run] = readDirectory(textlogFormat, '/runs/a', files).values();
	return run!;
}

test('says of numbers with decimal commas that they were not read', () => {
	const run = read('epoch 1 loss: 0,15 lr 0.1\nepoch 2 loss: 0,25 lr 0.1\n');
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Numbers seem to have decimal commas ("0,15") and were not read: print them with decimal points'],
	);
	assert.deepEqual([...run.metrics.keys()], ['lr']);
});

test('where some numbers have decimal commas, no comma of others parts thousands', () => {
	const run = read('epoch 1 loss: 1,850 acc: 0,950\nepoch 2 loss: 1,750 acc: 0,960\n');
	assert.equal(run.problems.length, 1);
	assert.deepEqual([...run.metrics.keys()], []);
	assert.deepEqual(read('epoch 1 loss: 1,850 acc: 0.950\n').problems, []);
});

test('of numbers that commas join none is a value, but commas of thousands and those with a blank behind them', () => {
	assert.deepEqual(scan('step 1 loss: 0.5 gpus: 0,1 devices=1,2,3, ppl 1,234 acc: 1, f1: 1.234,5'), [
		'1 loss=0.5 ppl=1234 acc=1',
	]);
});
