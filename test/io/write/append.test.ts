import assert from 'node:assert/strict';
import {appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {AppendFile, appendLine} from '../../../source/io/write/append.ts';
import {ReservedFile, replaceFile} from '../../../source/io/write/replace.ts';

function makeDirectory(context: TestContext): string {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-io-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
}

test('what a full disk refuses waits in memory, and only what exceeds that is lost', {skip: !existsSync('/dev/full')}, () => {
	const file = new AppendFile('/dev/full', 10);
	assert.equal(file.append(Buffer.from('12345678')), true);
	assert.equal(file.fault, 'no space left on the disk');
	assert.equal(file.flush(), false);
	assert.equal(file.append(Buffer.from('12')), true);
	assert.equal(file.append(Buffer.from('3')), false);
	assert.equal(file.lostBytes, 1);
	file.close();
});

test('lines of several writers stand side by side, and a torn one is ended first', context => {
	const file = path.join(makeDirectory(context), 'deep', 'journal.jsonl');
	appendLine(file, '{"a":1}');
	appendFileSync(file, '{"torn');
	appendLine(file, '{"b":2}');
	assert.equal(readFileSync(file, 'utf8'), '{"a":1}\n{"torn\n{"b":2}\n');
});

test('a replaced file is whole, and nothing else is left behind', context => {
	const directory = makeDirectory(context);
	const file = path.join(directory, 'record.json');
	replaceFile(file, 'old');
	replaceFile(file, 'new');
	assert.equal(readFileSync(file, 'utf8'), 'new');
	assert.deepEqual(readdirSync(directory), ['record.json']);
	assert.throws(() => replaceFile(path.join(directory, 'missing', 'x'), 'y'));
});

test('reserved room becomes the file, or goes away', context => {
	const directory = makeDirectory(context);
	const file = path.join(directory, 'exit.json');
	new ReservedFile(file, 4096).drop();
	assert.deepEqual(readdirSync(directory), []);
	const reserved = new ReservedFile(file, 4096);
	assert.equal(existsSync(file), false);
	reserved.commit('{}');
	assert.equal(readFileSync(file, 'utf8'), '{}');
	assert.deepEqual(readdirSync(directory), ['exit.json']);
});
