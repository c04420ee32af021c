import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Database} from '../../../source/encodings/sqlite/index.ts';
import {loadFixture, seededRandom} from '../../formats/load-fixture.ts';
import {MemoryFiles} from '../../formats/memory-files.ts';

const fixture = loadFixture('sqlite');
const odd = fixture.readWhole('/sqlite/odd.db', 1e6)!;
const tables = ['kept', 'pair', 'computed', 'odd "names'];

/** Rows of all tables that can still be read, and whether anything was reported. */
function readDamaged(files: MemoryFiles, path = '/x.db', names = tables): {rows: number; reported: boolean} {
	const taken = new Database(files, path).take(() => names.map(table => ({table})));
	if (typeof taken === 'string') return {rows: 0, reported: true};
	let rows = 0;
	let reported = taken.tables.size < names.length;
	for (const table of taken.tables.values()) {
		table.scan(row => {
			rows++;
			for (let column = -1; column < table.shape.columns.length; column++) row.value(column);
		});
		reported ||= table.damage.length > 0 || table.damagedRows > 0;
	}
	return {rows, reported};
}

test('one destroyed page costs the rows on it and is reported', () => {
	const {rows: all} = readDamaged(new MemoryFiles().write('/x.db', odd));
	assert.equal(all, 200 + 61 + 60 + 63);
	let hurt = 0;
	for (let page = 2; page <= odd.length / 512; page++) {
		const bytes = Buffer.from(odd);
		bytes.fill(0xff, (page - 1) * 512, page * 512);
		const {rows, reported} = readDamaged(new MemoryFiles().write('/x.db', bytes));
		if (rows < all) {
			hurt++;
			assert.ok(reported, `page ${page}`);
		}
	}
	assert.ok(hurt > 20);
});

test('a database cut at any page gives what is left', () => {
	for (let size = 0; size < odd.length; size += 256) {
		const {rows} = readDamaged(new MemoryFiles().write('/x.db', odd.subarray(0, size)));
		assert.ok(rows <= 384);
	}
});

test('a database that is shorter than it was is cut, one with a log or of an old SQLite need not be', () => {
	const cutOf = (bytes: Uint8Array, log?: Uint8Array) => {
		const files = new MemoryFiles().write('/x.db', bytes);
		if (log !== undefined) files.write('/x.db-wal', log);
		files.nowMs += 10_000;
		return new Database(files, '/x.db').cut();
	};
	assert.equal(cutOf(odd), null);
	const said = (left: number) =>
		`Cut: ${left} of its ${odd.length} bytes are there, and what the others held is lost; get the whole file from where it came`;
	for (const left of [512, odd.length / 2, odd.length - 1]) assert.equal(cutOf(odd.subarray(0, left)), said(left));
	const unsure = Buffer.from(odd);
	// The count of pages is of an earlier commit, by a version that did not write it.
	unsure.writeUInt32BE(unsure.readUInt32BE(24) + 1, 24);
	assert.equal(cutOf(unsure.subarray(0, odd.length - 512)), null);
	const [main, log] = ['log.db', 'log.db-wal'].map(name => fixture.readWhole(`/sqlite/${name}`, 1e6)!);
	assert.equal(cutOf(main!, log), null);
	const journal = fixture.readWhole('/sqlite/hot.db-journal', 1e6)!;
	const hot = new MemoryFiles().write('/x.db', fixture.readWhole('/sqlite/hot.db', 1e6)!).write('/x.db-journal', journal);
	hot.nowMs += 10_000;
	assert.equal(new Database(hot, '/x.db').cut(), null);
	// Whoever keeps the journal in memory writes the first page before the others: the file grows yet.
	const growing = new MemoryFiles().write('/x.db', odd.subarray(0, odd.length / 2));
	growing.nowMs += 1000;
	assert.equal(new Database(growing, '/x.db').cut(), null);
});

test('flipped bits never stop the reader', () => {
	const random = seededRandom(31);
	for (let round = 0; round < 1500; round++) {
		const bytes = Buffer.from(odd);
		for (let flips = random(6); flips >= 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		// Where the shape of the tree is, a flip does most harm.
		bytes[random(odd.length / 512) * 512 + random(16)]! ^= 1 << random(8);
		assert.ok(readDamaged(new MemoryFiles().write('/x.db', bytes)).rows < 5000);
	}
});

test('flipped bits in logs and journals', () => {
	const random = seededRandom(32);
	for (const [database, beside] of [
		['log.db', 'log.db-wal'],
		['hot.db', 'hot.db-journal'],
	]) {
		const whole = fixture.readWhole(`/sqlite/${beside}`, 1e6)!;
		const main = fixture.readWhole(`/sqlite/${database}`, 1e6)!;
		for (let round = 0; round < 600; round++) {
			const bytes = Buffer.from(whole.subarray(0, random(3) === 0 ? random(whole.length) : whole.length));
			for (let flips = random(3); flips >= 0 && bytes.length > 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
			const files = new MemoryFiles().write(`/sqlite/${database}`, main).write(`/sqlite/${beside}`, bytes);
			assert.ok(readDamaged(files, `/sqlite/${database}`, ['t']).rows <= 90);
		}
	}
});
