import assert from 'node:assert/strict';
import {test} from 'node:test';
import {describeFile} from '../../../source/core/files/file-facts.ts';

/** Head of a PCM file as Python's `wave` writes it. */
function wavHead(channels: number, rate: number, bytesPerSample: number): Uint8Array {
	const head = Buffer.alloc(44);
	head.write('RIFF....WAVEfmt ');
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(channels, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * channels * bytesPerSample, 28);
	return head;
}

test('a file is named by what it holds, else by the ending of its name, with its size', () => {
	assert.deepEqual(describeFile(Buffer.from('\0\0\0\x18ftypmp42'), 50_000, 'a.mov'), ['MP4, 50 kB']);
	assert.deepEqual(describeFile(Buffer.from('<html>'), 114, '/run/page.html'), ['HTML, 114 B']);
	assert.deepEqual(describeFile(new Uint8Array(), 24, ''), ['24 B']);
});

test('of sound the rate, the channels and the length are told', () => {
	assert.deepEqual(describeFile(wavHead(2, 44_100, 2), 44 + 44_100 * 4 * 2, 'a.wav'), ['WAV, 353 kB', '44.1 kHz, stereo, 2 s']);
	assert.deepEqual(describeFile(wavHead(1, 16_000, 2), 44 + 16_000 * 2 * 90, 'a.wav')[1], '16 kHz, mono, 1 min 30');
	assert.deepEqual(describeFile(wavHead(2, 44_100, 2).subarray(0, 20), 20, 'a.wav'), ['WAV, 20 B'], 'cut short');
	assert.deepEqual(describeFile(wavHead(0, 0, 0), 44, 'a.wav')[1], '0 kHz, 0 channels', 'nonsense is no length');
});
