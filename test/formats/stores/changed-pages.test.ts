import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Database, type RowCursor} from '../../../source/encodings/sqlite/index.ts';
import {OwnedRows} from '../../../source/formats/stores/owned-rows.ts';
import {loadFixture} from '../load-fixture.ts';

const log = '/sqlite/pages.db-wal';
/** Ends of commits on thirty owners that have three notes each, far apart, and whose rows each changes. */
const commits: readonly [what: string, size: number, owners: readonly number[]][] = [
	['a value was changed in place', 568, [5]],
	['two rows were added', 2176, [3, 30]],
	['all rows of an owner were deleted', 4320, [7]],
	['one row of several owners was deleted', 5392, [1, 2, 4, 6]],
	['a row came that goes on in further pages', 8072, [2]],
	['only what lies in these was changed', 8608, [2]],
	['the rows of an owner were given to another', 20_400, [9, 40]],
];

function readNote(row: RowCursor, of: Map<number, string[]>): number {
	const owner = row.number(0);
	of.set(owner, [...(of.get(owner) ?? []), `${row.text(1)}: ${row.text(2)}`]);
	return owner;
}

function open() {
	const files = loadFixture('sqlite');
	const whole = files.readWhole(log, 1e6)!;
	const database = new Database(files, '/sqlite/pages.db');
	let decoded = 0;
	const rows = new OwnedRows<number, string[]>('notes', () => (row, of) => {
		decoded++;
		return readNote(row, of);
	});
	/** Owners that have something else now, once the log has this size. */
	const readAt = (size: number): number[] => {
		files.write(log, whole.subarray(0, size), {inPlace: true});
		const taken = database.take(() => [rows.want(0)]);
		assert.ok(typeof taken !== 'string');
		const touched = new Set<number>();
		decoded = 0;
		assert.equal(rows.update(taken.tables.get('notes'), 0, touched), true);
		return [...touched].sort((one, other) => one - other);
	};
	return {rows, readAt, countDecoded: () => decoded};
}

const sorted = (of: ReadonlyMap<number, string[]>) => [...of].sort(([one], [other]) => one - other);

function readFirst(size: number) {
	const {rows, readAt} = open();
	readAt(size);
	return sorted(rows.of);
}

test('whatever a commit does, what is held is what a first reading gives, and only owners of changed rows are told', () => {
	const {rows, readAt} = open();
	assert.equal(readAt(0).length, 30);
	for (const [what, size, owners] of commits) {
		const touched = readAt(size);
		assert.deepEqual(sorted(rows.of), readFirst(size), what);
		// A database that is packed gives its rows new ids, so that all may be told.
		if (size < 20_000) assert.deepEqual(touched, owners, what);
		else for (const owner of owners) assert.ok(touched.includes(owner), what);
	}
});

test('a backup that was put back shows what it has', () => {
	const {rows, readAt} = open();
	for (const size of [20_400, 4320, 0, 8608, 568]) {
		readAt(size);
		assert.deepEqual(sorted(rows.of), readFirst(size));
	}
});

test('rows on pages that are as they were are read again only for owners that have others on changed ones', () => {
	const {readAt, countDecoded} = open();
	readAt(0);
	assert.equal(countDecoded(), 90);
	readAt(0);
	assert.equal(countDecoded(), 0);
	readAt(568);
	assert.ok(countDecoded() > 0 && countDecoded() < 45, String(countDecoded()));
});
