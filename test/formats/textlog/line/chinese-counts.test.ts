import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

test('a Chinese line counts in its word, which is part of no name', () => {
	assert.deepEqual(scan('第1轮训练 loss: 2.5 准确率: 0.5', '第2轮训练 loss: 2.25 准确率: 0.75'), [
		'1 loss=2.5 准确率=0.5',
		'2 loss=2.25 准确率=0.75',
	]);
	assert.deepEqual(scan('第 3 轮, 损失: 1.5', '第4个epoch的识别准确率为：55%'), ['3 损失=1.5', '4 识别准确率=55']);
	assert.deepEqual(scan('第1个epoch，第100个batch的loss为1.5', '第1个epoch，第200个batch的loss为1.25'), [
		'100 loss=1.5',
		'200 loss=1.25',
	]);
	assert.equal(progressOf('第3/10轮 loss: 0.5'), '3/10 epoch');
});

test('what is said of a test below counted steps is of the last of them', () => {
	const lines = [
		'-----第 1 轮训练开始-----',
		'训练次数：100，Loss：2.5',
		'测试集上的Loss：30.5',
		'测试集上的正确率：0.25',
		'模型已保存',
	];
	assert.deepEqual(scan(...lines), ['100 Loss=2.5', '100 测试集上的Loss=30.5', '100 测试集上的正确率=0.25']);
});
