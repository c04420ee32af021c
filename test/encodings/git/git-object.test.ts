import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';
import {readLooseCommit} from '../../../source/encodings/git/git-object.ts';

const body = `tree ${'a'.repeat(40)}\nparent ${'b'.repeat(40)}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1795233229 +0200\n\nTitle\n\nPath: /x/ünï\n`;
const loose = (text: string) => deflateSync(Buffer.from(text));

test('a loose commit gives its parents, time and message', () => {
	assert.deepEqual(readLooseCommit(loose(`commit ${Buffer.byteLength(body)}\0${body}`)), {
		parents: ['b'.repeat(40)],
		committedAt: 1795233229,
		message: 'Title\n\nPath: /x/ünï\n',
	});
});

test('other objects, damage and bombs are no commits', () => {
	assert.equal(readLooseCommit(loose('blob 3\0abc')), null);
	assert.equal(readLooseCommit(loose(`commit 1\0${body}`).subarray(0, 30)), null);
	assert.equal(readLooseCommit(new Uint8Array([1, 2, 3])), null);
	assert.equal(readLooseCommit(deflateSync(Buffer.alloc(64 * 1024 * 1024))), null);
});
