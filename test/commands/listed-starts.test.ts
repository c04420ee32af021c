import assert from 'node:assert/strict';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {runLs} from '../../source/commands/list/ls.ts';
import {runShow} from '../../source/commands/show/show.ts';
import {FileTree} from '../engine/tree.ts';

const epochs = (count: number, loss: number) =>
	Array.from({length: count}, (_, i) => `Epoch ${i + 1}/9 train_loss: ${loss / (i + 1)}\n`).join('');

/** Runs a command on a log that holds a training of five epochs, and behind it one of a single epoch. */
async function run(context: TestContext, command: typeof runLs, words: readonly string[], flags: Record<string, boolean> = {}) {
	const {root} = new FileTree(context, Date.UTC(2026, 0, 1)).write('fits/train.log', epochs(5, 1) + epochs(1, 2), 0);
	const lines: string[] = [];
	const warned: string[] = [];
	const print = (line: string) => void lines.push(line);
	const warn = (line: string) => void warned.push(line);
	await command({words: [...words, root], flags, print, printExactly: print, warn, isTerminal: false, cols: 120});
	return {lines, warned, root};
}

test('one start is listed for all in its file, and it is said that there are others', async context => {
	const {lines, warned, root} = await run(context, runLs, []);
	assert.equal(lines.length, 2);
	assert.match(lines[1]!, /fits \(start 1\)/);
	const file = path.join(root, 'fits');
	assert.deepEqual(warned, [`xtui: ${file} has several starts of which one is listed; --starts lists each`]);
});

test('--starts lists each, and says nothing', async context => {
	const {lines, warned} = await run(context, runLs, [], {starts: true});
	assert.equal(lines.length, 3);
	assert.deepEqual(warned, []);
});

test('show tells of the start that is listed, and names the others by what they are found by', async context => {
	const {lines} = await run(context, runShow, ['fits (start 2)']);
	assert.equal(lines[0], 'fits (start 2)');
	const at = lines.indexOf('Other starts in the same files');
	assert.match(lines[at + 1]!, /^ {2}\w+ \(try 1\) {2}idle, 5 points$/);
});
