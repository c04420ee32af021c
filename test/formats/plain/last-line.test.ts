import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import type {Format} from '../../../source/formats/format.ts';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {lastLineOf} from '../../../source/formats/plain/whole-line.ts';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const [minuteMs, dayMs] = [60_000, 24 * 3_600_000];

function met(format: Format, name: string, content: string) {
	const files = new MemoryFiles();
	const file = `/r/${name}`;
	files.write(file, content);
	const {run, read} = follow(format, files, '/r');
	const losses = () => {
		read();
		const series = run.metrics.get('loss')!;
		return Array.from({length: series.length}, (_, i) => series.values.at(i));
	};
	const wait = (ms: number) => {
		files.nowMs += ms;
	};
	return {files, file, losses, wait, run, read};
}

test('a last line without a line feed is read once its file is silent, and no number twice', () => {
	for (const [format, name, content, end] of [
		[jsonlFormat, 'metrics.jsonl', '{"step":0,"loss":4}\n{"step":1,"loss":3}', '\n{"step":2,"loss":2}\n'],
		[csvFormat, 'metrics.csv', 'step,loss\n0,4.00\n1,3.50\n2,3.25\n3,3.00', '\r\n4,2.00\n'],
		[
			textlogFormat,
			'train.log',
			'step 0 loss 4.00\nstep 1 loss 3.50\nstep 2 loss 3.25\nstep 3 loss 3.00',
			'\nstep 4 loss 2.00\n',
		],
	] as const) {
		const {files, file, losses, wait} = met(format, name, content);
		const before = losses();
		assert.equal(before.at(-1), name.endsWith('jsonl') ? 4 : 3.25, name);
		wait(2 * minuteMs);
		assert.deepEqual(losses(), [...before, 3], name);
		assert.deepEqual(losses(), [...before, 3], name);
		files.append(file, end);
		assert.deepEqual(losses(), [...before, 3, 2], name);
	}
});

test('a number that may go on is read when nothing writes any more, and again where it goes on after all', () => {
	for (const [format, name, content] of [
		[csvFormat, 'metrics.csv', 'step,loss\n0,4\n1,3.25\n2,3.1'],
		[textlogFormat, 'train.log', 'step 0 loss 4\nstep 1 loss 3.25\nstep 2 loss 3.1'],
	] as const) {
		const {files, file, losses, wait} = met(format, name, content);
		wait(60 * minuteMs);
		assert.deepEqual(losses(), [4, 3.25], name);
		wait(dayMs);
		assert.deepEqual(losses(), [4, 3.25, 3.1], name);
		files.append(file, '25\n');
		assert.deepEqual(losses(), [4, 3.25, 3.125], name);
	}
});

test('a last row that ends with a quote is whole, and so is one between returns alone', () => {
	for (const [content, end] of [
		['"step","loss"\n"0","4"\n"1","3"', '\n"2","2"\n'],
		['step,loss,note\n0,4,"a, b"\n1,3,"c"', '\n2,2,"d"\n'],
		['step,loss\r0,4.5\r1,4.5\r2,4.5\r3,3.5', '\r4,2\r'],
	] as const) {
		const {files, file, losses, wait} = met(csvFormat, 'metrics.csv', content);
		const before = losses();
		wait(2 * minuteMs);
		assert.equal(losses().length, before.length + 1, content);
		files.append(file, end);
		assert.equal(losses().length, before.length + 2, content);
	}
	assert.equal(lastLineOf('cells', '1,"he said "', ['step,note', '0,"she said ""no"""']), 'torn', 'half of a doubled quote');
	assert.equal(lastLineOf('cells', '1,"0.5"', ['step,"a ""b"""', '0,"1"']), 'whole', 'a number has no quotes in it');
	assert.equal(lastLineOf('cells', '1 2.25', ['step loss acc', '0 2.50 0.10']), 'torn', 'parted by blanks');
	assert.equal(lastLineOf('cells', '1 2.25 0.2', ['step loss acc', '0 2.50 0.10']), 'unsure');
	assert.equal(lastLineOf('cells', '"a",0.12', ['name,loss', '"b",0.12', '"c",0.13', '"d",0.14']), 'whole');
	assert.equal(lastLineOf('cells', '"a",0.1', ['name,loss', '"b",0.12', '"c",0.13', '"d",0.14']), 'unsure');
});

test('a bar that is drawn anew after a long time goes on where it was', () => {
	const bar = (step: number) => ` ${step}/9 [00:0${step}<00:09, 1.0it/s, loss=${9 - step}.0]`;
	const {files, file, wait, run, read} = met(textlogFormat, 'train.log', `step 0 loss 9.0\nTraining: 10%|#|${bar(1)}`);
	read();
	wait(2 * minuteMs);
	read();
	files.append(file, `\rTraining: 20%|#|${bar(2)}`);
	read();
	assert.equal(run.learnt.progress?.step, 2);
	assert.equal(run.resets, 1, 'read once');
});

test('a line that lacks something stays unread', () => {
	for (const [kind, line, before] of [
		['json', '{"step": 9, "lo', []],
		['json', '{"step": 9, "val": {"loss": 1}', []],
		['cells', '9,0.5', ['step,loss,acc', '8,0.5,0.5']],
		['cells', '9,0.5,', ['step,loss,acc', '8,0.5,0.5']],
		['cells', '9,"0.5', ['step,loss', '8,0.5']],
		['cells', 'step,loss', []],
	] as const)
		assert.equal(lastLineOf(kind, line, before), 'torn', line);
	assert.equal(lastLineOf('words', 'epoch 9 loss', ['epoch 8 loss 1']), 'whole');
	assert.equal(lastLineOf('words', 'epoch 9 loss 1', ['epoch 8 loss 10', 'epoch 7 loss 11', 'epoch 6 loss 12']), 'unsure');
});
