import assert from 'node:assert/strict';
import {test} from 'node:test';
import {decodeLog} from '../../../source/encodings/text/log-text.ts';
import {readLog} from './read-log.ts';
import {scan} from './scan-lines.ts';

test('counters of now, and rounds of how many, are read in Chinese', () => {
	assert.deepEqual(scan('当前Batch：10/100 | 当前epoch:1/5 | 训练损失：2.5'), ['10 训练损失=2.5']);
	assert.deepEqual(scan('当前epoch: 3, 训练损失: 0.5'), ['3 训练损失=0.5']);
	assert.deepEqual(scan('轮次 [3/50], 训练损失: 0.5'), ['3 训练损失=0.5']);
	assert.deepEqual(scan('轮次   3/50 | 训练损失: 0.5'), ['3 训练损失=0.5']);
});

test('a training that is said to be over in Chinese is, and one round of it is not', () => {
	const log = (said: string) => `Epoch [1/2], loss: 0.5\nEpoch [2/2], loss: 0.4\n${said}\n`;
	for (const said of ['2024-03-01 10:00:00,100 - INFO - 训练完成', '✅ 训练已完成！', '训练结束，耗时: 48.5秒'])
		assert.match(readLog(log(said)).learnt.outcome?.why ?? '', /训练/, said);
	for (const said of ['第2轮训练完成', '训练完成率: 0.5', '开始训练'])
		assert.equal(readLog(log(said)).learnt.outcome ?? null, null, said);
});

test('a log that was written in the encoding of a Chinese Windows is read', () => {
	// "训练损失: 0.5" in GBK.
	const bytes = Uint8Array.from([0xd1, 0xb5, 0xc1, 0xb7, 0xcb, 0xf0, 0xca, 0xa7, ...new TextEncoder().encode(': 0.5')]);
	assert.equal(decodeLog(bytes), '训练损失: 0.5');
	assert.equal(decodeLog(Uint8Array.from([0xe9, 0x74, 0xe9])), 't');
});
