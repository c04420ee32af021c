import {type SpawnSyncReturns, spawn, spawnSync} from 'node:child_process';
import path from 'node:path';
import {text} from 'node:stream/consumers';

/** The program as it is shipped; XTUI_CLI names another build of it. */
const program = path.resolve(process.env.XTUI_CLI ?? 'dist/cli.js');

/** Runs a command without a terminal and waits for its end. */
export function runCommand(
	words: readonly string[],
	cwd?: string,
	env: NodeJS.ProcessEnv = {},
): Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'> {
	const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...words], {
		encoding: 'utf8',
		timeout: 30_000,
		cwd,
		env: {...process.env, ...env},
		maxBuffer: 2 ** 27,
	});
	return {status, stdout, stderr};
}

/** Starts a command that goes on by itself; `end` has what it said and how it ended. */
export function startCommand(words: readonly string[]) {
	const child = spawn(process.execPath, [program, ...words], {timeout: 30_000});
	const exit = new Promise<number | null>(resolve => child.on('exit', resolve));
	const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
	return {
		end: (async () => ({status: await exit, stdout: await stdout, stderr: await stderr}))(),
	};
}
