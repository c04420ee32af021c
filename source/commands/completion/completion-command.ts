import type {RunRow} from '../../core/row.ts';
import {localZone} from '../../io/local-zone.ts';
import type {CommandInput, CommandSpec, ExitStatus, FlagSpec} from '../command.ts';
import {answerWord, printAnswers} from './answer.ts';
import {askedKinds, describeCommands} from './model.ts';
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
	print(completionScript(shell, describeCommands(commands, screenFlags)).trimEnd());
	return 0;
}

/**
 * `xtui __complete KIND -- WORD`: what the scripts ask while a person types, so it says nothing but answers.
 * @param readRows runs of the index, or of a scan of the usual roots
 */
export async function runAnswer(
	{words, print}: CommandInput,
	readRows: () => RunRow[] | Promise<RunRow[]>,
	nowMs: number,
): Promise<ExitStatus> {
	const kind = askedKinds.find(asked => asked === words[0]);
	if (!kind) return 2;
	for (const line of printAnswers(answerWord(kind, words[1] ?? '', await readRows(), nowMs, localZone))) print(line);
	return 0;
}
