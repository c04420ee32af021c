import {undoAct} from '../launch/acts/undo.ts';
import {actOnAll} from './acting/act.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui undo RUN…`: takes back the last thing that this person said of a run: a tag, a note, a verdict, archiving, deleting. */
export async function runUndo(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	return found === null ? 1 : actOnAll(input, found.targets, undoAct(process.cwd()));
}
