import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseJsonObject, parseYamlObject, WholeFile} from '../../source/formats/whole-file.ts';
import {MemoryFiles} from './memory-files.ts';

const path = '/a/state.json';

function open(content: string) {
	const files = new MemoryFiles().write(path, content);
	return {files, file: new WholeFile(path, files, parseJsonObject)};
}

test('is read again only when it changed', () => {
	const {files, file} = open('{"a": 1}');
	assert.equal(file.refresh(), 'new');
	assert.equal(file.refresh(), 'same');
	assert.equal(files.touched.length, 1);
	files.write(path, '{"a": 2}', {inPlace: true});
	assert.equal(file.refresh(), 'new');
	assert.deepEqual(file.value, {a: 2});
});

test('keeps the last good value while it is rewritten, without a complaint', () => {
	const {files, file} = open('{"a": 1, "b": [1, 2]}');
	file.refresh();
	for (const half of ['', '{"a": 2, "b": [1,']) {
		files.write(path, half, {inPlace: true});
		assert.equal(file.refresh(), 'torn');
		assert.deepEqual(file.value, {a: 1, b: [1, 2]});
		assert.equal(file.complaint(false), null);
	}
	files.write(path, '{"a": 2, "b": [1, 2, 3]}', {inPlace: true});
	assert.equal(file.refresh(), 'new');
	assert.deepEqual(file.value, {a: 2, b: [1, 2, 3]});
});

test('met half written at first gives what is there, and complains once it stays so or its run is over', () => {
	const {file} = open('{"a": 1, "b": [1,');
	assert.equal(file.refresh(), 'new');
	assert.deepEqual(file.value, {a: 1, b: [1]});
	assert.equal(file.complaint(false), null);
	assert.match(file.complaint(true)!, /state\.json ends too early/);
	file.refresh();
	assert.match(file.complaint(false)!, /ends too early, at byte 17; what could be read before counts/);
});

test('complains at once of what nobody has touched for a while, wherever it is cut', () => {
	for (const half of ['', '{', '{"a": [', '{"a": {"b": 1}', '{"a": "b"', '{"a": 1, "b": [1,']) {
		const {files, file} = open(half);
		files.nowMs += 60_000;
		file.refresh();
		assert.match(file.complaint(false) ?? '', /ends too early|is empty/, half);
		files.write(path, '{"a": 1}', {inPlace: true});
		file.refresh();
		assert.equal(file.complaint(false), null);
	}
});

test('takes what is gone, no object or no text for what it is', () => {
	const {files, file} = open('[1]');
	assert.equal(file.refresh(), 'torn');
	assert.match(file.complaint(true)!, /holds no JSON object/);
	files.remove(path);
	assert.equal(file.refresh(), 'missing');
	assert.equal(file.value, null);
});

test('YAML may be empty, and half of one counts', () => {
	const bytes = (text: string) => new TextEncoder().encode(text);
	assert.deepEqual(parseYamlObject(bytes('')), {value: {}, fault: null});
	assert.deepEqual(parseYamlObject(bytes('a: 1\nb: !!python/tuple [1, 2]\n')).value, {a: 1, b: [1, 2]});
	assert.equal(parseYamlObject(bytes('- 1\n')).value, null);
	assert.notEqual(parseYamlObject(bytes('a: 1\nb: [1, {"x')).fault, null);
});

test('a whole value with zero bytes after it counts, and the zeros are said', () => {
	for (const [parse, text] of [
		[parseJsonObject, '{"a": 1}'],
		[parseYamlObject, 'a: 1\n'],
	] as const) {
		const files = new MemoryFiles().write('/f', `${text}${'\0'.repeat(9)}`);
		const file = new WholeFile('/f', files, parse);
		assert.equal(file.refresh(), 'new');
		assert.deepEqual([file.value, file.isWhole], [{a: 1}, true]);
		assert.match(file.complaint(true)!, /^f ends in 9 zero bytes/);
	}
});
