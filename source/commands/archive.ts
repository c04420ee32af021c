import {archiveAct} from '../launch/acts/shelve.ts';
import {actOnAll} from './acting/act.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui archive RUN…`: marks runs as put away. Nothing is moved. */
export async function runArchive(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	return found === null ? 1 : actOnAll(input, found.targets, archiveAct(process.cwd()));
}
