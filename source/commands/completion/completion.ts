import type {CommandInput, CommandSpec, ExitStatus} from '../command.ts';
import {screenFlags} from '../screen/screen-flags.ts';
import {runCompletion} from './completion-command.ts';

/** `xtui completion SHELL`. */
export async function runCompletionCommand(input: CommandInput, commands: readonly CommandSpec[]): Promise<ExitStatus> {
	return runCompletion(input, commands, screenFlags);
}
