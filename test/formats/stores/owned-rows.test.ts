import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Database} from '../../../source/encodings/sqlite/index.ts';
import {OwnedRows} from '../../../source/formats/stores/owned-rows.ts';
import {loadFixture} from '../load-fixture.ts';

const log = '/sqlite/log.db-wal';
/** Ends of two commits: five rows were added; five more, and one changed in place. */
const [added, changed] = [32 + 5 * 536, 32 + 11 * 536];

function follow(smallBytes: number) {
	const files = loadFixture('sqlite');
	const whole = files.readWhole(log, 1e6)!;
	files.remove(log);
	const database = new Database(files, '/sqlite/log.db');
	const rows = new OwnedRows<number, string>(
		't',
		() => (row, of) => {
			of.set(row.rowid, row.text(1)!);
			return row.rowid;
		},
		{smallBytes, everyMs: 1000},
	);
	let fileMs = 5000;
	return {
		rows,
		pass: (ms: number) => {
			fileMs += ms;
		},
		commit: (size: number) => files.write(log, whole.subarray(0, size), {inPlace: true}),
		/** Whose rows are others now; null where all has to be looked at again. */
		read: (): number[] | null => {
			const wanted = rows.want(fileMs);
			const taken = database.take(() => [wanted]);
			assert.ok(typeof taken !== 'string');
			const touched = new Set<number>();
			return rows.update(taken.tables.get('t'), fileMs, touched) ? [...touched] : null;
		},
	};
}

test('a small table is compared whole every time', () => {
	const {rows, commit, read} = follow(1e6);
	assert.equal(read()!.length, 20);
	assert.deepEqual(read(), []);
	commit(added);
	assert.deepEqual(read(), [20, 21, 22, 23, 24]);
	commit(changed);
	assert.deepEqual(read(), [3, 25, 26, 27, 28, 29]);
	assert.equal(rows.of.get(3), 'changed');
});

test('of a large one, what was added is seen at once, and what was changed in place after a while', () => {
	const {rows, commit, read, pass} = follow(0);
	assert.equal(read()!.length, 20);
	commit(changed);
	assert.deepEqual(read(), [20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
	assert.equal(rows.of.get(3), 'main3');
	pass(999);
	assert.deepEqual(read(), []);
	pass(1);
	assert.deepEqual(read(), [3]);
	assert.equal(rows.of.get(3), 'changed');
});

test('it is compared at once where somebody has a reason for it', () => {
	const {rows, commit, read} = follow(0);
	read();
	assert.equal(rows.distrust(), false, 'all was just looked at');
	assert.deepEqual(read(), []);
	commit(changed);
	assert.equal(read()!.length, 10);
	assert.equal(rows.distrust(), true);
	assert.deepEqual(read(), [3]);
});

test('rows that went away are noticed, and all is looked at again', () => {
	const {rows, commit, read} = follow(0);
	commit(added);
	assert.equal(read()!.length, 25);
	commit(0);
	assert.equal(read(), null);
	assert.deepEqual(read(), [20, 21, 22, 23, 24]);
	assert.equal(rows.of.size, 20);
});
