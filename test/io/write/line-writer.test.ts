import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import {writeLines} from '../../../source/io/write/line-writer.ts';

function begin() {
	const written: string[] = [];
	const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
	return {written, ...writeLines({write})};
}

test('lines of one turn are written together, and nobody has to ask for it', async () => {
	const {print, written} = begin();
	print('one');
	print('two');
	assert.deepEqual(written, []);
	await setImmediate();
	print('three');
	await setImmediate();
	assert.deepEqual(written, ['one\ntwo\n', 'three\n']);
});

test('what waits comes before what is written after a flush, once', async () => {
	const {print, flush, written} = begin();
	print('one');
	flush();
	written.push('a warning');
	print('two');
	flush();
	flush();
	await setImmediate();
	assert.deepEqual(written, ['one\n', 'a warning', 'two\n']);
});

test('a long list does not wait as a whole', () => {
	const {print, flush, written} = begin();
	const line = 'x'.repeat(1000);
	for (let i = 0; i < 200; i++) print(line);
	assert.ok(written.length > 1);
	flush();
	assert.equal(written.join(''), `${line}\n`.repeat(200));
});
