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

test('a member that does not match its checksum is not given, and the others are', () => {
	for (const deflate of [false, true]) {
		const bytes = zipOf(members, {deflate});
		// In the content of the first one, stored or not: behind its head, its name and a byte.
		bytes[30 + 2 + 1]! ^= 1;
		const archive = new ZipArchive(bytes);
		assert.deepEqual([archive.damage, textOf(archive, 'id'), textOf(archive, 'proc/exit')], [null, null, '0']);
		assert.deepEqual([...archive.damaged], ['id']);
		const headless = new ZipArchive(zipOf(members, {deflate}).fill(0, 0, 30));
		assert.deepEqual([textOf(headless, 'id'), textOf(headless, 'proc/exit'), [...headless.damaged]], [null, '0', ['id']]);
		if (!deflate) assert.equal(textOf(new ZipArchive(bytes, false), 'id'), 'acc', 'by a writer without checksums');
	}
});

test('an archive whose end was overwritten gives all members, and is damaged', () => {
	for (const from of [10, 12, 16]) {
		const bytes = zipOf(members);
		bytes.fill(0, bytes.length - 22 + from, bytes.length);
		const archive = new ZipArchive(bytes);
		assert.ok(archive.damage, `from ${from}`);
		for (const [name, text] of Object.entries(members)) assert.equal(textOf(archive, name), text);
	}
	const counted = zipOf(members);
	counted.writeUInt16LE(2, counted.length - 22 + 10);
	assert.ok(new ZipArchive(counted).damage);
	assert.equal(textOf(new ZipArchive(counted), 'output/40_run'), members['output/40_run']);
	assert.equal(new ZipArchive(zipOf({})).damage, null, 'an empty one is whole');
});

test('what stands in front of an archive is passed over, also another archive', () => {
	for (const ahead of [Buffer.alloc(40, 'x'), zipOf({...members, id: 'old'})]) {
		const archive = new ZipArchive(Buffer.concat([ahead, zipOf(members)]));
		assert.equal(archive.damage, null);
		for (const [name, text] of Object.entries(members)) assert.equal(textOf(archive, name), text);
	}
});

test('a member of a kind that is not read is named with its kind, and is not damaged', () => {
	const kindsOf = (change: (bytes: Buffer, entry: number) => void) => {
		const bytes = zipOf(members);
		change(bytes, bytes.indexOf('PK\x01\x02'));
		const archive = new ZipArchive(bytes);
		assert.deepEqual([archive.damage, textOf(archive, 'id'), textOf(archive, 'proc/exit')], [null, null, '0']);
		assert.equal(archive.damaged.size, 0);
		return [...archive.foreign];
	};
	assert.deepEqual(
		kindsOf((bytes, entry) => bytes.writeUInt16LE(12, entry + 10)),
		[['id', 'packed by bzip2']],
	);
	assert.deepEqual(
		kindsOf((bytes, entry) => bytes.writeUInt16LE(77, entry + 10)),
		[['id', 'packed by method 77']],
	);
	assert.deepEqual(
		kindsOf((bytes, entry) => bytes.writeUInt16LE(1, entry + 8)),
		[['id', 'encrypted']],
	);
});
