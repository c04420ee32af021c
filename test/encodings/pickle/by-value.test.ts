import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {inflateSync} from 'node:zlib';
import {condensePickle, pickleToJson, plainValue, readPickle} from '../../../source/encodings/pickle/index.ts';

/** Written by cloudpickle 3 with pandas 3.1 on Python 3.11. */
const {values} = JSON.parse(readFileSync('test/fixtures/pickle/by-value.json', 'utf8')) as {values: Record<string, string>};
const read = (name: string) => readPickle(inflateSync(Buffer.from(values[name]!, 'base64'))).value!;

test('a table of pandas is its columns by name, in their order', () => {
	assert.deepEqual(pickleToJson(read('frame')), {
		loss: [1, 0.5],
		n: [3, 2],
		name: ['a', 'b'],
		ok: [true, false],
		at: '<pandas._libs.arrays.__pyx_unpickle_NDArrayBacked>',
		lr: [0.1, 0.2],
	});
	assert.deepEqual(pickleToJson(read('picked columns')), {lr: [0.1, 0.2], n: [3, 2], loss: [1, 0.5]});
	assert.deepEqual(pickleToJson(read('range columns')), {0: [0, 2, 4], 1: [1, 3, 5]});
	assert.deepEqual((pickleToJson(read('category')) as {v: number[]}).v, [1, 2]);
	assert.deepEqual([pickleToJson(read('series')), pickleToJson(read('empty'))], [[1, 2], {}]);
	assert.equal((pickleToJson(read('same names')) as {class: string}).class, '<pandas.DataFrame>', 'one of both would be lost');
});

test('functions, classes and members of enumerations that are written out have their names, named tuples those of their fields', () => {
	assert.deepEqual(pickleToJson(read('written out')), {
		fn: '<function ok>',
		lam: '<function <lambda>>',
		cls: '<class Res>',
		member: '<Opt.ADAM>',
		tuple: {class: '<__main__.NT>', loss: [1, 0.5], val_loss: [2, 1]},
	});
});

/** {"data": bytes, "lr": 0.5, "text": "x"}, with long bytes that hold what would stop a reader which looked at them. */
function largePickle(length: number): Buffer {
	const head = Buffer.from('\x80\x05}(\x8c\x04data\x94B', 'latin1');
	const size = Buffer.alloc(4);
	size.writeUInt32LE(length);
	const rest = Buffer.from('\x94\x8c\x02lr\x94G?\xe0\0\0\0\0\0\0\x8c\x04text\x8c\x01xu.', 'latin1');
	return Buffer.concat([head, size, Buffer.alloc(length, '.'), rest]);
}

function condense(bytes: Buffer, mostBytes = 1_000_000) {
	const asked: number[] = [];
	const read = (offset: number, length: number) => {
		asked.push(length);
		return bytes.subarray(offset, offset + length);
	};
	return {condensed: condensePickle(read, bytes.length, mostBytes), bytesRead: asked.reduce((sum, length) => sum + length, 0)};
}

test('a large pickle is read without its long bytes', () => {
	const {condensed, bytesRead} = condense(largePickle(5_000_000));
	assert.equal(condensed?.isCut, false);
	assert.deepEqual(pickleToJson(readPickle(condensed!.bytes).value), {data: '<5000000 bytes>', lr: 0.5, text: 'x'});
	assert.ok(bytesRead < 600_000);
	const short = largePickle(1000);
	assert.deepEqual(Buffer.from(condense(short).condensed!.bytes), short);
});

test('a large pickle that is cut, or holds much else, says so', () => {
	const bytes = largePickle(300_000);
	for (const length of [bytes.length - 1, bytes.length - 10, 200_000, 12])
		assert.equal(condense(bytes.subarray(0, length)).condensed?.isCut, true, String(length));
	const much = Buffer.concat([Buffer.from('\x80\x05](', 'latin1'), Buffer.alloc(900_000, 'K\x01'), Buffer.from('e.')]);
	assert.equal(condense(much, 100_000).condensed, null);
	assert.deepEqual(plainValue(readPickle(condense(much).condensed!.bytes).value!), Array(450_000).fill(1));
	assert.equal(condense(Buffer.from("(lp0\nS'text'\np1\na.")).condensed, null, 'line by line');
});

test('what crosses from one reading of a large pickle into the next is whole', () => {
	const texts = Array.from({length: 900}, (_, at) => String(at).padStart(997, '.'));
	const written = texts.map(text => `X\xe5\x03\0\0${text}`).join('');
	const bytes = Buffer.from(`\x80\x04](${written}e.`, 'latin1');
	const {condensed} = condense(bytes);
	assert.deepEqual(readPickle(condensed!.bytes), readPickle(bytes));
	for (const nothing of [null, new Uint8Array(0)])
		assert.equal(
			condensePickle(() => nothing, bytes.length, 1_000_000),
			null,
			'it cannot be read',
		);
});

test('byte arrays, and bytes of more than 4 GiB, are passed over as other bytes are', () => {
	const head = (code: string, length: number) => {
		const size = Buffer.alloc(8);
		size.writeBigUInt64LE(BigInt(length));
		return Buffer.concat([Buffer.from(`\x80\x05](${code}`, 'latin1'), size]);
	};
	for (const [code, length] of [
		['\x96', 100_000],
		['\x8e', 2 ** 32 + 70_000],
	] as const) {
		const before = head(code, length);
		const end = Buffer.from('K\x07e.', 'latin1');
		const endAt = before.length + length;
		const read = (offset: number, most: number) =>
			offset >= endAt
				? end.subarray(offset - endAt)
				: Buffer.concat([before, Buffer.alloc(300_000)]).subarray(offset, offset + most);
		const condensed = condensePickle(read, endAt + end.length, 1_000_000);
		assert.deepEqual(pickleToJson(readPickle(condensed!.bytes).value), [`<${length} bytes>`, 7]);
	}
});
