import assert from 'node:assert/strict';
import {test} from 'node:test';
import {RocksDatabase} from '../../../source/encodings/rocksdb/database.ts';
import {MergedWrites} from '../../../source/encodings/rocksdb/merged-writes.ts';
import {unpackSnappy} from '../../../source/encodings/rocksdb/snappy.ts';
import {MemoryFiles} from '../../formats/memory-files.ts';
import {batch, logOf, type Write} from './log-writer.ts';

const put = (key: string, value = key): Write => ({put: key, value: Buffer.from(value)});

/** What a database has by its logs, and what is wrong with it. */
function read(...logs: Buffer[]): {has: string; faults: string[]} {
	const files = new MemoryFiles().write('/db/CURRENT', 'none');
	for (const [i, log] of logs.entries()) files.write(`/db/00000${i + 4}.log`, log);
	const writes = new MergedWrites((bytes, start, end) => bytes.toString('latin1', start, end), 'BLOBS', false);
	const database = new RocksDatabase('/db', files, writes);
	database.refresh(1e9);
	const has = writes.sorted().map(([key, value]) => (value === key ? key : `${key}=${value.slice(0, 9)}`));
	return {has: has.join(' '), faults: [...database.faults.values()]};
}

test('the newest write of each key counts, in whichever log and order it comes', () => {
	assert.equal(read(logOf([batch(1, put('a'), put('b'))]), logOf([batch(3, put('a', 'new'))])).has, 'a=new b');
	assert.equal(read(logOf([batch(3, put('a', 'new'))]), logOf([batch(1, put('a'), put('b'))])).has, 'a=new b');
	assert.equal(read(logOf([batch(1, put('a'), {note: 'for others'}, put('b'), put('a', 'new'))])).has, 'a=new b');
	assert.equal(read(logOf([batch(1, put('BLOBS/x'), put('c'))])).has, 'c', 'what nobody asks for is passed over');
});

test('what was deleted is gone, unless it was written again', () => {
	const all = [put('a'), put('b'), put('c'), put('d')];
	for (const [gone, left] of [
		[[{remove: 'b'}], 'a c d'],
		[[{remove: 'b', once: true}], 'a c d'],
		[[{removeFrom: 'b', to: 'd'}], 'a d'],
		[[{removeFrom: 'b', to: 'd'}, put('c', 'again')], 'a c=again d'],
		[[{remove: 'e'}], 'a b c d'],
	] as [Write[], string][])
		assert.equal(read(logOf([batch(1, ...all), batch(5, ...gone)])).has, left, JSON.stringify(gone));
	assert.equal(read(logOf([batch(9, {remove: 'a'})]), logOf([batch(1, put('a'))])).has, '', 'deleted before the write is read');
});

test('records go over the ends of blocks, also in the file of an older log', () => {
	const long = 'x'.repeat(70_000);
	for (const recycled of [false, true]) {
		const log = logOf([batch(1, put('a', long)), batch(2, put('b'.repeat(28_000), 'b')), batch(3, put('c'))], recycled);
		const {has, faults} = read(log);
		assert.deepEqual([has.replace(/b+/, 'b').replace(/x+/, 'x'), faults], ['a=x b=b c', []]);
	}
});

test('of a log that is cut or damaged what comes before that counts, and damage is told', () => {
	const [one, two] = [batch(1, put('a')), batch(2, put('b'))];
	const log = logOf([one, two]);
	const end = logOf([one]).length;
	const withByte = (at: number, byte: number) => Buffer.from(log).fill(byte, at, at + 1);
	const damaged = [`Damaged: from byte ${end} on it makes no sense`];
	const cases: [Buffer, string, string[]][] = [
		[log.subarray(0, -1), 'a', []],
		[log.subarray(0, end + 3), 'a', []],
		[Buffer.concat([log, Buffer.alloc(500)]), 'a b', []],
		[withByte(log.length - 1, 0x58), 'a', damaged],
		[withByte(end + 6, 3), 'a', damaged],
		[Buffer.concat([withByte(end + 6, 99), log]), 'a', damaged],
		[
			logOf([one, Buffer.from('too short')]),
			'a',
			[`Damaged: from byte ${logOf([one, Buffer.from('too short')]).length} on it makes no sense`],
		],
	];
	for (const [bytes, has, faults] of cases) assert.deepEqual(read(bytes), {has, faults}, bytes.toString('hex'));
	const odd = Buffer.from(two);
	odd[12] = 66;
	assert.equal(read(logOf([one, odd])).faults.length, 1, 'a write of a kind that there is not');
});

test('what Snappy has packed is unpacked, and what makes no sense is nothing', () => {
	const literal = (text: string) => [(text.length - 1) << 2, ...Buffer.from(text)];
	const long = 'y'.repeat(70);
	const cases: [number[], string | null][] = [
		[[5, ...literal('abcde')], 'abcde'],
		[[9, ...literal('abc'), 1 | (2 << 2), 3], 'abcabcabc'],
		[[8, ...literal('ab'), 2 | (5 << 2), 2, 0], 'abababab'],
		[[8, ...literal('ab'), 3 | (5 << 2), 2, 0, 0, 0], 'abababab'],
		[[70, 60 << 2, 69, ...Buffer.from(long)], long],
		[[6, ...literal('abcde')], null],
		[[4, ...literal('abcde')], null],
		[[5, ...literal('abcde').slice(0, -1)], null],
		[[9, ...literal('abc'), 1 | (2 << 2), 4], null],
		[[9, ...literal('abc'), 1 | (2 << 2), 0], null],
		[[8, ...literal('abc'), 1 | (2 << 2), 3], null],
		[[9, ...literal('abc'), 1 | (2 << 2)], null],
		[[0xff, 0xff, 0xff, 0x7f, ...literal('abc')], null],
		[[0xff], null],
	];
	for (const [packed, text] of cases) {
		const bytes = Buffer.from([0, ...packed, 0]);
		assert.equal(unpackSnappy(bytes, 1, bytes.length - 1)?.toString() ?? null, text, packed.join());
	}
});

test('a log that is another file, or shorter than it was, is read anew', () => {
	for (const isInPlace of [true, false]) {
		const files = new MemoryFiles().write('/db/CURRENT', 'none').write('/db/000004.log', logOf([batch(1, put('a'), put('b'))]));
		const writes = new MergedWrites((bytes, start, end) => bytes.toString('latin1', start, end), 'BLOBS', false);
		const database = new RocksDatabase('/db', files, writes);
		database.refresh(1e9);
		const other = [batch(1, put('c')), ...(isInPlace ? [] : [batch(2, put('d'), put('e'), put('f'))])];
		files.write('/db/000004.log', logOf(other), {inPlace: isInPlace});
		database.refresh(1e9);
		const has = writes.sorted().map(([key]) => key);
		assert.deepEqual([has.join(' '), database.generation], [isInPlace ? 'c' : 'c d e f', 1]);
	}
});
