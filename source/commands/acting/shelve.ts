import type {RunRow} from '../../core/row.ts';
import {shelveAct} from '../../launch/acts/shelve.ts';
import {purgeAct, restoreAct} from '../../launch/acts/unshelve.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findTargets, isPutAway} from './targets.ts';

const isDeleted = ({status}: RunRow) => status === 'deleted';

/** `xtui archive RUN…`: puts runs away, those of xtui by moving them, those of others by a word, or with `--move` whole. */
export async function runArchive(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	return found === null ? 1 : actOnAll(input, found.targets, shelveAct('archive', input.flags.move === true, process.cwd()));
}

/** `xtui restore RUN…`: takes runs back from the archive and the trash. */
export async function runRestore(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words, isPutAway, 'put away');
	return found === null ? 1 : actOnAll(input, found.targets, restoreAct(process.cwd()));
}

/** `xtui delete RUN…`: into the trash of its tracker or of xtui; with `--purge` what is in the trash is removed from the disk. */
export async function runDelete(input: CommandInput): Promise<ExitStatus> {
	const {purge, move} = input.flags;
	const isPurge = purge === true;
	const found = isPurge ? findTargets(input, input.words, isDeleted, 'deleted') : findTargets(input, input.words);
	if (found === null) return 1;
	return actOnAll(input, found.targets, isPurge ? purgeAct() : shelveAct('trash', move === true, process.cwd()));
}
