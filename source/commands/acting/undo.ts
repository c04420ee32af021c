import {undoAct} from '../../launch/acts/undo.ts';
import {localExecutor} from '../../launch/executor.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {runnerCommand} from '../runner/runner-verb.ts';
import {actOnAll} from './act.ts';
import {findTargets} from './targets.ts';

/** `xtui undo RUN…`: takes back the last thing that this person said of a run or did with it. */
export async function runUndo(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words, undefined, 'all');
	return found === null ? 1 : actOnAll(input, found.targets, undoAct(process.cwd(), localExecutor(runnerCommand())));
}
