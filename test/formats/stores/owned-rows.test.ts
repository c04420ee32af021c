import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Database, type RowCursor} from '../../../source/encodings/sqlite/index.ts';
import {type ComparingLimits, OwnedRows} from '../../../source/formats/stores/owned-rows.ts';
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

/** @param lively owners whose rows change in place at any time @param limits when all is compared; always without them */
function open(lively: readonly number[] = [], limits: ComparingLimits = {smallBytes: 1e6, everyMs: 0}) {
	const files = loadFixture('sqlite');
	const whole = files.readWhole(log, 1e6)!;
	const database = new Database(files, '/sqlite/pages.db');
	let decoded = 0;
	const bind = () => (row: RowCursor, of: Map<number, string[]>) => {
		decoded++;
		return readNote(row, of);
	};
	const rows = new OwnedRows<number, string[]>('notes', bind, owner => lively.includes(owner), limits);
	/** Owners that have something else now, once the log has this size; null where all has to be looked at again. */
	const readAt = (size: number, fileMs = 0): number[] | null => {
		files.write(log, whole.subarray(0, size), {inPlace: true});
		const taken = database.take(() => [rows.want(fileMs)]);
		assert.ok(typeof taken !== 'string');
		const touched = new Set<number>();
		decoded = 0;
		const isKnown = rows.update(taken.tables.get('notes'), fileMs, touched);
		return isKnown ? [...touched].sort((one, other) => one - other) : null;
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
	assert.equal(readAt(0)?.length, 30);
	for (const [what, size, owners] of commits) {
		const touched = readAt(size) ?? [];
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

const large = {smallBytes: 0, everyMs: 1000};

test('of a large table, what was changed in place is seen after a while, and at once where its owner goes on', () => {
	const others = open([], large);
	others.readAt(0, 5000);
	assert.equal(others.rows.owesComparing, false);
	assert.deepEqual(others.readAt(568, 5999), []);
	assert.equal(others.rows.owesComparing, true);
	assert.deepEqual(others.readAt(568, 6000), [5]);
	const {readAt} = open([5], large);
	readAt(0, 5000);
	assert.deepEqual(readAt(568, 5001), [5]);
});

test('rows that were added are seen at once, with all others of their owner', () => {
	const {rows, readAt} = open([], large);
	readAt(0, 5000);
	assert.equal(readAt(2176, 5001), null, 'one has more on pages that were passed over');
	assert.deepEqual(readAt(2176, 5001), [3, 5, 30]);
	assert.deepEqual(sorted(rows.of), readFirst(2176));
});

test('all is compared at once where somebody has a reason for it', () => {
	const {rows, readAt} = open([], large);
	readAt(0, 5000);
	assert.equal(rows.distrust(), false, 'all was just looked at');
	readAt(0, 5001);
	readAt(568, 5002);
	assert.equal(rows.distrust(), true);
	assert.deepEqual(readAt(568, 5002), [5]);
});

test('whatever was passed over at a commit, all is as a first reading gives it after a while', () => {
	const {rows, readAt} = open([9], large);
	let fileMs = 5000;
	for (const size of [0, 568, 2176, 4320, 5392, 8072, 8608, 17_720, 20_400, 4320, 0, 8608]) {
		readAt(size, fileMs);
		fileMs += 600;
		if (readAt(size, fileMs) === null) readAt(size, fileMs);
		fileMs += 600;
		readAt(size, fileMs);
		if (!rows.owesComparing) assert.deepEqual(sorted(rows.of), readFirst(size), String(size));
	}
	readAt(8608, fileMs + 1000);
	assert.deepEqual(sorted(rows.of), readFirst(8608));
});
