import assert from 'node:assert/strict';
import {test} from 'node:test';
import {runShow} from '../../source/commands/show/show.ts';
import {flattenConfig} from '../../source/core/flatten.ts';

test('a path of several runs is answered with what each of them could be named by', async () => {
	const warned: string[] = [];
	const path = 'test/fixtures/recorder/errors.collection';
	const quiet = {print: () => undefined, printExactly: () => undefined, isTerminal: false, cols: 80};
	const input = {...quiet, words: [path], flags: {}, warn: (line: string) => void warned.push(line)};
	assert.equal(await runShow(input), 1);
	assert.deepEqual(warned, [
		`xtui: cannot show ${path}: 5 runs fit: 1 in ., 2 (error 1) in ., 2 (error 2) in ., 2 in ., 3 (error 1) in .`,
	]);
});

test('of a directory within the one that is looked at, only what lies in it is meant', async () => {
	const warned: string[] = [];
	const path = 'test/fixtures/recorder/errors.collection';
	const quiet = {print: () => undefined, printExactly: () => undefined, isTerminal: false, cols: 80};
	const input = {...quiet, words: [path, 'test/fixtures/recorder'], flags: {}, warn: (line: string) => void warned.push(line)};
	assert.equal(await runShow(input), 1);
	assert.ok(
		warned.some(line => line.startsWith(`xtui: cannot show ${path}: 5 runs fit: `)),
		warned.join('\n'),
	);
});

test('a key called __proto__ is shown like any other', () => {
	assert.deepEqual(Object.keys(flattenConfig(JSON.parse('{"a": {"__proto__": 1}, "__proto__": 2}'))), [
		'a.__proto__',
		'__proto__',
	]);
});
