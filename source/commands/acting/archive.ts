import {shelveAct} from '../../launch/acts/shelve.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findTargets} from './targets.ts';

/** `xtui archive RUN…`: puts runs away, those of xtui by moving them, those of others by a word, or with `--move` whole. */
export async function runArchive(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	return actOnAll(input, found.targets, shelveAct('archive', input.flags.move === true, process.cwd()));
}
