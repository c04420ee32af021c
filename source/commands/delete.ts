import {deleteAct, purgeAct} from '../launch/acts/shelve.ts';
import {actOnAll} from './acting/act.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui delete RUN…`: into the trash, by a word in the journal; with `--purge` what is in the trash is removed from the disk. */
export async function runDelete(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	return actOnAll(input, found.targets, input.flags.purge === true ? purgeAct() : deleteAct(process.cwd()));
}
