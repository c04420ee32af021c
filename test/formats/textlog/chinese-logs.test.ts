import assert from 'node:assert/strict';
import {test} from 'node:test';
import {decodeLog} from '../../../source/encodings/text/log-text.ts';
import {scan} from './scan-lines.ts';

test('counters of now, and rounds of how many, are read in Chinese', () => {
	assert.deepEqual(scan('当前Batch：10/100 | 当前epoch:1/5 | 训练损失：2.5'), ['10 训练损失=2.5']);
	assert.deepEqual(scan('当前epoch: 3, 训练损失: 0.5'), ['3 训练损失=0.5']);
	assert.deepEqual(scan('轮次 [3/50], 训练损失: 0.5'), ['3 训练损失=0.5']);
	assert.deepEqual(scan('轮次   3/50 | 训练损失: 0.5'), ['3 训练损失=0.5']);
});

test('a log that was written in the encoding of a Chinese Windows is read', () => {
	// "训练损失: 0.5" in GBK.
	const bytes = Uint8Array.from([0xd1, 0xb5, 0xc1, 0xb7, 0xcb, 0xf0, 0xca, 0xa7, ...new TextEncoder().encode(': 0.5')]);
	assert.equal(decodeLog(bytes), '训练损失: 0.5');
	assert.equal(decodeLog(Uint8Array.from([0xe9, 0x74, 0xe9])), 't');
});
