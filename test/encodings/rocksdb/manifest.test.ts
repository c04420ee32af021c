import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readManifest} from '../../../source/encodings/rocksdb/manifest.ts';
import {logOf} from './log-writer.ts';

const text = (of: string): number[] => [of.length, ...Buffer.from(of)];
const bounds = [...text('least'), ...text('most')];
/** What a record of a manifest says, by the tags of db/version_edit.h. */
const log = (number: number) => [2, number];
const added = (number: number) => [7, 0, number, 99, ...bounds];
const added2 = (number: number) => [100, 0, number, 99, ...bounds, 4, 5];
const added3 = (number: number) => [102, 0, number, 0, 99, ...bounds, 4, 5];
const added4 = (number: number) => [103, 1, number, 99, ...bounds, 4, 5, 2, ...text('made'), 1];
const deleted = (number: number) => [6, 0, number];

const liveIn = (...records: number[][]) => {
	const live = readManifest(logOf(records.map(record => Buffer.from(record))));
	return live === null ? null : {tables: [...live.tables].sort((a, b) => a - b), log: live.log};
};

test('a manifest says which tables count, whatever else stands in it', () => {
	const columns = [200, 1, 0, 201, 1, ...text('default'), 203, 1, 1];
	const others = [1, ...text('bytewise'), 3, 8, 4, 9, 5, 0, ...text('key'), 9, 0, 10, 1, ...columns];
	const unknown = [0x80, 0x40, ...text('told by a later version')];
	assert.deepEqual(liveIn([...log(3), ...added(5)], added2(6).concat(added3(7)), [...added4(8), ...log(4)]), {
		tables: [5, 6, 7, 8],
		log: 4,
	});
	assert.deepEqual(liveIn(added(5).concat(added(6)), [...deleted(5), ...deleted(6), ...added4(9)]), {tables: [9], log: 0});
	assert.deepEqual(liveIn(added(5), [...deleted(5), ...added4(5)]), {tables: [5], log: 0}, 'only moved to another level');
	assert.deepEqual(liveIn(others, [...unknown, ...added(5), ...log(7)], log(6)), {tables: [5], log: 7});
});

test('of a manifest that is cut, or makes no sense, nobody knows which tables count', () => {
	assert.equal(liveIn(), null);
	assert.equal(liveIn(added(5), [66, 1]), null);
	assert.equal(liveIn(added(5), added(6).slice(0, -2)), null);
	assert.equal(readManifest(logOf([Buffer.from(added(5)), Buffer.from(added(6))]).subarray(0, -1)), null);
});
