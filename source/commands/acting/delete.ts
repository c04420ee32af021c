import type {RunRow} from '../../core/row.ts';
import {shelveAct} from '../../launch/acts/shelve.ts';
import {purgeAct} from '../../launch/acts/unshelve.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findTargets} from './targets.ts';

const isDeleted = ({status}: RunRow) => status === 'deleted';

/** `xtui delete RUN…`: into the trash of its tracker or of xtui; with `--purge` what is in the trash is removed from the disk. */
export async function runDelete(input: CommandInput): Promise<ExitStatus> {
	const {purge, move} = input.flags;
	const isPurge = purge === true;
	const found = isPurge ? findTargets(input, input.words, isDeleted, 'deleted') : findTargets(input, input.words);
	if (found === null) return 1;
	return actOnAll(input, found.targets, isPurge ? purgeAct() : shelveAct('trash', move === true, process.cwd()));
}
