import type {CommandInput} from './commands/command.ts';
import {checkRoots} from './commands/roots.ts';

/** Placeholder wiring until the screen lands in this commit's successor. */
export async function openScreen(words: readonly string[], _flags: CommandInput['flags']): Promise<number> {
	return checkRoots(words).failures.length > 0 ? 1 : 0;
}
