import {type ChildProcess, spawn} from 'node:child_process';
import type {Readable} from 'node:stream';

/** Waits for a word on its standard input; where that ends without one, it becomes the program that its arguments name. */
const script = 'read -r word || exec "$0" "$@"';

/** File descriptors under which the keeper holds the program's output. */
export const keptOutputs = [3, 4] as const;

export interface Keeper {
	/** The runner is at its end itself: nothing is to be kept. */
	release(): void;
}

/** Node tells the number of a stream's descriptor nowhere in public. */
function descriptorOf(stream: Readable | null): number | null {
	const handle: unknown = stream === null ? null : Reflect.get(stream, '_handle');
	const descriptor: unknown = handle !== null && typeof handle === 'object' ? Reflect.get(handle, 'fd') : null;
	return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : null;
}

/**
 * Holds the reading ends of a program's output, so that they do not break when its runner is killed: a shell of one megabyte that waits, and
 * becomes a new runner (`adoptRun`) if the old one ends without a word. It reads no names, flags or paths: they are its arguments.
 * @param adopterCommand words that start this program so that it adopts the run of a directory
 * @returns null where there is nothing to hold
 */
export function startKeeper(child: ChildProcess, directory: string, adopterCommand: readonly string[]): Keeper | null {
	const outputs = [descriptorOf(child.stdout), descriptorOf(child.stderr)];
	if (outputs.some(output => output === null)) return null;
	const keeper = spawn('/bin/sh', ['-c', script, ...adopterCommand], {
		cwd: '/',
		env: {...process.env, XTUI_RUN_DIR: directory},
		stdio: ['pipe', 'ignore', 'ignore', ...outputs],
		detached: true,
	});
	// Without it the run is as well off as without a keeper.
	keeper.on('error', () => {});
	keeper.stdin!.on('error', () => {});
	keeper.unref();
	return {release: () => void keeper.stdin!.end('over\n')};
}
