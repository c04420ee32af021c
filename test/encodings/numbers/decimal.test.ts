import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseDecimal} from '../../../source/encodings/numbers/decimal.ts';

function parse(text: string): number {
	const bytes = Buffer.from(`x${text}y`);
	return parseDecimal(bytes, 1, bytes.length - 1);
}

/** Numbers from a fixed seed (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

test('rounds as Number does, for what programs print and for what they do not', () => {
	const random = randomOf(5);
	for (let i = 0; i < 25_000; i++) {
		const value = (random() - 0.5) * 10 ** Math.round(random() * 40 - 20);
		for (const text of [String(value), value.toExponential(16), value.toFixed(9), value.toPrecision(20)])
			assert.equal(parse(text), Number(text), text);
	}
});

test('rounds ties and their neighbours as Number does', () => {
	for (let bit = 53; bit < 80; bit++) {
		const tie = 2n ** BigInt(bit) + 2n ** BigInt(bit - 53);
		for (const near of [tie - 1n, tie, tie + 1n]) {
			for (const text of [`${near}`, `${near}e-20`, `${near}e-5`, `-${near}`]) assert.equal(parse(text), Number(text), text);
		}
	}
});

test('reads extremes and odd but legal forms', () => {
	for (const text of [
		'0',
		'-0',
		'0.0',
		'1e5',
		'1E+5',
		'1.5e-7',
		'5e-324',
		'1.7976931348623157e308',
		'1e400',
		'0.000000000000000000000000123',
		'123456789012345678901234567890123456789',
		'0e99999',
	])
		assert.ok(Object.is(parse(text), Number(text)), text);
});

test('what is no number is NaN', () => {
	for (const text of ['', '-', '.', 'e5', '1e', '1e+', '1x', 'true', '"1"', '1 2', '1.2.3', '--1', '1e5x'])
		assert.ok(Number.isNaN(parse(text)), text);
});

test('is exact at each number of digits and each power of ten that it rounds itself', () => {
	const random = randomOf(7);
	for (let i = 0; i < 25_000; i++) {
		const digits = Array.from({length: 1 + (i % 20)}, () => Math.floor(random() * 10)).join('');
		const text = `${digits.slice(0, i % 7) || '0'}.${digits.slice(i % 7) || '0'}e${(i % 101) - 50}`;
		assert.ok(Object.is(parse(text), Number(text)), text);
	}
});
