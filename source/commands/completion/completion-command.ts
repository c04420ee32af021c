import type {CommandInput, CommandSpec, ExitStatus, FlagSpec} from '../command.ts';
import {describeCommands} from './model.ts';
import {completionScript, findShell, shellNames} from './script.ts';

/** `xtui completion SHELL`: the script, made from the registry that is handed in (which itself loads this file). */
export function runCompletion(
	{words, print, warn}: CommandInput,
	commands: readonly CommandSpec[],
	screenFlags: readonly FlagSpec[],
): ExitStatus {
	const shell = findShell(words[0] ?? '');
	if (shell === null) {
		warn(`xtui: completion needs a shell: ${shellNames.join(', ')}`);
		return 2;
	}
	if (words.length > 1) {
		warn(`xtui: completion takes one shell, and not ${words.slice(1).join(' ')} too`);
		return 2;
	}
	print(completionScript(shell, describeCommands(commands, screenFlags)).trimEnd());
	return 0;
}
