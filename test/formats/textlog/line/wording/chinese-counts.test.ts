import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../../scan-lines.ts';

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

test('a number of rounds without a result is a setting', () => {
	assert.deepEqual(scan('迭代次数: 1000', 'loss: 2.5', 'loss: 1.5'), ['0 loss=2.5', '1 loss=1.5']);
	assert.deepEqual(scan('最大迭代次数: 500, 误差: 0.5', '轮次: 50', '轮次: 2/50, 损失: 1.5'), ['2 损失=1.5']);
	assert.deepEqual(scan('迭代次数: 100, 损失: 2.5'), ['100 损失=2.5']);
});

test('what is said of the best model so far, and of the time, is no metric of its own', () => {
	const epoch = (at: number) => [
		`Epoch: ${at} | Batch: 10/ 20 | Loss: 2.5`,
		'✓ 保存最佳模型，验证损失: 2.25',
		`Epoch ${at} 完成 | 验证损失: 2.25 | 时间: 12.5s`,
	];
	assert.deepEqual(scan(...epoch(1), ...epoch(2)), ['10 Loss=2.5', '10 验证损失=2.25', '30 Loss=2.5', '30 验证损失=2.25']);
});

test('rounds and steps of what trains nothing are none', () => {
	assert.deepEqual(scan('第1轮爬取, 成功: 5', '第2轮爬取, 成功: 7', '第1步: 安装依赖 3'), []);
	assert.deepEqual(scan('第1轮测试, 延迟: 2.5, 吞吐: 100', '第2轮抓取 access: 5, filter: 3'), []);
	assert.equal(progressOf('第1/5步: 下载'), null);
});
