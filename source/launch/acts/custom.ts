import {spawn} from 'node:child_process';
import {closeSync, mkdirSync, openSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {fillWords, splitCommand} from '../../core/acting/command-words.ts';
import {stateDirectory} from '../../io/state-directory.ts';
import {showExactly} from '../exact-words.ts';
import type {Refusal} from '../refusal.ts';
import type {Act} from './act.ts';

/**
 * A person's own command on runs, once for each: without a shell, in the run's directory, its output kept in a file.
 * @param words as they were typed; `{path}`, `{id}` and `{name}` stand for the run's
 */
export function customAct(words: string): Act {
	return {
		verb: 'command',
		asks: true,
		async plan(target) {
			const split = splitCommand(words);
			if ('fault' in split) return {refusal: split.fault};
			if (split.argv.length === 0) return {refusal: 'there is no command yet'};
			const argv = fillWords(split.argv, target);
			const cwd = statSync(target.path, {throwIfNoEntry: false})?.isDirectory() ? target.path : path.dirname(target.path);
			return {
				lines: [
					{label: 'argv', text: showExactly(argv)},
					{label: 'cwd', text: cwd},
				],
				argv,
				cwd,
				perform: () => runToEnd(argv, cwd),
			};
		},
	};
}

function runToEnd(argv: readonly string[], cwd: string): Promise<string | Refusal> {
	const directory = path.join(stateDirectory(), 'commands');
	mkdirSync(directory, {recursive: true, mode: 0o700});
	const log = path.join(directory, `${Date.now()}-${process.pid}.log`);
	const descriptor = openSync(log, 'w', 0o600);
	const [file, ...rest] = argv as [string, ...string[]];
	return new Promise(resolve => {
		const child = spawn(file, rest, {cwd, stdio: ['ignore', descriptor, descriptor], detached: true});
		closeSync(descriptor);
		child.on('error', (error: NodeJS.ErrnoException) => {
			resolve({refusal: error.code === 'ENOENT' ? `${file} is not installed here, or not on the PATH` : error.message});
		});
		child.on('exit', (code, signal) => {
			const last = readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? '';
			const said = last === '' ? '' : `: ${last}`;
			if (code === 0) resolve(`done${said}`);
			else resolve({refusal: `${file} ended with ${code ?? signal}${said} (all of it: ${log})`});
		});
	});
}
