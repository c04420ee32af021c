import assert from 'node:assert/strict';
import {copyFileSync, readFileSync, realpathSync} from 'node:fs';
import {test} from 'node:test';
import {PythonProcesses} from '../../source/io/processes/python-processes.ts';
import {ended, Lab, until} from '../engine/liveness/lab.ts';

test('a process tells which addresses lie in its memory, from the first of a piece to before its end', async context => {
	const lab = new Lab(context);
	// A shell under another name: what counts is the name of the program.
	copyFileSync(realpathSync('/bin/bash'), lab.at('python3'));
	const child = await lab.start([lab.at('python3'), '-c', 'read line'], {stdio: ['pipe', 'ignore', 'ignore']});
	const python = new PythonProcesses();
	const find = () => python.scan()?.find(({pid, words}) => pid === child.pid && words.length === 3);
	await until('the program', () => find() !== undefined);
	const {holdsAny} = find()!;
	const stack = /^([0-9a-f]+)-([0-9a-f]+) .*\[stack\]$/m.exec(readFileSync(`/proc/${child.pid}/maps`, 'utf8'))!;
	const [first, end] = [Number.parseInt(stack[1]!, 16), Number.parseInt(stack[2]!, 16)];
	assert.deepEqual([[first], [1, end - 1], [1], [end]].map(holdsAny), [true, true, false, false]);
	child.kill('SIGKILL');
	await ended(child);
	assert.equal(holdsAny([first]), null, 'nobody knows any more');
});
