import assert from 'node:assert/strict';
import {test} from 'node:test';
import {verifyFiles} from '../../../source/formats/guild/files/verify-files.ts';
import {MemoryFiles} from '../memory-files.ts';

const own = '/g/runs/1/.guild';
const digest = 'a9993e364706816aba3e25717850c26c9cd0d89d';

/** An index of so many lines, on one stream or the other. */
const indexOf = (lines: number, stream = 0): Uint8Array =>
	Buffer.concat(Array.from({length: lines}, (_, at) => Buffer.from([0, 0, 1, 0x9a, 0, 0, 0, at, stream])));

function faults(texts: Readonly<Record<string, string | Uint8Array>>): string[] {
	const files = new MemoryFiles().write('/g/runs/1/train.py', 'abc');
	const whole = {output: 'one\ntwo\nthree\nfour\n', 'output.index': indexOf(4), manifest: `s train.py ${digest} train.py\n`};
	for (const [name, content] of Object.entries({...whole, ...texts})) files.write(`${own}/${name}`, content);
	return verifyFiles(files, '/g/runs/1', true).map(({file, message}) => `${file.split('/').at(-1)}: ${message}`);
}

test('an output and its index that do not fit are named, and of one line that is ahead nothing is said', () => {
	assert.deepEqual(faults({}), []);
	assert.deepEqual(faults({output: 'one\ntwo\nthree\nfour\nbar 5 %\rbar 9 %'}), [], 'what has no line feed has no mark');
	assert.deepEqual(faults({'output.index': indexOf(3)}), [], 'killed between both');
	assert.deepEqual(faults({output: 'one\ntw'}), ['output: Was cut: 4 lines were printed by its index, and it has 1']);
	assert.deepEqual(faults({output: ''}), ['output: Was cut: 4 lines were printed by its index, and it has 0']);
	assert.deepEqual(faults({'output.index': indexOf(2)}), [
		'output.index: Knows 2 of the 4 lines of the output: when the others came is lost',
	]);
	assert.deepEqual(faults({'output.index': indexOf(4).subarray(0, 30)}), ['output.index: Its last entry is cut off']);
	assert.deepEqual(faults({'output.index': indexOf(4, 7)}), ['output.index: Entry 1 names the stream 7; there are 0 and 1']);
});

test('a manifest that is empty, cut or damaged is named', () => {
	const unknown = 'which files the run was given is not known';
	assert.deepEqual(faults({manifest: ''}), [`manifest: Is empty: ${unknown}; restore it from a copy`]);
	assert.deepEqual(faults({manifest: `s train.py ${digest} train.py\ns ot`}), [
		`manifest: Ends within line 2, or was cut there: ${unknown} from there on`,
	]);
	assert.deepEqual(faults({manifest: `\u0001\u0002 noise\ns train.py ${digest} train.py\n`}), [
		'manifest: Line 1 is no entry of a manifest: it was cut or damaged',
	]);
	assert.deepEqual(faults({manifest: `d 'my data' - file:data\ni internal - x\n`}), []);
	const files = new MemoryFiles().write(`${own}/manifest`, '');
	assert.deepEqual(verifyFiles(files, '/g/runs/1', false), [], 'no source code was copied');
});
