#!/usr/bin/env node
import {closeSync, writeSync} from 'node:fs';
import {answerVerb} from './commands/completion/model.ts';
import {waiterVerb} from './commands/runner/runner-verb.ts';

/**
 * The program's first file, CommonJS and nearly empty: Node starts it a fifth sooner than a module. The usual start, xtui DIR, waits neither
 * for modules nor for the parser of flags, and the engine's thread boots while the screen's code is being loaded.
 */
const words = process.argv.slice(2);
// No command has a dot or a slash in its name: these words open the screen, whatever else is said.
const isScreen = words.every(word => /[./]/.test(word) && !word.startsWith('-'));
if (words[0] === answerVerb) void completeFirst();
else if (words[0] === waiterVerb) void waitForProgram();
else if (isScreen && process.stdout.isTTY && process.stdin.isTTY) void startScreen();
else void runProgram();

/**
 * A person waits in a shell with Tab pressed: where the index knows the answer, neither the program is loaded nor what of Node only it needs, and the
 * shell is let go before the index is renewed.
 */
async function completeFirst(): Promise<void> {
	const {completeFromIndex} =
		require('./commands/completion/from-index.ts') as typeof import('./commands/completion/from-index.ts');
	const answered = completeFromIndex(words.slice(1), Date.now());
	if (answered === null) return runProgram();
	if (writeAtOnce(answered.text)) closeSync(1);
	await answered.afterwards();
}

/** Writes without a stream, which would have to be loaded first. False where the reader is slow and a stream had to be asked after all. */
function writeAtOnce(text: string): boolean {
	let rest = Buffer.from(text);
	try {
		while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
	} catch (error) {
		// A reader that is gone wants no more.
		if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return true;
		process.stdout.write(rest);
		return false;
	}
	return true;
}

/** It lives as long as a run does and waits all the time, so it is this small file alone. */
async function waitForProgram(): Promise<void> {
	const {runAsWaiter} = require('./commands/runner/waiter.ts') as typeof import('./commands/runner/waiter.ts');
	const {endProcess} = require('./end-process.ts') as typeof import('./end-process.ts');
	endProcess(await runAsWaiter());
}

async function startScreen(): Promise<void> {
	const {openScreen} = require('./load-parts.ts') as typeof import('./load-parts.ts');
	const {endProcess} = require('./end-process.ts') as typeof import('./end-process.ts');
	endProcess(await openScreen(__dirname, words, {}));
}

function runProgram(): Promise<void> {
	const {loadCommands, openScreen} = require('./load-parts.ts') as typeof import('./load-parts.ts');
	const {main} = loadCommands(__dirname, words[0] ?? '');
	return main(words, (rest, flags) => openScreen(__dirname, rest, flags));
}
