import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseTime} from '../../../source/formats/stores/times.ts';

test('times with a zone, in UTC, and in the local time of who reads', () => {
	const atMs = Date.UTC(2026, 10, 21, 1, 18, 3, 21);
	assert.equal(parseTime('2026-11-21T01:18:03.021000+00:00', 'local'), atMs);
	assert.equal(parseTime('2026-11-21T03:18:03.021+02:00', 'local'), atMs);
	assert.equal(parseTime('2026-11-20T20:48:03.021-0430', 'utc'), atMs);
	assert.equal(parseTime('2026-11-21 01:18:03.021000', 'utc'), atMs);
	assert.equal(parseTime('2026-11-21T01:18:03,021Z', 'local'), atMs);
	assert.equal(parseTime('2026-11-21 01:18:03.021', 'local'), new Date(2026, 10, 21, 1, 18, 3, 21).getTime());
	for (const text of [null, '', 'yesterday', '2026-11-21', '1760000000']) assert.equal(parseTime(text, 'utc'), null);
});
