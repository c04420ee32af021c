import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Database, tableStart} from '../../../source/encodings/sqlite/index.ts';
import {loadFixture} from '../../formats/load-fixture.ts';
import {rowsOf, takeTable} from './rows.ts';

const files = loadFixture('sqlite');
const integers = [
	0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, 8_388_607, -8_388_608, 8_388_608, 2_147_483_647, 2_147_483_648, -2_147_483_649,
	140_737_488_355_327, -140_737_488_355_328, 140_737_488_355_328, 9_007_199_254_740_992, -9_007_199_254_740_992,
];

for (const name of ['odd.db', 'utf16.db']) {
	test(`${name}: every size of integer, texts and blobs over several pages, in order of row id`, () => {
		const table = takeTable(files, `/sqlite/${name}`, 'odd "names');
		assert.deepEqual(table.shape.columns, ['id', 'a "b', 'br,ack', 'n', 'x']);
		const rows = rowsOf(table);
		assert.deepEqual([rows[0]![0], rows[1]![0], rows.at(-1)![0]], [-(2 ** 62), -5, 2 ** 40]);
		const usual = rows.slice(2, -1);
		assert.equal(usual.length, 60);
		usual.forEach(([rowid, id, text, blob, real, integer], i) => {
			const length = i % 30 === 7 ? 5000 : i * 3;
			assert.equal(rowid, i + 1);
			assert.equal(id, rowid);
			assert.equal(text, 'ä日'.repeat(Math.floor(length / 2)));
			assert.deepEqual(
				blob,
				Uint8Array.from({length: length % 700}, (_, j) => (i + j) % 256),
			);
			assert.equal(real, [1.5, 2, null, 1e300, 0][i % 5]);
			assert.equal(integer, integers[i % integers.length]);
		});
		assert.deepEqual([table.damage, table.damagedRows], [[], 0]);
	});
}

test('columns that were added later are nothing in older rows, computed ones are not there', () => {
	const pair = rowsOf(takeTable(files, '/sqlite/odd.db', 'pair'));
	assert.deepEqual(pair[5], [6, '5', 5, null, null]);
	assert.deepEqual(pair.at(-1), [61, 'new', 1, 2, 'yes']);
	const computed = takeTable(files, '/sqlite/odd.db', 'computed');
	assert.deepEqual(computed.shape.columns, ['a', 'c', 'd']);
	assert.deepEqual(rowsOf(computed)[9], [10, 9, 10, 'd9']);
});

test('a key of integers is the row id, and deleted rows are gone', () => {
	const rows = rowsOf(takeTable(files, '/sqlite/odd.db', 'kept'));
	assert.equal(rows.length, 200);
	for (const [rowid, k, text] of rows) {
		assert.equal(rowid, k);
		assert.notEqual(rowid % 3, 0);
		assert.equal(text, 's'.repeat((rowid / 7) % 50));
	}
});

test('tables by name; one without row ids is listed and left alone', () => {
	const database = new Database(files, '/sqlite/odd.db');
	assert.deepEqual([...database.tables()!].sort(), ['computed', 'flat', 'kept', 'odd "names', 'pair']);
	const taken = database.take(() => [{table: 'flat'}, {table: 'nowhere'}, {table: 'PAIR'}]);
	assert.ok(typeof taken !== 'string');
	assert.deepEqual([...taken.tables.keys()], ['PAIR']);
});

test('only rows after a place, in portions, and nothing at all where nothing was committed', () => {
	const database = new Database(files, '/sqlite/odd.db');
	const seen: number[] = [];
	let place = tableStart;
	let portions = 0;
	for (let more = true; more; portions++) {
		const taken = database.take(() => [{table: 'kept', after: place, maxBytes: 1024}]);
		assert.ok(typeof taken !== 'string');
		const table = taken.tables.get('kept')!;
		assert.ok(table.continues);
		({place, more} = table.scan(row => seen.push(row.rowid)));
	}
	assert.ok(portions > 5);
	assert.deepEqual(
		seen,
		rowsOf(takeTable(files, '/sqlite/odd.db', 'kept')).map(([rowid]) => rowid),
	);
	files.touched.length = 0;
	const idle = database.take(() => []);
	assert.ok(typeof idle !== 'string' && idle.bytesRead === 0);
	assert.ok(files.touched.length <= 4);
});

test('what is no database is said to be none', () => {
	const some = loadFixture('sqlite').write('/sqlite/text.db', 'no database at all').write('/sqlite/empty.db', '');
	for (const name of ['text.db', 'empty.db', 'missing.db']) {
		const database = new Database(some, `/sqlite/${name}`);
		assert.equal(database.tables(), null);
		assert.equal(
			database.take(() => [{table: 't'}]),
			'unreadable',
		);
	}
});
