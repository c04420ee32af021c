import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Database, describeSchemaDamage, tableStart} from '../../../source/encodings/sqlite/index.ts';
import {loadFixture} from '../../formats/load-fixture.ts';
import {MemoryFiles} from '../../formats/memory-files.ts';
import {rowsOf, takeTable} from './rows.ts';

const fixture = loadFixture('sqlite');
const odd = fixture.readWhole('/sqlite/odd.db', 1e6)!;
const pageBytes = 512;
/** The root of the table `kept` is the page 9, with one pointer a leaf. */
const rootAt = 8 * pageBytes;
const all = rowsOf(takeTable(fixture, '/sqlite/odd.db', 'kept')).map(([rowid]) => rowid);

/** Where the root has its pointer to a leaf. */
const pointerAt = (leaf: number) => rootAt + Buffer.from(odd).readUInt16BE(rootAt + 12 + leaf * 2);

function damaged(harm: (bytes: Buffer) => void): MemoryFiles {
	const bytes = Buffer.from(odd);
	harm(bytes);
	return new MemoryFiles().write('/x.db', bytes);
}

function readInPortions(files: MemoryFiles): number[] {
	const database = new Database(files, '/x.db');
	const seen: number[] = [];
	let place = tableStart;
	for (let more = true; more; ) {
		const taken = database.take(() => [{table: 'kept', after: place, maxBytes: pageBytes}]);
		assert.ok(typeof taken !== 'string');
		({place, more} = taken.tables.get('kept')!.scan(row => seen.push(row.rowid)));
	}
	return seen;
}

test('rows behind a page that is not there, and behind one whose rows make no sense, are read, also in portions', () => {
	const leaf = (index: number) => (Buffer.from(odd).readUInt32BE(pointerAt(index)) - 1) * pageBytes;
	const harms: [string, (bytes: Buffer) => void][] = [
		['beyond the file', bytes => bytes.writeUInt32BE(9999, pointerAt(5))],
		['one leaf twice', bytes => bytes.writeUInt32BE(bytes.readUInt32BE(pointerAt(4)), pointerAt(5))],
		['within its root', bytes => bytes.writeUInt16BE(3, rootAt + 12 + 5 * 2)],
		['no rows', bytes => [5, 6, 7].map(index => bytes.fill(0xff, leaf(index) + 8, leaf(index) + pageBytes))],
	];
	for (const [name, harm] of harms) {
		const files = damaged(harm);
		const table = takeTable(files, '/x.db', 'kept');
		const whole = rowsOf(table).map(([rowid]) => rowid);
		assert.ok(table.damage.length > 0 || table.damagedRows > 0, name);
		assert.ok(whole.length < all.length && whole.length > all.length * 0.8, name);
		assert.deepEqual([whole[0], whole.at(-1)], [all[0], all.at(-1)], name);
		assert.deepEqual(readInPortions(files), whole, name);
	}
});

test('a journal of a disk whose sectors are longer has the pages as they were', () => {
	const journal = fixture.readWhole('/sqlite/hot.db-journal', 1e6)!;
	// Its parts have a head of one sector and the pages behind it, and end with a sector.
	const partBytes = 1536;
	const parts = Array.from({length: Math.floor(journal.length / partBytes)}, (_, index) => {
		const part = journal.subarray(index * partBytes, (index + 1) * partBytes);
		const longer = Buffer.alloc(8192);
		longer.set(part.subarray(0, 28));
		longer.writeUInt32BE(4096, 20);
		longer.set(part.subarray(512), 4096);
		return longer;
	});
	const files = loadFixture('sqlite').write('/sqlite/hot.db-journal', Buffer.concat(parts));
	const texts = rowsOf(takeTable(files, '/sqlite/hot.db', 't')).map(([, , text]) => text);
	assert.deepEqual(
		texts,
		Array.from({length: 60}, (_, i) => `before${i}`),
	);
});

test('of a journal counts what was written whole, whether its head knows how much that is or not', () => {
	const whole = Buffer.from(fixture.readWhole('/sqlite/hot.db-journal', 1e6)!);
	const [partBytes, recordBytes] = [1536, pageBytes + 8];
	const textsWith = (journal: Uint8Array) =>
		rowsOf(takeTable(loadFixture('sqlite').write('/sqlite/hot.db-journal', journal), '/sqlite/hot.db', 't')).map(
			([, , text]) => text,
		);
	const all = textsWith(whole);
	const half = textsWith(whole.subarray(0, partBytes));
	assert.notDeepEqual(half, all);
	const torn = Buffer.from(whole);
	// Of a page every 200th byte from its end is in its sum.
	torn[partBytes + 512 + 4 + 312]! ^= 1;
	assert.deepEqual(textsWith(torn), half, 'a record that is not whole');
	const otherHead = Buffer.from(whole);
	otherHead[partBytes + 3]! ^= 1;
	assert.deepEqual(textsWith(otherHead), half, 'a head that is none');
	const [nonceAt, second] = [12, whole.subarray(partBytes + 512, partBytes + 512 + recordBytes)];
	const resummed = Buffer.from(second);
	const sum = second.readUInt32BE(4 + pageBytes) - whole.readUInt32BE(partBytes + nonceAt) + whole.readUInt32BE(nonceAt);
	resummed.writeUInt32BE(sum >>> 0, 4 + pageBytes);
	const uncounted = Buffer.concat([whole.subarray(0, 512 + recordBytes), resummed]);
	uncounted.writeUInt32BE(0xffffffff, 8);
	assert.deepEqual(textsWith(uncounted), all);
});

test('nothing is wrong with a database because a writer never rests', () => {
	const files = new (class extends MemoryFiles {
		override readRange(path: string, offset: number, length: number): Uint8Array | null {
			const bytes = super.readRange(path, offset, length)?.slice() ?? null;
			if (length >= pageBytes) this.write('/x.db', odd, {inPlace: true});
			return bytes;
		}
	})().write('/x.db', odd);
	const database = new Database(files, '/x.db');
	assert.deepEqual([database.fault(), database.cut(), database.tables(), database.look([2])], [null, null, null, null]);
});

test('how a page is now is told by a number, and one beyond the end is none', () => {
	const prints = (files: MemoryFiles) => new Database(files, '/x.db').look([1, 9, 9999])!.prints;
	const before = prints(damaged(() => {}));
	const after = prints(damaged(bytes => bytes.writeUInt8(bytes.at(rootAt + 20)! ^ 1, rootAt + 20)));
	assert.equal(before[0], after[0]);
	assert.notEqual(before[1], after[1]);
	assert.ok(Number.isNaN(before[2]));
});

test('of several damaged pages of a schema the first is named, and the others are counted', () => {
	const said = (count: number) =>
		describeSchemaDamage({
			bytes: 1,
			missingBytes: 0,
			schemaDamage: [4, 7, 8].slice(0, count).map(page => ({page, what: 'is missing'})),
		});
	assert.deepEqual(
		[0, 1, 2, 3].map(said),
		[null, '', '; so is 1 more', '; so are 2 more'].map(more =>
			more === null ? null : `Damaged: page 4 of its schema is missing${more}`,
		),
	);
});
