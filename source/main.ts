import type {OpenScreen} from './command-line.ts';
import {hiddenVerbs} from './commands/completion/model.ts';
import {loadSettings} from './commands/settings/load-settings.ts';
import {endProcess} from './end-process.ts';
import {describeError} from './io/files.ts';

/** Runs a command, or opens the screen with flags. */
export async function main(argv: readonly string[], openScreen: OpenScreen): Promise<void> {
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		// A reader that has had enough (`xtui ls | head`) is no failure.
		if (error.code === 'EPIPE') process.exit(0);
		process.stderr.write(`xtui: The output could not be written: ${describeError(error)}\n`, () => process.exit(1));
	});
	await loadSettings();
	if (hiddenVerbs.has(argv[0] ?? '')) {
		endProcess(await (await import('./commands/completion/answer-command.ts')).runHiddenVerb(argv, Date.now()));
		return;
	}
	endProcess(await (await import('./command-line.ts')).runCommandLine(argv, openScreen));
}
