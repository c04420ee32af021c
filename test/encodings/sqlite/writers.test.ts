import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Database, tableStart} from '../../../source/encodings/sqlite/index.ts';
import {loadFixture} from '../../formats/load-fixture.ts';
import {MemoryFiles} from '../../formats/memory-files.ts';
import {rowsOf, takeTable} from './rows.ts';

const log = '/sqlite/log.db-wal';
const journal = '/sqlite/hot.db-journal';
const textsOf = (files: MemoryFiles, path: string) => rowsOf(takeTable(files, path, 't')).map(([, , text]) => text);

test('commits that are only in the write-ahead log are seen, a transaction that is open is not', () => {
	const texts = textsOf(loadFixture('sqlite'), '/sqlite/log.db');
	assert.equal(texts.length, 30);
	assert.equal(texts[3], 'changed');
	assert.equal(texts.at(-1), 'log29');
});

test('without its log a database shows what was checkpointed', () => {
	const texts = textsOf(loadFixture('sqlite').remove(log), '/sqlite/log.db');
	assert.deepEqual(texts.length, 20);
	assert.equal(texts[3], 'main3');
});

test('a log that grows is followed, commit by commit, and each row is shown once', () => {
	const files = loadFixture('sqlite');
	const whole = files.readWhole(log, 1e6)!;
	const database = new Database(files, '/sqlite/log.db');
	const seen: string[] = [];
	const versions = new Set<string>();
	let place = tableStart;
	for (let size = 0; size <= whole.length; size += 134) {
		files.write(log, whole.subarray(0, size), {inPlace: true});
		const taken = database.take(() => [{table: 't', after: place}]);
		assert.ok(typeof taken !== 'string');
		versions.add(taken.version);
		({place} = taken.tables.get('t')!.scan(row => seen.push(row.text(1)!)));
	}
	assert.equal(seen.length, 30);
	assert.deepEqual(seen.slice(-2), ['log28', 'log29']);
	// Before there is a log, a log without a commit, and one state for each of its eleven commits.
	assert.equal(versions.size, 13);
});

test('a log that was checkpointed and removed between two looks leaves another version', () => {
	const files = loadFixture('sqlite').remove(log);
	const database = new Database(files, '/sqlite/log.db');
	const versions = [0, 1, 2].map(round => {
		// The change counter of a database with a log may stay as it is.
		if (round === 2) files.write('/sqlite/log.db', files.readWhole('/sqlite/log.db', 1e6)!, {inPlace: true});
		let seen = '';
		database.take(version => {
			seen = version;
			return [];
		});
		return seen;
	});
	assert.equal(versions[0], versions[1]);
	assert.notEqual(versions[1], versions[2]);
});

test('a log with another salt or a wrong sum ends where it stops being right', () => {
	const files = loadFixture('sqlite');
	const whole = Buffer.from(files.readWhole(log, 1e6)!);
	const flipped = Buffer.from(whole);
	flipped[32 + 5 * 536 + 200]! ^= 1;
	files.write(log, flipped);
	assert.equal(textsOf(files, '/sqlite/log.db').length, 25);
	const stale = Buffer.from(whole);
	stale[16]! ^= 1;
	files.write(log, stale);
	assert.equal(textsOf(files, '/sqlite/log.db').length, 20);
});

/** The index that SQLite keeps beside a log. */
function indexOf(whole: Uint8Array, frames: number, checkpointed: number): Uint8Array {
	const bytes = Buffer.alloc(136);
	for (const at of [0, 48]) {
		bytes.writeUInt32LE(3_007_000, at);
		bytes[at + 12] = 1;
		bytes.writeUInt32LE(frames, at + 16);
		bytes.set(whole.subarray(16, 24), at + 32);
	}
	bytes.writeUInt32LE(checkpointed, 96);
	return bytes;
}

test('commits behind a frame that is wrong are told, and the end of a log that was begun anew is none', () => {
	const files = loadFixture('sqlite');
	const whole = Buffer.from(files.readWhole(log, 1e6)!);
	const lostIn = (bytes: Uint8Array) => new Database(files.write(log, bytes), '/sqlite/log.db').lostCommits();
	const flip = (at: number) => {
		const bytes = Buffer.from(whole);
		bytes[at]! ^= 1;
		return bytes;
	};
	assert.equal(lostIn(whole), null);
	assert.deepEqual(lostIn(flip(32 + 5 * 536 + 200)), {
		file: log,
		message: 'Damaged behind frame 5: 6 later commits cannot be read',
	});
	assert.match(lostIn(flip(32 + 24))!.message, /^Damaged from its first frame on: 11 later commits/);
	assert.match(lostIn(flip(9))!.message, /its head is wrong/);
	assert.equal(lostIn(whole.subarray(0, 32 + 7 * 536 + 100)), null, 'a frame that is being written');
	assert.equal(lostIn(new Uint8Array(0)), null);
	const old = Buffer.from(whole);
	for (let frame = 5; 32 + frame * 536 < old.length; frame++) old[32 + frame * 536 + 8 + 3]! ^= 1;
	assert.equal(lostIn(old), null, 'what an earlier log left there');
});

test('commits that the index of a log knows and the log lacks are told', () => {
	const files = loadFixture('sqlite');
	const whole = Buffer.from(files.readWhole(log, 1e6)!);
	const lostOf = (frames: number, checkpointed: number, bytes: number) => {
		files.write('/sqlite/log.db-shm', indexOf(whole, frames, checkpointed)).write(log, whole.subarray(0, bytes));
		return new Database(files, '/sqlite/log.db').lostCommits()?.message ?? null;
	};
	assert.equal(lostOf(11, 0, whole.length), null);
	assert.equal(lostOf(11, 0, 32 + 7 * 536 + 100), 'Cut behind frame 7: 4 later frames of its commits are missing');
	assert.equal(lostOf(11, 0, 32 + 10 * 536), 'Cut behind frame 10: a later frame of its commits is missing');
	assert.equal(lostOf(11, 11, 32 + 7 * 536), null, 'they are in the database by now');
	assert.equal(lostOf(7, 0, whole.length), null, 'the log is ahead of its index');
	assert.equal(lostOf(11, 0, 0), null);
});

test('a commit that was killed half way is not seen: the journal has the pages as they were', () => {
	const files = loadFixture('sqlite');
	const texts = textsOf(files, '/sqlite/hot.db');
	assert.deepEqual(
		texts,
		Array.from({length: 60}, (_, i) => `before${i}`),
	);
	assert.notDeepEqual(
		rowsOf(takeTable(files.remove(journal), '/sqlite/hot.db', 't')).map(([, , text]) => text),
		texts,
		'the file itself was overwritten',
	);
});

test('a journal that was emptied or whose head was zeroed stands for nothing', () => {
	for (const bytes of [new Uint8Array(0), new Uint8Array(4624)]) {
		const files = loadFixture('sqlite').write('/sqlite/odd.db-journal', bytes);
		assert.equal(rowsOf(takeTable(files, '/sqlite/odd.db', 'kept')).length, 200);
	}
});

/** A writer that commits whenever a page of the database was read. */
class Interrupting extends MemoryFiles {
	interrupt: (() => void) | null = null;
	override readRange(path: string, offset: number, length: number): Uint8Array | null {
		const bytes = super.readRange(path, offset, length)?.slice() ?? null;
		if (length > 1000) this.interrupt?.();
		return bytes;
	}
}

test('what a writer overwrote meanwhile is read again, and asked for later where it never rests', () => {
	const files = new Interrupting();
	loadFixture('sqlite', files);
	const before = files.readWhole('/sqlite/odd.db', 1e6)!;
	const after = Buffer.from(before);
	after.writeUInt32BE(after.readUInt32BE(24) + 1, 24);
	after.writeUInt32BE(after.readUInt32BE(24), 92);
	let times = 0;
	files.interrupt = () => {
		if (times++ === 0) files.write('/sqlite/odd.db', after, {inPlace: true});
	};
	const database = new Database(files, '/sqlite/odd.db');
	const choices: string[] = [];
	const taken = database.take(version => {
		choices.push(version);
		return [{table: 'kept'}];
	});
	assert.ok(typeof taken !== 'string');
	assert.equal(new Set(choices).size, 2);
	assert.equal(taken.version, choices.at(-1));
	files.interrupt = () => files.write('/sqlite/odd.db', after, {inPlace: true});
	assert.equal(
		database.take(() => [{table: 'kept'}]),
		'busy',
	);
});

test('a row that was read last and is another one now tells that ids were given out again', () => {
	const files = loadFixture('sqlite');
	const database = new Database(files, '/sqlite/log.db');
	const take = (after = tableStart) => {
		const taken = database.take(() => [{table: 't', after}]);
		assert.ok(typeof taken !== 'string');
		return taken.tables.get('t')!;
	};
	const {place} = take().scan(() => {});
	assert.ok(take(place).continues);
	assert.ok(!take({...place, print: place.print! + 1}).continues);
	files.remove(log);
	assert.ok(!take(place).continues);
});
