import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../memory-files.ts';
import {openRun} from './runs.ts';

const id = '01234567-89ab-4cde-8f01-23456789abcd';
const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

function faults(texts: Readonly<Record<string, string | Uint8Array>>): string[] {
	const files = new MemoryFiles().write(`/head/${id}/train.py`, 'abc');
	const whole = {opref: '2 a b', started: '1795224009000000', manifest: `s ${digest} train.py\n`};
	for (const [name, content] of Object.entries({...whole, ...texts})) files.write(`/head/${id}.meta/${name}`, content);
	return (openRun(files, id).verify?.() ?? []).map(({file, message}) => `${file.split('/').at(-1)}: ${message}`);
}

test('a manifest that is cut or damaged is named', () => {
	const said = ['manifest: Is cut or damaged: not all files of the run can be held against it; restore the file from a copy'];
	assert.deepEqual(faults({}), []);
	assert.deepEqual(faults({manifest: ''}), []);
	assert.deepEqual(faults({manifest: `s ${digest} train.py\ns ba78`}), said);
	assert.deepEqual(faults({manifest: `noise\ns ${digest} train.py\n`}), said);
});

test('of an index that has fewer marks than the output has lines that is said; it may have more', () => {
	const marks = (count: number) => Buffer.alloc(count * 9);
	const output = '1\n2\n3\n4\n';
	assert.deepEqual(faults({'output/40_run': output, 'output/40_run.index': marks(40)}), []);
	assert.deepEqual(faults({'output/40_run': output, 'output/40_run.index': marks(2)}), [
		'40_run.index: Knows 2 of the 4 lines of the output: when the others came is lost',
	]);
});
