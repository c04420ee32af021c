import module from 'node:module';
import v8 from 'node:v8';
import {hiddenVerbs} from './commands/completion/model.ts';
import {commands} from './commands/registry.ts';
import {loadSettings} from './commands/settings/load-settings.ts';
import {endProcess} from './end-process.ts';

/** Bytes of bytecode that a function runs through before V8 optimizes it; 135,168 by default. Hot loops get there in milliseconds all the same. */
const commandBudget = 500_000;

/** Runs a command, or opens the screen with flags. */
export async function main(argv: readonly string[]): Promise<void> {
	// Node 22 and later keep the compiled code between two starts.
	(module as {enableCompileCache?: () => void}).enableCompileCache?.();
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		// A reader that has had enough (`xtui ls | head`) is no failure.
		if (error.code === 'EPIPE') process.exit(0);
		throw error;
	});
	await loadSettings();
	if (hiddenVerbs.has(argv[0] ?? '')) {
		endProcess(await (await import('./commands/completion/answer-command.ts')).runHiddenVerb(argv, Date.now()));
		return;
	}
	// Later versions of V8 do not know the flag, and say so. A command is over before most of what V8 would optimize by then is worth it: later, a quarter of the CPU of a long list is saved.
	const isKnown = process.versions.v8.startsWith('11.');
	if (isKnown && commands.some(({name}) => name === argv[0])) v8.setFlagsFromString(`--interrupt-budget=${commandBudget}`);
	endProcess(await (await import('./command-line.ts')).runCommandLine(argv));
}
