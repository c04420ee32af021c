#!/usr/bin/env node
import path from 'node:path';
import type {RemoteEngine} from './engine/remote.ts';
import {startEngine} from './engine/remote.ts';

/**
 * The program's first file, CommonJS and nearly empty: Node starts it a fifth sooner than a module, and the engine's thread boots while the
 * program itself (main.ts, a module with shared parts) is being loaded.
 */
const [first, ...rest] = process.argv.slice(2);
// No command has a dot or a slash in its name: these words open the screen, whatever else is said.
const isScreen = rest.every(isPath) && (first === undefined || isPath(first));
const engine: RemoteEngine | null =
	isScreen && process.stdout.isTTY && process.stdin.isTTY ? startEngine(path.join(__dirname, 'worker.cjs')) : null;

void import('./main.ts').then(({main}) => main(process.argv.slice(2), engine));

function isPath(word: string): boolean {
	return /[./]/.test(word) && !word.startsWith('-');
}
