import module from 'node:module';
import v8 from 'node:v8';
import {hiddenVerbs} from './commands/completion/model.ts';
import {commands} from './commands/registry.ts';
import {loadSettings} from './commands/settings/in-force.ts';
import type {RemoteEngine} from './engine/remote.ts';

/** Bytes of bytecode that a function runs through before V8 optimizes it; 135,168 by default. Hot loops get there in milliseconds all the same. */
const commandBudget = 500_000;

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
	await loadSettings();
	if (hiddenVerbs.has(argv[0] ?? '')) {
		end(await (await import('./commands/completion/answer-command.ts')).runHiddenVerb(argv, Date.now()));
		return;
	}
	const isCommand = commands.some(({name}) => name === argv[0]);
	// A command is over before most of what V8 would optimize by then is worth it: later, a quarter of the CPU of a long list is saved.
	if (isCommand) v8.setFlagsFromString(`--interrupt-budget=${commandBudget}`);
	const hasTerminal = process.stdout.isTTY && process.stdin.isTTY;
	const hasFlags = argv.some(word => word.startsWith('-'));
	// The usual start, xtui DIR, does not wait for the parser of flags.
	if (hasTerminal && !isCommand && !hasFlags) end(await (await import('./screen.ts')).openScreen(argv, {}, engine));
	else end(await (await import('./command-line.ts')).runCommandLine(argv));
}
