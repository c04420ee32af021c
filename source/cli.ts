#!/usr/bin/env node
import {answerVerb} from './commands/completion/model.ts';
import {waiterVerb} from './commands/runner/runner-verb.ts';
import {endProcess} from './end-process.ts';
import {loadCommands, openScreen} from './load-parts.ts';

/**
 * The program's first file, CommonJS and nearly empty: Node starts it a fifth sooner than a module. The usual start, xtui DIR, waits neither
 * for modules nor for the parser of flags, and the engine's thread boots while the screen's code is being loaded.
 */
const words = process.argv.slice(2);
// No command has a dot or a slash in its name: these words open the screen, whatever else is said.
const isScreen = words.every(word => /[./]/.test(word) && !word.startsWith('-'));
if (isScreen && process.stdout.isTTY && process.stdin.isTTY) void openScreen(__dirname, words, {}).then(endProcess);
else if (words[0] === answerVerb) void completeFirst();
else if (words[0] === waiterVerb) void waitForProgram().then(endProcess);
else void runProgram();

/** A person waits in a shell with Tab pressed: where the index knows the answer, the program is not loaded at all. */
async function completeFirst(): Promise<void> {
	const {completeFromIndex} =
		require('./commands/completion/from-index.ts') as typeof import('./commands/completion/from-index.ts');
	const answers = await completeFromIndex(words.slice(1), Date.now());
	if (answers === null) await runProgram();
	else process.stdout.write(answers);
}

/** It lives as long as a run does and waits all the time, so it is this small file alone. */
function waitForProgram(): Promise<number> {
	const {runAsWaiter} = require('./commands/runner/waiter.ts') as typeof import('./commands/runner/waiter.ts');
	return runAsWaiter();
}

function runProgram(): Promise<void> {
	const {main} = loadCommands(__dirname, words[0] ?? '');
	return main(words, (rest, flags) => openScreen(__dirname, rest, flags));
}
