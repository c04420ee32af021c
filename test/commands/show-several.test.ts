import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findNamed} from '../../source/commands/find/find-named.ts';
import {sayAmbiguous, sayHowToName} from '../../source/commands/find/say-unnamed.ts';
import {runShow} from '../../source/commands/show/show.ts';
import {flattenConfig} from '../../source/core/flatten.ts';
import type {RunRow} from '../../source/core/row.ts';

test('a path of several runs is answered with what each of them could be named by', async () => {
	const warned: string[] = [];
	const path = 'test/fixtures/recorder/errors.collection';
	const quiet = {print: () => undefined, printExactly: () => undefined, isTerminal: false, cols: 80};
	const input = {...quiet, words: [path], flags: {}, warn: (line: string) => void warned.push(line)};
	assert.equal(await runShow(input), 1);
	assert.deepEqual(warned, [
		`xtui: cannot show ${path}: 5 runs fit: 1 in ., 2 (error 1) in ., 2 (error 2) in ., 2 in ., 3 (error 1) in .; name one by its id`,
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

test('starts of one run, which share its id, are told apart by their paths; runs of one store by their ids', () => {
	const rows = (...places: [string, string][]) => places.map(([id, path]) => ({id, path, dir: path}) as RunRow);
	assert.equal(
		sayAmbiguous('resum', rows(['resum', '/a'], ['resum', '/b'])),
		'xtui: resum names 2 runs: resum in /a, resum in /b; name one by its path',
	);
	assert.equal(sayHowToName(rows(['1', '/a'], ['2', '/a'])), '; name one by its id');
	assert.equal(sayHowToName(rows(['1', '/a'], ['1', '/a'])), '');
});

test('a run of Gage is also meant by the first word of its name, by which its lists call it', () => {
	const rows = ['taguk-kotis', 'tagut-kotis', 'taguk-paper', 'taguk'].map(
		(name, i) => ({id: `${i}`, path: `/x/${i}`, dir: `${i}`, name}) as RunRow,
	);
	const named = (word: string, among = rows) => findNamed(among, word).map(({name}) => name);
	assert.deepEqual(named('taguk', rows.slice(0, 3)), ['taguk-kotis']);
	assert.deepEqual(named('taguk'), ['taguk'], 'a whole name comes first');
	assert.deepEqual([...named('tagu'), ...named('kotis'), ...named('taguk-')], []);
});

test('a run is also meant by the end of its path, as it is called where less is looked at', () => {
	const row = (path: string, more: Partial<RunRow> = {}) => ({id: path, path, dir: path, name: path, ...more}) as RunRow;
	const rows = [row('/x/sweep/run00'), row('/x/sweep/run01'), row('/x/other/run01'), row('/x/test')];
	const pathsOf = (word: string) => findNamed(rows, word).map(({path}) => path);
	assert.deepEqual(pathsOf('run00'), ['/x/sweep/run00']);
	assert.deepEqual(pathsOf('sweep/run01'), ['/x/sweep/run01']);
	assert.equal(pathsOf('run01').length, 2);
	assert.deepEqual(pathsOf('n00'), []);
	// A directory of that name is there, and may hold runs.
	assert.deepEqual(pathsOf('test'), []);
	assert.deepEqual(
		findNamed([...rows, row('/y', {name: 'run00'})], 'run00').map(({path}) => path),
		['/y'],
	);
});

test('no points are a fault', async () => {
	const warned: string[] = [];
	const quiet = {print: () => undefined, printExactly: () => undefined, isTerminal: false, cols: 80};
	for (const points of [0, -1, 1.5]) {
		const path = 'test/fixtures/recorder/errors.collection';
		const input = {...quiet, words: ['2 (error 1)', path], flags: {points}, warn: (line: string) => void warned.push(line)};
		assert.equal(await runShow(input), 2);
	}
	assert.deepEqual(new Set(warned), new Set(['xtui: --points takes a whole number above 0']));
});

test('a key called __proto__ is shown like any other', () => {
	assert.deepEqual(Object.keys(flattenConfig(JSON.parse('{"a": {"__proto__": 1}, "__proto__": 2}'))), [
		'a.__proto__',
		'__proto__',
	]);
});
