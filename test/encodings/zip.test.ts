import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ZipArchive} from '../../source/encodings/zip.ts';
import {zipOf} from './zip-writer.ts';

const members = {id: 'abc', 'proc/exit': '0', 'output/40_run': 'loss: 1\n'.repeat(100)};
const textOf = (archive: ZipArchive, name: string) => {
	const bytes = archive.read(name, 1e6);
	return bytes === null ? null : new TextDecoder().decode(bytes);
};

for (const options of [{}, {deflate: true}, {comment: 'made by hand'}]) {
	test(`members of an archive are read (${JSON.stringify(options)})`, () => {
		const archive = new ZipArchive(zipOf(members, options));
		assert.equal(archive.damage, null);
		assert.deepEqual(archive.names, Object.keys(members));
		for (const [name, text] of Object.entries(members)) assert.equal(textOf(archive, name), text);
		assert.equal(archive.read('absent', 100), null);
	});
}

test('a member that is larger than asked for is not unpacked', () => {
	for (const deflate of [false, true]) assert.equal(new ZipArchive(zipOf(members, {deflate})).read('output/40_run', 100), null);
});

test('an archive without its end gives the members that are whole', () => {
	const whole = zipOf(members);
	for (let length = 0; length < whole.length; length++) {
		const archive = new ZipArchive(whole.subarray(0, length));
		assert.ok(archive.damage);
		const firstEnds = 30 + 2 + 3;
		assert.equal(textOf(archive, 'id'), length >= firstEnds ? 'abc' : null, `${length}`);
	}
});
