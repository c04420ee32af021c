import assert from 'node:assert/strict';
import {test} from 'node:test';
import {countZeros, decodeFile, decodeText} from '../../../source/encodings/text/text.ts';
import {seededRandom} from '../../formats/load-fixture.ts';

test('a file is read as UTF-8, with or without a mark, or as the UTF-16 of PowerShell', () => {
	assert.equal(decodeFile(Buffer.from('größe: 1\n')), 'größe: 1\n');
	assert.equal(decodeFile(Buffer.from('\u{feff}größe')), 'größe');
	assert.equal(decodeFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('größe\n', 'utf16le')])), 'größe\n');
	assert.equal(decodeFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('größe\n', 'utf16le')]).swap16()), 'größe\n');
	assert.equal(decodeFile(new Uint8Array(0)), '');
});

test('zero bytes at its end are what a power cut left', () => {
	const bytes = Buffer.from(`0.1${'\0'.repeat(4096)}`);
	assert.equal(decodeFile(bytes), '0.1');
	assert.equal(countZeros(bytes), 4096);
	assert.equal(decodeFile(Buffer.alloc(10)), '');
	const wide = Buffer.from('\u{feff}{}', 'utf16le');
	assert.equal(countZeros(wide), 0, 'half of a letter');
	assert.equal(countZeros(Buffer.concat([wide, Buffer.alloc(6)])), 6);
});

test('any bytes are decoded as the standard says, each fault a U+FFFD of its own', () => {
	const standard = new TextDecoder('utf-8', {ignoreBOM: true});
	const random = seededRandom(7);
	const leads = [0x41, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff];
	for (let round = 0; round < 3000; round++) {
		const bytes = Uint8Array.from({length: 12}, () => leads[random(leads.length)]! ^ random(4));
		assert.equal(decodeText(bytes, 2, 10), standard.decode(bytes.subarray(2, 10)));
	}
});

test('of bytes that are not there nothing is read, and nothing is thrown', () => {
	const bytes = Buffer.from('abc');
	const read = [-1, 0, 2, 3, 9, Number.NaN].flatMap(start => [-1, 1, 3, 9, Number.NaN].map(end => decodeText(bytes, start, end)));
	assert.deepEqual(new Set(read), new Set(['', 'a', 'abc', 'c']));
});
