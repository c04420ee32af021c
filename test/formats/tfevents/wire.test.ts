import assert from 'node:assert/strict';
import {test} from 'node:test';
import {double, field, float, int, varint} from '../../encodings/protobuf-writer.ts';
import {event, metadata, readOne, scalar, simple, summary} from './events.ts';

test('reads simple values as the usual writers write them', () => {
	const run = readOne(
		event(100, 0, field(3, 'brain.Event:2')),
		scalar(101, 0, 'loss', 0.5),
		scalar(102, 1, 'loss', 0.25),
		scalar(102.5, 1, 'acc', 1),
	);
	assert.deepEqual(run.points('loss'), [
		[0, 0.5],
		[1, 0.25],
	]);
	assert.deepEqual(run.walls('loss'), [101_000, 102_000]);
	assert.deepEqual(run.points('acc'), [[1, 1]]);
	assert.equal(run.learnt.startedAtMs, 100_000);
	assert.equal(run.learnt.lastSignMs, 102_500);
	assert.deepEqual(run.problems, []);
});

test('steps may be larger than 32 bits, and negative', () => {
	const steps = [-5n, -1n, 3n, 2n ** 33n, 2n ** 45n, 2n ** 52n];
	const run = readOne(...steps.map(step => scalar(1, step, 'x', 1)));
	assert.deepEqual(
		run.points('x').map(([step]) => step),
		steps.map(Number),
	);
});

test('fields may come in any order, with unknown ones between, and several summaries count', () => {
	const value = Buffer.concat([field(99, 'future'), float(2, 2), int(77, 5), field(1, 'x')]);
	const run = readOne(
		Buffer.concat([summary(value), int(55, 1), int(2, 7), double(66, 1), double(1, 50)]),
		Buffer.concat([double(1, 51), summary(simple('x', 3)), int(2, 8), summary(simple('y', 4), simple('z', 5))]),
	);
	assert.deepEqual(run.points('x'), [
		[7, 2],
		[8, 3],
	]);
	assert.deepEqual(run.points('y'), [[8, 4]]);
	assert.deepEqual(run.points('z'), [[8, 5]]);
});

test('tags of 128 bytes and more, and in any script', () => {
	const names = ['损失/训练', '📉', 'x'.repeat(127), 'y'.repeat(128), 'z'.repeat(20_000)];
	const run = readOne(...names.map((name, step) => scalar(1, step, name, step)));
	assert.deepEqual([...run.metrics.keys()], names);
});

test('a value without a tag goes by its node name, one with neither is nothing', () => {
	const run = readOne(event(1, 1, summary(Buffer.concat([field(7, 'old/node'), float(2, 9)]), float(2, 1))));
	assert.deepEqual(run.points('old/node'), [[1, 9]]);
	assert.equal(run.metrics.size, 1);
});

test('non-finite values are kept', () => {
	const run = readOne(scalar(1, 1, 'x', Number.NaN), scalar(1, 2, 'x', Number.NEGATIVE_INFINITY), scalar(1, 3, 'x', 1e300));
	assert.deepEqual(
		run.points('x').map(([, value]) => value),
		[Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
	);
});

test('points whose time is NaN are left out and said', () => {
	const run = readOne(scalar(Number.NaN, 1, 'x', 1), scalar(5, 2, 'x', 2));
	assert.deepEqual(run.points('x'), [[2, 2]]);
	assert.equal(run.learnt.startedAtMs, 5000);
	assert.match(run.problems[0]!.message, /time is NaN/);
});

const tensor = (dtype: number, ...parts: Uint8Array[]) => field(8, int(1, dtype), field(2), ...parts);
const bytes = (length: number, write: (buffer: Buffer) => void) => {
	const buffer = Buffer.alloc(length);
	write(buffer);
	return field(4, buffer);
};
const packed = (number: number, ...values: (number | bigint)[]) => field(number, ...values.map(varint));

test('scalar tensors of every dtype, packed, unpacked and as raw content', () => {
	const cases: [string, Buffer, number][] = [
		['float packed', tensor(1, field(5, float(1, 1.5).subarray(1))), 1.5],
		['float unpacked', tensor(1, float(5, 1.5)), 1.5],
		['double packed', tensor(2, field(6, double(1, 0.1).subarray(1))), 0.1],
		['double unpacked', tensor(2, double(6, 0.1)), 0.1],
		['int32 packed', tensor(3, packed(7, -7n)), -7],
		['int32 unpacked', tensor(3, int(7, -7n)), -7],
		['int64', tensor(9, packed(10, -(2n ** 40n))), -(2 ** 40)],
		['bool', tensor(10, packed(11, 1)), 1],
		['half', tensor(19, packed(13, 0x3e00)), 1.5],
		['half denormal', tensor(19, int(13, 1)), 2 ** -24],
		['half infinity', tensor(19, int(13, 0xfc00)), Number.NEGATIVE_INFINITY],
		['bfloat16', tensor(14, int(13, 0x3fc0)), 1.5],
		['uint32', tensor(22, packed(16, 4_000_000_000)), 4_000_000_000],
		['uint64', tensor(23, packed(17, 2n ** 63n)), 2 ** 63],
		['nothing written is 0', tensor(1), 0],
		[
			'float content',
			tensor(
				1,
				bytes(4, b => b.writeFloatLE(1.5)),
			),
			1.5,
		],
		[
			'double content',
			tensor(
				2,
				bytes(8, b => b.writeDoubleLE(0.1)),
			),
			0.1,
		],
		[
			'int32 content',
			tensor(
				3,
				bytes(4, b => b.writeInt32LE(-7)),
			),
			-7,
		],
		[
			'uint8 content',
			tensor(
				4,
				bytes(1, b => b.writeUInt8(200)),
			),
			200,
		],
		[
			'int16 content',
			tensor(
				5,
				bytes(2, b => b.writeInt16LE(-300)),
			),
			-300,
		],
		[
			'int8 content',
			tensor(
				6,
				bytes(1, b => b.writeInt8(-3)),
			),
			-3,
		],
		[
			'int64 content',
			tensor(
				9,
				bytes(8, b => b.writeBigInt64LE(-5n)),
			),
			-5,
		],
		[
			'bool content',
			tensor(
				10,
				bytes(1, b => b.writeUInt8(1)),
			),
			1,
		],
		[
			'bfloat16 content',
			tensor(
				14,
				bytes(2, b => b.writeUInt16LE(0xbfc0)),
			),
			-1.5,
		],
		[
			'uint16 content',
			tensor(
				17,
				bytes(2, b => b.writeUInt16LE(60_000)),
			),
			60_000,
		],
		[
			'half content',
			tensor(
				19,
				bytes(2, b => b.writeUInt16LE(0x3e00)),
			),
			1.5,
		],
		[
			'uint32 content',
			tensor(
				22,
				bytes(4, b => b.writeUInt32LE(4e9)),
			),
			4e9,
		],
		[
			'uint64 content',
			tensor(
				23,
				bytes(8, b => b.writeBigUInt64LE(2n ** 63n)),
			),
			2 ** 63,
		],
	];
	const run = readOne(
		...cases.map(([name, value]) => event(1, 3, summary(Buffer.concat([field(1, name), metadata('scalars'), value])))),
	);
	assert.deepEqual(
		cases.map(([name]) => [name, run.points(name)[0]?.[1]]),
		cases.map(([name, , value]) => [name, value]),
	);
	assert.deepEqual(run.problems, []);
});

test('what a tensor is follows from the metadata of its tag, which only the first value has', () => {
	const value = (tag: string, ...parts: Uint8Array[]) => event(1, 1, summary(Buffer.concat([field(1, tag), ...parts])));
	const number = tensor(1, float(5, 1));
	const text = field(8, int(1, 7), field(2), field(8, 'some words'));
	const run = readOne(
		value('plain', number),
		value('scalar', metadata('scalars'), number),
		value('scalar', number),
		value('by class', field(9, int(4, 1)), number),
		value('vector', metadata('scalars'), field(8, int(1, 1), field(2, field(2, int(1, 2))), float(5, 1), float(5, 2))),
		value('words', metadata('text'), text),
		value('curve', metadata('pr_curves'), number),
		value('image', field(4, 'png')),
		value('histogram', field(5, 'bins')),
	);
	assert.deepEqual([...run.metrics.keys()], ['scalar', 'by class']);
	assert.deepEqual(run.learnt.extra['images in'], ['image']);
	assert.deepEqual(run.learnt.extra['pr_curves in'], ['curve']);
	assert.deepEqual(run.learnt.extra.texts, {words: 'some words'});
});

test('a malformed event with a good checksum is skipped and said', () => {
	const run = readOne(
		scalar(1, 1, 'x', 1),
		Buffer.from([0x09, 1, 2, 3]),
		field(5, Buffer.from([0x0a, 0x7f, 1])),
		scalar(1, 2, 'x', 2),
	);
	assert.equal(run.points('x').length, 2);
	assert.equal(run.problems.length, 2);
});
