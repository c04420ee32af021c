import assert from 'node:assert/strict';
import {test} from 'node:test';
import {countZeros, decodeFile} from '../../source/encodings/text.ts';

test('a file is read as UTF-8, with or without a mark, or as the UTF-16 of PowerShell', () => {
	assert.equal(decodeFile(Buffer.from('größe: 1\n')), 'größe: 1\n');
	assert.equal(decodeFile(Buffer.from('\u{feff}größe')), 'größe');
	assert.equal(decodeFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('größe\n', 'utf16le')])), 'größe\n');
	assert.equal(decodeFile(new Uint8Array(0)), '');
});

test('zero bytes at its end are what a power cut left', () => {
	const bytes = Buffer.from(`0.1${'\0'.repeat(4096)}`);
	assert.equal(decodeFile(bytes), '0.1');
	assert.equal(countZeros(bytes), 4096);
	assert.equal(decodeFile(Buffer.alloc(10)), '');
});
