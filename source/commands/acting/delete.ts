import {shelveAct} from '../../launch/acts/shelve.ts';
import {purgeAct} from '../../launch/acts/unshelve.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findTargets} from './targets.ts';

/** `xtui delete RUN…`: into the trash of its tracker or of xtui; with `--purge` what is in the trash is removed from the disk. */
export async function runDelete(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	const {purge, move} = input.flags;
	return actOnAll(input, found.targets, purge === true ? purgeAct() : shelveAct('trash', move === true, process.cwd()));
}
