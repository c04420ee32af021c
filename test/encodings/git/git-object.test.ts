import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';
import {commitOf, readLoose, treeEntries} from '../../../source/encodings/git/git-object.ts';

const body = `tree ${'a'.repeat(40)}\nparent ${'b'.repeat(40)}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1795233229 +0200\n\nTitle\n\nPath: /x/ünï\n`;
const loose = (text: string) => deflateSync(Buffer.from(text));

test('a loose commit gives its tree, time and message', () => {
	const object = readLoose(loose(`commit ${Buffer.byteLength(body)}\0${body}`));
	assert.equal(object?.kind, 'commit');
	assert.deepEqual(commitOf(Buffer.from(object.content).toString('utf8')), {
		tree: 'a'.repeat(40),
		committedAt: 1795233229,
		message: 'Title\n\nPath: /x/ünï\n',
	});
});

test('damage and bombs are no objects', () => {
	assert.deepEqual(readLoose(loose('blob 3\0abc')), {kind: 'blob', content: Buffer.from('abc')});
	assert.equal(readLoose(loose('notes 3\0abc')), null);
	assert.equal(readLoose(loose(`commit 1\0${body}`).subarray(0, 30)), null);
	assert.equal(readLoose(new Uint8Array([1, 2, 3])), null);
	assert.equal(readLoose(deflateSync(Buffer.alloc(64 * 1024 * 1024))), null);
});

test('a tree gives the hashes of what lies in it by name, up to where it is cut', () => {
	const hashes = ['00'.repeat(20), '20'.repeat(20)];
	const entry = (mode: string, name: string, hash: string) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex')];
	const tree = Buffer.concat([...entry('100644', 'a b.json', hashes[0]!), ...entry('40000', 'ü', hashes[1]!)]);
	assert.deepEqual(
		[...treeEntries(tree, 20)],
		[
			['a b.json', hashes[0]],
			['ü', hashes[1]],
		],
	);
	assert.deepEqual([...treeEntries(tree.subarray(0, -1), 20).keys()], ['a b.json']);
});
