import assert from 'node:assert/strict';
import {test} from 'node:test';
import {NumberScanner} from '../../../source/encodings/numbers/number-scan.ts';
import {parseNumber, scanSpecial} from '../../../source/encodings/numbers/odd-number.ts';

const scanner = new NumberScanner();

function scan(text: string): number {
	const bytes = Buffer.from(text);
	return scanner.scan(bytes, 0, bytes.length);
}

/** Numbers in [0, 1) that are the same in every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

test('gives exactly the value of Number for decimals of every length and exponent', () => {
	const random = seeded(7);
	const bits = new Uint32Array(2);
	const float = new Float64Array(bits.buffer);
	for (let i = 0; i < 60_000; i++) {
		bits[0] = random() * 2 ** 32;
		bits[1] = random() * 2 ** 32;
		const texts = [
			String(random() * 10),
			(random() * 1000).toFixed(i % 20),
			random().toExponential(i % 18),
			`${Math.floor(random() * 2 ** 53)}${i}`,
			Number.isFinite(float[0]) ? String(float[0]) : '0',
		];
		for (const text of texts) {
			assert.ok(Object.is(scan(text), Number(text)), text);
			assert.equal(scanner.end, text.length, text);
		}
	}
});

test('rounds numbers right between two floats to the even one, and the slightest bit above to the upper', () => {
	const random = seeded(11);
	for (let i = 0; i < 20_000; i++) {
		const mantissa = BigInt(2 ** 52 + Math.floor(random() * 2 ** 52)) * 2n + 1n;
		for (const text of [`${mantissa}`, `${mantissa}.0`, `${mantissa}.001`, `${mantissa}e-${i % 30}`, `${mantissa}e${i % 20}`]) {
			assert.ok(Object.is(scan(text), Number(text)), text);
		}
	}
});

test('stops where the number ends and says where', () => {
	assert.equal(scan('12.5,7'), 12.5);
	assert.equal(scanner.end, 4);
	assert.equal(scan('1e5x'), 1e5);
	assert.equal(scan('3e,1'), 3);
	assert.equal(scanner.end, 1);
	assert.ok(Object.is(scan('-0'), -0));
});

test('finds no number in signs, points and words', () => {
	for (const text of ['', '-', '+', '.', '-.', 'e5', 'nan', 'x1', '--1']) assert.ok(Number.isNaN(scan(text)), text);
});

test('reads the spellings of programs and refuses what only looks like a number', () => {
	assert.equal(parseNumber(' 3.5 '), 3.5);
	assert.equal(parseNumber('+2.5'), 2.5);
	assert.ok(Number.isNaN(parseNumber('NaN')));
	assert.equal(parseNumber('-Infinity'), Number.NEGATIVE_INFINITY);
	assert.equal(parseNumber('1.#INF'), Number.POSITIVE_INFINITY);
	assert.equal(parseNumber("tensor(0.5, device='cuda:0')"), 0.5);
	for (const text of [
		'Array(0.5, dtype=float32)',
		'Array(0.5, dtype=float32, weak_type=True)',
		'jnp.array(0.5)',
		'DeviceArray(0.5, dtype=float32)',
	])
		assert.equal(parseNumber(text), 0.5, text);
	assert.equal(parseNumber('np.float64(1e-3)'), 0.001);
	for (const text of ['', '1_000', '0x10', '1,5', 'NA', 'None', '--', '1.2.3', '12MB'])
		assert.equal(parseNumber(text), null, text);
});

test('knows non-finite words in bytes, at their exact length only', () => {
	const value = (text: string) => scanSpecial(Buffer.from(text), 0, text.length);
	assert.ok(Number.isNaN(value('nan')));
	assert.equal(value('-INF'), Number.NEGATIVE_INFINITY);
	assert.equal(value('Infinity'), Number.POSITIVE_INFINITY);
	for (const text of ['nano', 'info', 'na', '1', 'infinite']) assert.equal(value(text), undefined, text);
});

test('NaN and infinities as each library prints them are numbers, and nothing that only looks like them', () => {
	for (const text of ['nan', '-NaN', 'nan(ind)', '-nan(ind)', 'nan(snan)', '-nan(0x8000000000000)', 'nan(123)', 'nan()'])
		assert.ok(Number.isNaN(parseNumber(text)), text);
	for (const text of ['-1.#IND', '1.#QNAN0', '1.#SNAN']) assert.ok(Number.isNaN(parseNumber(text)), text);
	assert.equal(parseNumber('1.#INF00'), Number.POSITIVE_INFINITY);
	assert.equal(parseNumber('-1.#INF'), Number.NEGATIVE_INFINITY);
	for (const text of ['nan(x)', 'nan(ind', 'nano', '2.#IND', 'info']) assert.equal(parseNumber(text), null, text);
});
