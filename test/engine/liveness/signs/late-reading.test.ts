import assert from 'node:assert/strict';
import test from 'node:test';
import {weighAbsence} from '../../../../source/engine/liveness/signs/signs.ts';

const atMs = 1_760_000_000_000;
const gone = {kind: 'gone', pid: 4711, why: 'pid 4711 is gone'} as const;
const weigh = (grewAfterMs: number, writtenAfterMs: number) =>
	weighAbsence(gone, atMs, {grewAtMs: atMs + grewAfterMs, modifiedAtMs: atMs + writtenAfterMs}, atMs + grewAfterMs + 1000)
		.evidence.kind;

test('what a process wrote before its end is no sign of another writer, however late it is read', () => {
	assert.equal(weigh(1000, -500), 'gone');
	assert.equal(weigh(6000, -500), 'gone');
	assert.equal(weigh(6000, 2000), 'gone', 'whoever started it takes over the last of its output');
});

test('what is written after the end of a process has another writer', () => {
	assert.equal(weigh(6000, 5500), 'unknown');
	assert.equal(weigh(16_000, -500), 'unknown', 'the clock of the files may be another');
	assert.equal(weigh(6000, -atMs), 'unknown', 'nobody knows when');
});
