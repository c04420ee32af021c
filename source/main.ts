import module from 'node:module';
import {commands} from './commands/registry.ts';
import type {RemoteEngine} from './engine/remote.ts';

/** Ends the process when everything is written: the only place that ends it. */
function end(status: number): void {
	process.stdout.write('', () => process.exit(status));
}

/**
 * Runs a command, or opens the screen.
 * @param engine the engine's thread, where it is clear already that the screen is wanted
 */
export async function main(argv: readonly string[], engine: RemoteEngine | null): Promise<void> {
	// Node 22 and later keep the compiled code between two starts.
	(module as {enableCompileCache?: () => void}).enableCompileCache?.();
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		// A reader that has had enough (`xtui ls | head`) is no failure.
		if (error.code === 'EPIPE') process.exit(0);
		throw error;
	});
	const isCommand = commands.some(({name}) => name === argv[0]);
	const hasTerminal = process.stdout.isTTY && process.stdin.isTTY;
	const hasFlags = argv.some(word => word.startsWith('-'));
	// The usual start, xtui DIR, does not wait for the parser of flags.
	if (hasTerminal && !isCommand && !hasFlags) end(await (await import('./screen.ts')).openScreen(argv, {}, engine));
	else end(await (await import('./command-line.ts')).runCommandLine(argv));
}
