#!/usr/bin/env node
import {endProcess} from './end-process.ts';
import {openScreen} from './load-screen.ts';

/**
 * The program's first file, CommonJS and nearly empty: Node starts it a fifth sooner than a module. The usual start, xtui DIR, waits neither
 * for modules nor for the parser of flags, and the engine's thread boots while the screen's code is being loaded.
 */
const words = process.argv.slice(2);
// No command has a dot or a slash in its name: these words open the screen, whatever else is said.
const isScreen = words.every(word => /[./]/.test(word) && !word.startsWith('-'));
if (isScreen && process.stdout.isTTY && process.stdin.isTTY) void openScreen(__dirname, words, {}).then(endProcess);
else void import('./main.ts').then(({main}) => main(words));
