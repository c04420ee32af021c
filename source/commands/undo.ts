import {undoAct} from '../launch/acts/undo.ts';
import {localExecutor} from '../launch/executor.ts';
import {actOnAll} from './acting/act.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';
import {runnerCommand} from './runner-verb.ts';

/** `xtui undo RUN…`: takes back the last thing that this person said of a run or did with it. */
export async function runUndo(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	return found === null ? 1 : actOnAll(input, found.targets, undoAct(process.cwd(), localExecutor(runnerCommand())));
}
