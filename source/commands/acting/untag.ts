import {untagAct} from '../../launch/acts/words.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findValued} from './value.ts';

/** `xtui untag RUN… TAG`: also hides a tag of the tracker's own record. */
export async function runUntag(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'untag takes runs and a tag: xtui untag RUN… TAG');
	return typeof found === 'number' ? found : actOnAll(input, found.targets, untagAct(found.value, process.cwd()));
}
