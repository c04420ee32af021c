import {restoreAct} from '../../launch/acts/unshelve.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findTargets, isPutAway} from './targets.ts';

/** `xtui restore RUN…`: takes runs back from the archive and the trash. */
export async function runRestore(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words, isPutAway, 'put away');
	return found === null ? 1 : actOnAll(input, found.targets, restoreAct(process.cwd()));
}
