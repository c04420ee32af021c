import type {CommandInput, CommandSpec, ExitStatus} from './command.ts';
import {runCompletion} from './completion/completion-command.ts';
import {screenFlags} from './screen-flags.ts';

/** `xtui completion SHELL`. */
export async function runCompletionCommand(input: CommandInput, commands: readonly CommandSpec[]): Promise<ExitStatus> {
	return runCompletion(input, commands, screenFlags);
}
