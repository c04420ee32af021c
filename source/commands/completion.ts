import type {CommandInput, CommandSpec, ExitStatus} from './command.ts';
import {runAnswer, runCompletion} from './completion/completion-command.ts';
import {scanRoots} from './scan.ts';
import {screenFlags} from './screen-flags.ts';

/** `xtui completion SHELL`. */
export async function runCompletionCommand(input: CommandInput, commands: readonly CommandSpec[]): Promise<ExitStatus> {
	return runCompletion(input, commands, screenFlags);
}

/** `xtui __complete KIND -- WORD`, which the scripts call while a person types: silent about everything but answers. */
export async function runAnswerCommand(input: CommandInput): Promise<ExitStatus> {
	return runAnswer(input, () => scanRoots([], {warn: () => {}})?.rows ?? [], Date.now());
}
