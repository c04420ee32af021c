import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonFormat} from '../../../source/formats/json/index.ts';
import {readWritten} from '../../../source/formats/json/written-value.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const printed = "{'loss': [0.5, 0.25, nan], 'val_loss': [0.75, 0.5, 0.5]}\n";
const framed = {loss: {0: 0.5, 1: 0.25}, val_loss: {0: 0.75, 1: 0.5}};

/** The curves of a history that a script wrote so, and what is wrong with it. */
function read(text: string) {
	const files = new MemoryFiles().write('/a/history.json', text);
	const [claim] = jsonFormat.detect({path: '/a', entries: files.list('/a')}, files);
	if (claim === undefined) return null;
	const collected = new Collected();
	readAll(jsonFormat.open(claim, files), collected);
	const run = collected.runs.get('')!;
	return {losses: run.points('loss').map(([, value]) => value), problems: run.problems.length};
}

test('reads a history that was written as Python prints it, or as a text within JSON', () => {
	assert.deepEqual(read(printed), {losses: [0.5, 0.25, Number.NaN], problems: 0});
	assert.deepEqual(read(JSON.stringify(printed.trim())), {losses: [0.5, 0.25, Number.NaN], problems: 0});
	assert.deepEqual(read(JSON.stringify(JSON.stringify(framed))), {losses: [0.5, 0.25], problems: 0});
});

test('what is no dict is left as it is, and what ends too early is none', () => {
	assert.equal(read('"{loss: 1}"'), null);
	assert.equal(read(printed.slice(0, 20)), null);
	assert.equal(readWritten('"words"').value, 'words');
	assert.equal(readWritten(`${printed}more`).cutAt, printed.length);
});
