import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import path from 'node:path';
import {stateDirectory} from '../io/state-directory.ts';
import {makeDirectory} from '../io/write/make-directory.ts';

export interface LoggedChild {
	child: ChildProcess;
	/** The program, as it was asked for. */
	file: string;
	/** Where all that it says is kept. */
	log: string;
}

/** Several may be started in one millisecond. */
let started = 0;

/**
 * Starts a command without a shell, in a session of its own, what it says kept in a file.
 * @param folder where among what the program keeps
 */
export function startLogged(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv, folder: string): LoggedChild {
	const directory = path.join(stateDirectory(), folder);
	makeDirectory(directory, 0o700);
	const log = path.join(directory, `${Date.now()}-${process.pid}-${++started}.log`);
	const descriptor = openSync(log, 'wx', 0o600);
	const [file, ...rest] = argv as [string, ...string[]];
	const child = spawn(file, rest, {cwd, env, stdio: ['ignore', descriptor, descriptor], detached: true});
	closeSync(descriptor);
	return {child, file, log};
}

/** Why a command could not be started. */
export const whyNotStarted = (file: string, {code, message}: NodeJS.ErrnoException): string =>
	code === 'ENOENT' ? `${file} is not installed here, or not on the PATH` : message;
